"""A caseworker decides: as the rules propose, or otherwise with a reason; and may take it back until it is sent."""

import dataclasses
import datetime as dt
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_case_of_unit, access_task_of_unit
from raadhus.cases.domain.decisions import deviates, outcome_of
from raadhus.cases.domain.figures import Figure
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.hearing import FULL, must_be_heard
from raadhus.cases.domain.states import CaseStatus, TaskKind, TaskStatus
from raadhus.cases.models import Assessment, Case, Decision, Task, Withdrawal
from raadhus.cases.use_cases.decide import Verdict, decide
from raadhus.cases.use_cases.decide_by_rules import newest_assessment, was_heard
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.send_decision import unsent_decision
from raadhus.cases.use_cases.tasks import end_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.organisation.public import municipality
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.text import clean


class CannotDecideByHand(Refusal):
    """Something is missing, or somebody must be heard first."""

    status = 422
    code = "by-hand"
    kept = _("Nothing was decided; what you wrote is still in the form.")


class MustHearFirst(CannotDecideByHand):
    """Less than was asked for, on a figure that its person has not confirmed."""

    code = "hear-first"
    happened = _("The applicant must be heard before you decide less than they asked for.")
    next_step = _("Choose “Hear the applicant”. The task waits for you until they have answered.")


class DecidedAlready(Refusal):
    """A decision waits to be sent; a form posted twice makes no second one."""

    code = "decided-already"
    happened = _("A decision has been made already and waits to be sent.")
    kept = _("The first decision stands; what you sent now was not kept.")
    next_step = _("Open the case, and take the decision back first if it should be another one.")


class MustGiveReasons(CannotDecideByHand):
    """No decision without reasons; one that deviates from the rules says why."""

    code = "reasons"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HandDecision:
    """What the caseworker filled in: a share of full subsidy, from when, and why, in the official language."""

    percent: Decimal
    valid_from: dt.date
    reasons: tuple[str, ...]
    deviation: str = ""


def decide_by_hand(actor: Actor, task_id: UUID, given: HandDecision) -> Decision:
    """
    Keep the decision; its letter waits for *Send*.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, DecidedAlready, MustGiveReasons, MustHearFirst, CannotMoveCase.
    Emits: DecisionMade.
    """
    task = access_task_of_unit(actor, task_id)
    case = Case.objects.select_for_update().get(id=task.case_id)
    if unsent_decision(case) is not None:
        raise DecidedAlready(detail=case.number)
    assessment = newest_assessment(case)
    proposed = assessment.percent if assessment else None
    reasons = tuple(clean(reason) for reason in given.reasons if clean(reason))
    _refuse_unless_reasoned(given, reasons, proposed)
    if task.task_kind == TaskKind.ASSESS:
        _refuse_unless_heard(case, assessment, given.percent)
    verdict = Verdict(
        outcome=outcome_of(given.percent, FULL),
        percent=given.percent,
        asked_percent=FULL,
        valid_from=given.valid_from,
        reasons={municipality(actor.tenant).language: list(reasons)},
        deviation=clean(given.deviation) or None,
    )
    return decide(actor, case, verdict, assessment=assessment, task=task)


def send_by_hand(actor: Actor, task_id: UUID) -> Task:
    """
    Let the decision go out: the task is done, and the process sends the letter.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold. Emits: TaskCompleted.
    """
    task = access_task_of_unit(actor, task_id)
    if unsent_decision(task.case) is None:
        raise NotFoundHere(detail=f"task {task_id} has no decision to send")
    end_task(task, TaskStatus.DONE, {"answer": "decided"})
    audit.record(actor, "cases.send_decision", f"case:{task.case_id}")
    return task


def withdraw_decision(actor: Actor, case_id: UUID) -> Case:
    """
    Take back a decision that was not sent; nobody outside has seen it.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold; CannotMoveCase once it was sent.
    """
    case = access_case_of_unit(actor, case_id, to_act=True)
    decision = unsent_decision(case)
    if decision is None or actor.staff_id is None:
        raise NotFoundHere(detail=f"{case.number} has no decision to withdraw")
    if decision.task is None or decision.task.status != TaskStatus.OPEN:
        raise AlreadyOnItsWay(detail=case.number)
    Withdrawal.objects.create(decision=decision, at=clock.now(), staff_id=actor.staff_id)
    move_case(case, CaseStatus.WITH_UNIT)
    write_timeline(actor, case, Happening.WITHDRAWN, Who.STAFF, thing_id=decision.id)
    audit.record(actor, "cases.withdraw_decision", f"case:{case.id}")
    return case


class AlreadyOnItsWay(Refusal):
    """A decision that somebody pressed *Send* on binds the municipality."""

    code = "on-its-way"
    happened = _("The decision is on its way to the applicant and can no longer be taken back.")
    kept = _("The decision stands.")
    next_step = _("If it is wrong, make a new decision that replaces it.")


def _refuse_unless_reasoned(given: HandDecision, reasons: tuple[str, ...], proposed: Decimal | None) -> None:
    if not reasons:
        raise MustGiveReasons(
            _("A decision needs at least one reason that the applicant can read."),
            next_step=_("Choose a sentence or write one."),
        )
    if deviates(given.percent, proposed) and not clean(given.deviation):
        raise MustGiveReasons(
            _("You decide otherwise than the rules propose, and have not said why."),
            next_step=_("Write why the rules do not fit this case. It stays in the file."),
        )


def _refuse_unless_heard(case: Case, assessment: Assessment | None, percent: Decimal) -> None:
    figures = [Figure.from_json(figure) for figure in assessment.figures] if assessment else []
    if must_be_heard(percent, figures, FULL) and not was_heard(case):
        raise MustHearFirst(detail=case.number)
