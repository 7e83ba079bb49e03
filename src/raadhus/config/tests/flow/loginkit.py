"""What a login leaves behind and whom the town hall takes a browser for, for tests of logging in."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.apps import apps
from django.test import Client
from lxml import html

from raadhus.organisation import demo
from raadhus.platform.tenancy.scope import transaction

NOON = dt.datetime(2024, 11, 14, 11, 0, tzinfo=dt.UTC)
EGEBY = "egeby.localhost"
NORDBY = "nordby.localhost"
NOTHING = {"Person": 0, "Login": 0, "Session": 0}


def rows(tenant: UUID = demo.EGEBY) -> dict[str, int]:
    """Count what a login may leave behind."""
    with transaction(tenant):
        return {
            name: apps.get_model("identity", name).objects.count() for name in ("Person", "Login", "Session")
        }


def actor_of(town: Client) -> dict[str, Any]:
    """Ask the town hall who it takes this browser for."""
    seen: dict[str, Any] = town.get("/whoami/").json()
    return seen


def frames_of(page: str) -> list[str]:
    """Return the addresses that a page opens in frames."""
    return [frame.get("src", "") for frame in html.document_fromstring(page).iter("iframe")]
