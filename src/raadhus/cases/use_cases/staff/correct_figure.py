"""A caseworker puts a contested or missing figure right, with a reason, and lets the rules compute again."""

import dataclasses
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_deciding_task
from raadhus.cases.domain.corrections import may_be_corrected
from raadhus.cases.domain.figures import Figure
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.monthly_amounts import LARGEST
from raadhus.cases.domain.states import CaseStatus, TaskKind
from raadhus.cases.models import Assessment, Case, Correction, Task
from raadhus.cases.queries.amounts_of_form import amount_keys
from raadhus.cases.queries.staff_case.figures import figures_in_question, partner_among
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.ask_unit import renew_why
from raadhus.cases.use_cases.assess_case import assess_case
from raadhus.cases.use_cases.decide_by_rules import newest_assessment
from raadhus.cases.use_cases.move_case import CannotMoveCase
from raadhus.cases.use_cases.send_decision import unsent_decision
from raadhus.cases.use_cases.staff.decide_by_hand import DecidedAlready
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, NotFoundHere, Refusal
from raadhus.platform.tenancy.appending import append
from raadhus.platform.text import clean

LONGEST = 1000


class CannotCorrectFigure(Refusal):
    """The amount is none, or nobody would know why."""

    status = 422
    code = "correct-figure"
    kept = _("The figure is unchanged; what you wrote is still in the form.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FigureCorrection:
    """Which figure (the form's key, and whose), what it is (a month, in the service's currency), and how we know."""

    key: str
    concerns: UUID
    amount: Decimal
    reason: str


def correct_figure(actor: Actor, task_id: UUID, given: FigureCorrection) -> Assessment:
    """
    Keep the correction beside the figure it replaces, and return what the rules propose now. Nothing is decided.

    Raises: LoginNeeded, OwnHousehold; NotFoundHere, also for a figure that is not in question; DecidedAlready;
    CannotMoveCase while the applicant is heard; CannotCorrectFigure.
    """
    task = access_deciding_task(actor, task_id)
    case = task.case
    if unsent_decision(case) is not None:
        raise DecidedAlready(detail=case.number)
    if case.status != CaseStatus.WITH_UNIT:
        raise CannotMoveCase(detail=f"{case.number}: correct at {case.status}")
    if actor.staff_id is None:
        raise NotAllowed(detail="cases.correct_figure")
    before = _in_question(case, task, given)
    reason = clean(given.reason)
    _refuse_unless_sound(given, reason)
    correction = append(
        Correction(
            case=case,
            at=clock.now(),
            made_on=town_days.today(actor),
            staff_id=actor.staff_id,
            figure_key=given.key,
            concerns=given.concerns,
            amount=f"{given.amount:.2f}",
            before=before.to_json(),
            reason=reason,
        )
    )
    write_timeline(actor, case, Happening.FIGURE_CORRECTED, Who.STAFF, thing_id=correction.id)
    audit.record(actor, "cases.correct_figure", f"case:{case.id}")
    assessment = assess_case(actor, case).assessment
    renew_why(task, assessment)
    return assessment


def _in_question(case: Case, task: Task, given: FigureCorrection) -> Figure:
    """Return the figure as it stands. Raises: NotFoundHere."""
    if given.key not in amount_keys(case.package_hash):
        raise NotFoundHere(detail=f"{case.number}: {given.key[:80]} is no amount")
    is_appeal = task.task_kind == TaskKind.REASSESS
    for figure in figures_in_question(case, newest_assessment(case), partner_among(case)):
        if (figure.key, figure.concerns) == (given.key, given.concerns) and may_be_corrected(
            figure, is_appeal=is_appeal
        ):
            return figure
    raise NotFoundHere(detail=f"{case.number} has no such figure in question")


def _refuse_unless_sound(given: FigureCorrection, reason: str) -> None:
    if not given.amount.is_finite() or not 0 <= given.amount <= LARGEST:
        raise CannotCorrectFigure(
            _("That is no amount that somebody could have a month."), next_step=_("Write the amount a month.")
        )
    if not reason or len(reason) > LONGEST:
        raise CannotCorrectFigure(
            _("A correction needs a reason of at most 1,000 characters."),
            next_step=_("Write how you know what the figure is, for example a pay slip of a date."),
        )
