"""The partner says of their own income that it is right, that it is not, or that they do not want to take part."""

import dataclasses
import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from raadhus.bus import due
from raadhus.cases.access import access_own_task
from raadhus.cases.domain.figures import INCOME, Figure, Source
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseStatus, TaskKind, TaskStatus
from raadhus.cases.models import Task
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.ask_partner import DUE
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.tasks import CannotEndTask, end_task, refuse_if_decided
from raadhus.cases.use_cases.tell_of_act import tell_of_act
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.identity.public import identity_number_of
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.registers.public import IncomeKind, RegisterError, look_up_income

_PURPOSE = "cases.confirm_income"


class Answer(StrEnum):
    """What the partner says."""

    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    REFUSED = "refused"


_HAPPENED = {
    Answer.CONFIRMED: Happening.PARTNER_CONFIRMED,
    Answer.CONTESTED: Happening.PARTNER_CONTESTED,
    Answer.REFUSED: Happening.PARTNER_REFUSED,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ShownIncome:
    """What the income register says of the person who reads it; ``monthly`` None: it said nothing usable."""

    monthly: Decimal | None
    as_of: dt.date | None
    is_self_employed: bool
    is_complete: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IncomeAnswer:
    """The partner's answer; when contested, why, and what they say it is (None: not said)."""

    answer: Answer
    reason: str = ""
    own_monthly: Decimal | None = None


def show_income(actor: Actor, task: Task) -> ShownIncome:
    """
    Return the actor's own income from the register and keep what was shown: that, and no later figure, is confirmed.

    ``task`` is the actor's own and open. A register that does not answer shows nothing; the case then goes to a person.
    Raises: NotFoundHere, NotAskedAnyMore.
    """
    refuse_if_decided(task)
    if task.task_kind != TaskKind.CONFIRM_INCOME or task.person_id is None:
        raise NotFoundHere(detail=f"task {task.id} asks no income")
    if task.shown is None:
        task.shown = _fetch(actor, task.person_id)
        Task.objects.filter(id=task.id).update(shown=task.shown)
    return read_shown(task.shown)


def answer_about_income(actor: Actor, task_id: UUID, given: IncomeAnswer) -> Task:
    """
    Keep the answer of the partner who was asked; the process goes on with it.

    Raises: LoginNeeded, NotFoundHere, CannotEndTask when it was answered, is over, or nothing was shown yet.
    Emits: TaskCompleted, CitizenActed.
    """
    task = access_own_task(actor, task_id, to_act=True)
    if task.task_kind != TaskKind.CONFIRM_INCOME:
        raise NotFoundHere(detail=f"task {task_id} asks no income")
    refuse_if_decided(task)
    if task.shown is None and given.answer is not Answer.REFUSED:
        raise CannotEndTask(detail="nothing was shown yet")
    figure = _figure(task, given)
    end_task(
        task,
        TaskStatus.DONE,
        {
            "answer": given.answer,
            "reason": given.reason,
            "figure": figure.to_json() if figure else None,
            "register": task.shown,
        },
    )
    write_timeline(actor, task.case, _HAPPENED[given.answer], Who.PARTNER, thing_id=task.id)
    tell_of_act(task.case, task.task_kind)
    if task.process_task is None:  # a caseworker asked
        due.clear_due(DUE, task.id)
        move_case(task.case, CaseStatus.WITH_UNIT)
    return task


def read_shown(shown: dict[str, Any]) -> ShownIncome:
    """Return what was kept as shown."""
    return ShownIncome(
        monthly=None if shown["monthly"] is None else Decimal(shown["monthly"]),
        as_of=dt.date.fromisoformat(shown["as_of"]) if shown["as_of"] else None,
        is_self_employed=shown["income_kind"] == IncomeKind.SELF_EMPLOYED,
        is_complete=shown["complete"],
    )


def _fetch(actor: Actor, person_id: UUID) -> dict[str, Any]:
    number = identity_number_of(actor, person_id, _PURPOSE)
    try:
        found = look_up_income(actor, number, on=town_days.today(actor), purpose=_PURPOSE)
    except RegisterError as error:
        return {
            "monthly": None,
            "as_of": None,
            "income_kind": "",
            "complete": False,
            "trouble": type(error).__name__,
        }
    return {
        "monthly": None if found.monthly is None else f"{found.monthly:.2f}",
        "as_of": found.as_of.isoformat(),
        "income_kind": str(found.income_kind),
        "complete": found.complete,
        "year": found.year,
    }


def _figure(task: Task, given: IncomeAnswer) -> Figure | None:
    """Return the partner's figure as it now stands; None when the partner takes no part."""
    if given.answer is Answer.REFUSED or task.shown is None or task.person_id is None:
        return None
    shown = read_shown(task.shown)
    is_right = given.answer is Answer.CONFIRMED and shown.monthly is not None
    amount = shown.monthly if is_right else given.own_monthly
    return Figure(
        key=INCOME,
        concerns=task.person_id,
        amount=amount,
        source=Source.REGISTER if is_right else Source.PARTNER,
        as_of=shown.as_of,
        is_confirmed=is_right,
        is_contested=given.answer is Answer.CONTESTED,
        is_missing=amount is None,
    )
