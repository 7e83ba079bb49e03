"""A busy week in the invented town: two dozen applications of all kinds, some late, some taken, one appealed."""

import datetime as dt
from decimal import Decimal
from typing import Any

from raadhus.bus.testing import run_all
from raadhus.cases.public import TaskKind, file_appeal, take_task
from raadhus.cases.tests.casekit import NOON, Resident, Town
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.registers.public import IncomeKind
from raadhus.workspace.tests.deskkit import all_of

_NAMES = (
    "Amina Yusuf",
    "Bjarke Lund",
    "Cecilie Holm Andersen",
    "Dorthe Kjær",
    "Emil Sørensen",
    "Freja Nørgaard",
    "Gustav Østergaard",
    "Hanne Bæk",
    "Ibrahim Demir",
    "Johanne Thygesen",
    "Kasper Winther",
    "Laila Mortensen",
    "Mads Overgaard",
    "Nanna Friis",
    "Oliver Krogh",
    "Pernille Dahl",
    "Quynh Nguyen",
    "Rasmus Villadsen",
    "Signe Marie Abildgaard-Christoffersen",
    "Thomas Bach",
    "Ulla Vestergaard",
    "Viktor Juul",
    "Wioletta Kowalska",
    "Yrsa Enevoldsen",
)
_KINDS: tuple[dict[str, Any], ...] = (
    {"contested": True},
    {"missing": "unavailable"},
    {"kind": IncomeKind.SELF_EMPLOYED},
    {"confirmed": False, "monthly": Decimal(28_400)},
    {"monthly": Decimal(9_800)},
)


def fill(town: Town) -> None:
    """Let everybody apply, a day apart; Mette takes some; one who was rejected appeals."""
    for index, name in enumerate(_NAMES):
        facts = dict(_KINDS[index % len(_KINDS)])
        resident = Resident(
            number=f"{61 + index:02d}0{1 + index % 9}90{1000 + index}",
            name=name,
            monthly=facts.pop("monthly", Decimal(21_000 + 1_750 * index)),
            kind=facts.pop("kind", IncomeKind.EMPLOYED),
        )
        with clock.frozen(NOON - dt.timedelta(days=18 - index * 0.7)):
            town.move_in(resident)
            town.decide_application(resident, **facts)
    _appeal(town)
    actor = town.caseworker()
    open_tasks = [task for task in all_of("cases.Task") if task.status == "open" and task.person_id is None]
    with transaction(town.tenant):
        for task in open_tasks[::4]:
            take_task(actor, task.id)


def _appeal(town: Town) -> None:
    decision = all_of("cases.Decision")[0]
    with transaction(town.tenant):
        person = decision.case.applicant_id
        resident = next(one for one in town.book.values() if town.people[one.number] == person)
        file_appeal(town.citizen(resident), decision.id, "I lost my job in October and had no income since.")
    run_all()
    assert any(task.task_kind == TaskKind.REASSESS for task in all_of("cases.Task"))
