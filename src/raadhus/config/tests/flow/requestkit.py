"""Browsers of strangers and of people logged in, and what is left behind, for tests of requests."""

import datetime as dt
from typing import Any

from django.test import Client
from django.test.utils import CaptureQueriesContext

from raadhus.identity.public import LoginClaims, SignedIn
from raadhus.organisation import demo
from raadhus.platform.actor import Assurance
from raadhus.platform.models import AuditEntry
from raadhus.platform.tenancy.scope import transaction

NOON = dt.datetime(2024, 11, 14, 11, 0, tzinfo=dt.UTC)
EGEBY = "egeby.localhost"
NORDBY = "nordby.localhost"
_TAKEN_BACK = 1  # inside a test the tenant is taken back at the end; a real transaction ends instead


def claims(**changes: Any) -> LoginClaims:
    return LoginClaims(
        **{
            "issuer": "https://eid.example",
            "subject": "amina",
            "provider": "mitid",
            "number": "6101900001",
            "name": "Amina Holm",
            "assurance": Assurance.SUBSTANTIAL,
            **changes,
        }
    )


def logged_in(signed_in: SignedIn, host: str = EGEBY) -> Client:
    browser = Client(headers={"host": host}, raise_request_exception=False)
    browser.cookies["session"] = signed_in.session_key
    return browser


def stranger(host: str = EGEBY) -> Client:
    return Client(headers={"host": host}, raise_request_exception=False)


def acts() -> list[str]:
    with transaction(demo.EGEBY):
        return list(AuditEntry.objects.filter(act__startswith="test.").values_list("act", flat=True))


def statements(captured: CaptureQueriesContext) -> int:
    """Count what a transaction of its own would send: a test's outer transaction turns BEGIN into savepoints."""
    return sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries) - _TAKEN_BACK
