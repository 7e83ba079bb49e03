"""The desk of an invented town: colleagues who log in, and pages as they come over HTTP."""

import re
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from django.apps import apps
from django.test import Client

from raadhus.cases.tests.casekit import CARL, EGEBY, NORDBY, Resident, Town
from raadhus.identity.public import LoginClaims, sign_in
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform.actor import Actor, Assurance, Role
from raadhus.platform.tenancy.scope import transaction
from raadhus.ui.testing import page_problems

HOSTS = {EGEBY: "egeby.localhost", NORDBY: "nordby.localhost", ASSOCIATION: "kommunekredsen.localhost"}
CASEWORKERS = "Pladsanvisning-Sagsbehandlere"
CLEARED = "Beskyttede-Adresser"
LEADERS = "Ledere"
OPERATORS = "Drift"
FRONTDESK = "Borgerservice-Medarbejdere"
NORDBY_CASEWORKERS = "Barnehage-Saksbehandlere"

GOOD = {  # a decision by hand, as its form sends it
    "choice": "share",
    "percent": "100",
    "from-day": "1",
    "from-month": "12",
    "from-year": "2024",
    "reasons": "Indtægten er lav.\nI har ét barn.",
    "deviation": "Nyt job.",
}

__all__ = ["EGEBY", "NORDBY", "Desk"]


class Desk:
    """Egeby at work."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def stranger(self, host: str = HOSTS[EGEBY], language: str = "en") -> Client:
        """Return the browser of somebody who is not logged in."""
        browser = Client(headers={"host": host})
        browser.cookies["language"] = language
        return browser

    def citizen(self, resident: Resident) -> Client:
        """Return the browser of ``resident``, logged in."""
        return self._logged_in(
            EGEBY, subject=f"citizen-{resident.number}", name=resident.name, number=resident.number
        )

    def staff(
        self,
        *groups: str,
        name: str = "Mette Juhl",
        tenant: UUID = EGEBY,
        number: str | None = None,
        language: str = "en",
    ) -> Client:
        """Return the browser of a colleague in ``groups``, caseworkers when none is named."""
        return self._logged_in(
            tenant,
            language=language,
            subject=f"staff-{name}",
            name=name,
            number=number,
            provider="staff",
            is_staff=True,
            groups=frozenset(groups or {CASEWORKERS}),
        )

    def carl(self) -> Client:
        """Return the browser of Carl, who lives here and works here."""
        self.town.move_in(self.town.book.get(CARL.number, CARL))
        return self.staff(name=CARL.name, number=CARL.number)

    def operator(self) -> Actor:
        """Return an operator, for what is asked without a page."""
        return Actor(
            tenant=EGEBY, person_id=UUID(int=9), staff_id=UUID(int=9), roles=frozenset({Role.OPERATOR})
        )

    def transaction(self) -> AbstractContextManager[None]:
        """Open a transaction of the town."""
        return transaction(self.town.tenant)

    def _logged_in(self, tenant: UUID, *, language: str = "en", **facts: Any) -> Client:
        claims = {"issuer": "https://eid.example", "provider": "mitid", "number": None} | facts
        signed_in = sign_in(tenant, LoginClaims(assurance=Assurance.SUBSTANTIAL, **claims))
        browser = self.stranger(HOSTS[tenant], language)
        browser.cookies["session"] = signed_in.session_key
        return browser


def all_of(label: str, tenant: UUID = EGEBY) -> list[Any]:
    """Return every row of the model called ``label``, oldest first."""
    with transaction(tenant):
        return list(apps.get_model(label).objects.order_by("id"))


def read_on(browser: Client, case_id: UUID) -> dict[str, str]:
    """Return the mark that the forms on the case's page post; empty when it has no such form."""
    found = re.search(r'name="read" value="([^"]*)"', page(browser, f"/work/cases/{case_id}/"))
    return {"read": found[1] if found else ""}


def page(browser: Client, url: str) -> str:
    """Return a page that must be well made."""
    answer = browser.get(url)
    assert answer.status_code == 200, answer.headers.get("Location", answer.content[:500])
    assert page_problems(answer.text) == ()
    return str(answer.text)


def figure_form(case, amount, reason):
    """Return what is posted to correct the applicant's income."""
    name = f"income.monthly-{case.applicant_id.hex[-8:]}"
    return {
        "figure": f"{case.applicant_id}:income.monthly",
        f"amount-{name}": amount,
        f"reason-{name}": reason,
    }
