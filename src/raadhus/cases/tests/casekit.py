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
from raadhus.forms import public as forms
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
CHILD = registers.ChildRecord(
    number="0104215555",
    given_name="Ida",
    family_name="Andersen",
    birth_date=dt.date(2021, 4, 1),
    custody=registers.Custody.JOINT,
    lives_at_home=True,
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Objection:
    """What an applicant says against a fact: why it is not right, and what it is instead where the form asks for that."""

    reason: str = "That is not right"
    own: Any = None


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
    address_protected: bool = False
    street: str = "Åvej 1"


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
        objections: Mapping[str, Objection] | None = None,
        files: tuple[str, ...] = (),
    ) -> UUID:
        """
        Send ``resident``'s application as forms does; return the submission's id. Nothing has been worked off yet.

        ``contested``: the income; ``objections``: other facts by key; ``missing``: why no register gave the income;
        ``files``: names of what is attached.
        """
        against = dict(objections or {})
        if contested:
            against["income.monthly"] = Objection(reason="I changed my job", own="12000.00")
        with transaction(self.tenant):
            draft = forms.start_draft(
                self.citizen(resident), "free-place-subsidy", today=TODAY, channel=channel
            )
            figures = _figures(draft.sheet["figures"], self.people[resident.number], confirmed=confirmed)
            _object(figures, against)
            if missing:
                figures["income.monthly"] |= {
                    "value": f"{resident.monthly:.2f}",
                    "is_from_register": False,
                    "missing": missing,
                    "detail": {},
                }
            submission_id = _send(self, resident, draft, _seen(figures))
            _attach(draft, files)
            outbox.emit(
                SubmissionCompleted(
                    subject=f"application:{submission_id}",
                    submission_id=submission_id,
                    service_key="free-place-subsidy",
                    package_hash=self.package_hash,
                    channel=channel,
                    sent_at=clock.now(),
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
        children={
            number: (dataclasses.replace(CHILD, number=f"01042{number[-5:]}"),) for number in residents
        },
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
        address=registers.Address(street=resident.street, postal_code="9990", city="Egeby", country="dk"),
        partner_number=resident.partner,
        name_protected=resident.name_protected,
        address_protected=resident.address_protected,
        country="dk",
    )


def _send(town: Town, resident: Resident, draft: Any, figures: Mapping[str, Mapping[str, Any]]) -> UUID:
    """Write the submission that forms would have written of ``draft``."""
    apps.get_model("forms", "Draft").objects.filter(id=draft.id).update(state="sent", sheet=None)
    submission = apps.get_model("forms", "Submission").objects.create(
        id=new_id(),
        number=f"A{new_id().hex[-10:]}",
        draft=draft,
        person_id=draft.person_id,
        service_key=draft.service_key,
        package_hash=draft.package_hash,
        language="en",
        channel=draft.channel,
        answers=_answers(resident, figures, draft.sheet["answers"]["children"]),
        figures=figures,
        sent_at=clock.now(),
    )
    return submission.id


def _answers(
    resident: Resident, figures: Mapping[str, Mapping[str, Any]], children: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return what stands in the application: facts as the applicant says they are, and what only they know."""
    facts = {
        key: figure["value"] if figure["own"] is None else figure["own"]
        for key, figure in figures.items()
        if not key.startswith("children.")
    }
    return facts | {
        "applicant.self_employed": resident.kind is registers.IncomeKind.SELF_EMPLOYED,
        "subsidy_from": "2024-12-01",
        "children": [{**child, "daycare": "nursery", "fee_monthly": "3200.00"} for child in children],
    }


def _figures(
    fetched: Mapping[str, Mapping[str, Any]], person_id: UUID, *, confirmed: bool
) -> dict[str, dict[str, Any]]:
    """Return what prefill fetched, confirmed by the applicant."""
    by = str(person_id) if confirmed else ""
    return {key: {**figure, "confirmed_by": by} for key, figure in fetched.items()}


def _object(figures: dict[str, dict[str, Any]], objections: Mapping[str, Objection]) -> None:
    """Let the applicant say against facts what they want to; who says that they live with somebody tells with whom."""
    for key, objection in objections.items():
        figure = figures[key]
        if figure["is_from_register"]:
            figure |= {
                "contested": True,
                "reason": objection.reason,
                "own": objection.own,
                "confirmed_by": "",
            }
        else:
            figure["value"] = objection.own


def _seen(figures: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the figures of what was visible: a partner only where there is one."""
    lives_with = figures["household.has_partner"]
    has_partner = lives_with["value"] if lives_with["own"] is None else lives_with["own"]
    return {key: figure for key, figure in figures.items() if has_partner or key != "household.partner"}


def _attach(draft: Any, files: tuple[str, ...]) -> None:
    for name in files:
        apps.get_model("forms", "Attachment").objects.create(
            draft=draft,
            field_key="attachments.income",
            name=name,
            media_type="application/pdf",
            size_bytes=1000,
            at=clock.now(),
        )


def person_id_of(town: Town, resident: Resident) -> UUID:
    """Return the id of ``resident``."""
    with transaction(town.tenant):
        return person_by_number(town.system, resident.number)
