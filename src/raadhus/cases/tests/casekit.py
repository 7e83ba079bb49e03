"""An invented town for tests of case work: people, a package with its process, applications that were sent."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.test import Client

from raadhus.adapters.in_memory.registers import RegisterBook, registers_of
from raadhus.bus import outbox
from raadhus.bus.testing import run_all
from raadhus.cases.models import Case
from raadhus.catalogue.public import PackageFiles, install_files, only_parts, read_package
from raadhus.forms.events import SubmissionCompleted
from raadhus.identity.public import (
    LoginClaims,
    learn_household,
    learn_person,
    person_by_number,
    sign_in,
)
from raadhus.organisation.demo import EGEBY, NORDBY, furnish_towns
from raadhus.organisation.public import unit_by_key
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Assurance, Role
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes
from raadhus.registers import public as registers
from raadhus.rules import public as rules

__all__ = ["EGEBY", "NORDBY"]

SERVICE = Path(__file__).resolve().parents[4] / "services" / "dk" / "free-place-subsidy"
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOON = dt.datetime(2024, 11, 5, 11, 0, tzinfo=dt.UTC)
TODAY = dt.date(2024, 11, 5)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Resident:
    """An invented person, as the registers know them (day + 60: no real number)."""

    number: str
    name: str
    born: dt.date = dt.date(1990, 1, 1)
    monthly: Decimal = Decimal("35000.00")
    kind: registers.IncomeKind = registers.IncomeKind.EMPLOYED
    partner: str | None = None
    name_protected: bool = False


ANNE = Resident(number="6101901234", name="Anne Andersen")
BO = Resident(number="6202881235", name="Bo Bertelsen", monthly=Decimal("9876.54"))
EVA = Resident(number="6303851236", name="Eva Eriksen", monthly=Decimal("60000.00"))
CARL = Resident(number="6404801237", name="Carl Carlsen")  # works at the town hall


class Town:
    """Egeby with its package installed; everything happens at noon on 5 November 2024 unless a test moves the clock."""

    def __init__(self) -> None:
        self.tenant = EGEBY
        self.system = Actor.system(EGEBY, purpose="test", correlation="0123456789abcdef")
        self.book: dict[str, Resident] = {}
        self.people: dict[str, UUID] = {}
        self.package_hash = ""
        self.unit_id = UUID(int=0)

    def build(self) -> "Town":
        """Lay everything down."""
        furnish_towns()
        import_module("raadhus.cases.handlers")
        with transaction(EGEBY), only_parts():
            files = package_files()
            self.package_hash = install_files(self.system, files).content_hash
            processes.store_model(self.system, files["process.bpmn"])
            rules.store_model(self.system, files["rules.dmn"])
            self.unit_id = unit_by_key(self.system, "pladsanvisningen").id
        return self

    def move_in(self, *residents: Resident) -> None:
        """Let ``residents`` live here and stand in the registers."""
        self.book |= {resident.number: resident for resident in residents}
        registers.use(registers_of(_book(self.book)))
        with transaction(self.tenant):
            for resident in residents:
                self.people[resident.number] = learn_person(self.system, _record(resident))

    def move_together(self, one: Resident, other: Resident) -> tuple[Resident, Resident]:
        """Make ``one`` and ``other`` partners."""
        pair = (
            dataclasses.replace(one, partner=other.number),
            dataclasses.replace(other, partner=one.number),
        )
        self.move_in(*pair)
        with transaction(self.tenant):
            household = registers.Household(adults=tuple(map(_record, pair)), children=())
            learn_household(self.system, self.people[one.number], household)
        return pair

    def citizen(self, resident: Resident) -> Actor:
        """Return ``resident`` logged in."""
        return Actor(
            tenant=self.tenant,
            person_id=self.people[resident.number],
            roles=frozenset({Role.CITIZEN}),
            assurance=Assurance.SUBSTANTIAL,
            purpose="test",
            language="en",
        )

    def caseworker(self, resident: Resident = CARL, *roles: Role) -> Actor:
        """Return ``resident`` at work in the unit that has the cases."""
        if resident.number not in self.people:
            self.move_in(resident)
        return Actor(
            tenant=self.tenant,
            person_id=self.people[resident.number],
            staff_id=UUID(int=7),
            roles=frozenset(roles or {Role.CASEWORKER}),
            units=frozenset({self.unit_id}),
            assurance=Assurance.SUBSTANTIAL,
            purpose="case work",
            language="en",
        )

    def log_in(self, resident: Resident, *, groups: tuple[str, ...] = ()) -> Client:
        """Return a browser in which ``resident`` is logged in; with ``groups``, at work."""
        claims = LoginClaims(
            issuer="https://eid.example",
            subject=f"{resident.number}{'-staff' if groups else ''}",
            provider="staff" if groups else "eid",
            is_staff=bool(groups),
            number=resident.number,
            name=resident.name,
            assurance=Assurance.SUBSTANTIAL,
            groups=frozenset(groups),
        )
        browser = self.browser()
        browser.cookies[settings.SESSION_COOKIE_NAME] = sign_in(self.tenant, claims).session_key
        return browser

    def browser(self, *, host: str = "egeby.localhost", language: str = "en") -> Client:
        """Return a browser at the town's address in which nobody is logged in."""
        browser = Client(headers={"host": host})
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return browser

    def apply(
        self,
        resident: Resident,
        *,
        contested: bool = False,
        missing: str = "",
        confirmed: bool = True,
        channel: str = "self-service",
    ) -> UUID:
        """Send ``resident``'s application as forms does; return the submission's id. Nothing has been worked off yet."""
        with transaction(self.tenant):
            submission_id = _send(
                self,
                resident,
                channel,
                _figures(self, resident, contested=contested, missing=missing, confirmed=confirmed),
            )
            outbox.emit(
                SubmissionCompleted(
                    subject=f"application:{submission_id}",
                    submission_id=submission_id,
                    service_key="free-place-subsidy",
                    package_hash=self.package_hash,
                    channel=channel,
                )
            )
        return submission_id

    def decide_application(self, resident: Resident, **facts: Any) -> Case:
        """Send an application and work off everything that follows; return its case as it then stands."""
        submission_id = self.apply(resident, **facts)
        run_all()
        return self.case_of(submission_id)

    def case_of(self, submission_id: UUID) -> Case:
        """Return the case of a submission, read anew."""
        with transaction(self.tenant):
            return Case.objects.get(submission_id=submission_id)

    def again(self, case: Case) -> Case:
        """Return the case, read anew."""
        with transaction(self.tenant):
            return Case.objects.get(id=case.id)


def package_files() -> PackageFiles:
    """Return the real package."""
    return read_package(SERVICE)


def _book(residents: Mapping[str, Resident]) -> RegisterBook:
    return RegisterBook(
        persons={number: _record(resident) for number, resident in residents.items()},
        children={},
        incomes={
            number: registers.IncomeRecord(
                number=number,
                year=2024,
                monthly=resident.monthly,
                income_kind=resident.kind,
                complete=True,
                as_of=TODAY,
            )
            for number, resident in residents.items()
        },
    )


def _record(resident: Resident) -> registers.PersonRecord:
    given, _, family = resident.name.partition(" ")
    return registers.PersonRecord(
        number=resident.number,
        given_name=given,
        family_name=family,
        birth_date=resident.born,
        address=registers.Address(street="Åvej 1", postal_code="9990", city="Egeby", country="dk"),
        partner_number=resident.partner,
        name_protected=resident.name_protected,
        address_protected=False,
        country="dk",
    )


def _send(town: Town, resident: Resident, channel: str, figures: Mapping[str, Mapping[str, Any]]) -> UUID:
    """Write the submission that forms would have written."""
    now = clock.now()
    person_id = town.people[resident.number]
    draft = apps.get_model("forms", "Draft").objects.create(
        person_id=person_id,
        service_key="free-place-subsidy",
        package_hash=town.package_hash,
        state="sent",
        channel=channel,
        started_at=now,
        saved_at=now,
        expires_at=now + dt.timedelta(days=30),
    )
    submission = apps.get_model("forms", "Submission").objects.create(
        id=new_id(),
        number=f"A{new_id().hex[-10:]}",
        draft=draft,
        person_id=person_id,
        service_key="free-place-subsidy",
        package_hash=town.package_hash,
        language="en",
        channel=channel,
        answers=_answers(town, resident),
        figures=figures,
        sent_at=now,
    )
    return submission.id


def _answers(town: Town, resident: Resident) -> dict[str, Any]:
    partner = town.book.get(resident.partner or "")
    return {
        "applicant.name": resident.name,
        "household.has_partner": partner is not None,
        "applicant.self_employed": resident.kind is registers.IncomeKind.SELF_EMPLOYED,
        "income.monthly": f"{resident.monthly:.2f}",
        "subsidy_from": "2024-12-01",
        "children": [
            {
                "_id": "r1",
                "name": "Ida Andersen",
                "birth_date": "2021-04-01",
                "lives_at_home": True,
                "custody": "joint",
            }
        ],
    }


def _figures(
    town: Town, resident: Resident, *, contested: bool, missing: str, confirmed: bool
) -> dict[str, dict[str, Any]]:
    person_id = town.people[resident.number]
    base = {
        "is_from_register": True,
        "fetched_at": NOON.isoformat(),
        "confirmed_by": str(person_id) if confirmed else "",
    }
    income = base | {
        "value": None if missing else f"{resident.monthly:.2f}",
        "register": "income",
        "as_of": TODAY.isoformat(),
        "detail": {"income_kind": str(resident.kind), "complete": True, "year": 2024},
        "missing": missing,
    }
    if contested:
        income |= {"contested": True, "reason": "I changed my job", "own": "12000.00", "confirmed_by": ""}
    figures = {"income.monthly": income}
    partner = town.book.get(resident.partner or "")
    if partner is not None:
        value = {"name": partner.name, "person_id": str(town.people[partner.number])}
        figures["household.partner"] = base | {"value": value, "register": "household"}
    return figures


def person_id_of(town: Town, resident: Resident) -> UUID:
    """Return the id of ``resident``."""
    with transaction(town.tenant):
        return person_by_number(town.system, resident.number)
