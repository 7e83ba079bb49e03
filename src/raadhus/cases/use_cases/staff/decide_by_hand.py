"""A caseworker decides: as the rules propose, or otherwise with a reason."""

import dataclasses
import datetime as dt
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.bus import due
from raadhus.cases.access import access_deciding_task, lock_task
from raadhus.cases.domain.decisions import deviates, outcome_of
from raadhus.cases.domain.figures import Figure
from raadhus.cases.domain.hearing import FULL, must_be_heard
from raadhus.cases.domain.states import DECIDED, TaskKind, TaskStatus
from raadhus.cases.models import Assessment, Case, Decision, Task
from raadhus.cases.use_cases import completion, town_days
from raadhus.cases.use_cases.appealed_decision import appealed_decision
from raadhus.cases.use_cases.ask_partner import DUE as PARTNER_DUE
from raadhus.cases.use_cases.decide import Verdict, decide
from raadhus.cases.use_cases.decide_by_rules import newest_assessment, was_heard_on
from raadhus.cases.use_cases.hear_applicant import DUE
from raadhus.cases.use_cases.send_decision import unsent_decision
from raadhus.cases.use_cases.staff.approve_decision import approve_if_needed, ask_second_if_needed
from raadhus.cases.use_cases.staff.expect_read import expect_read
from raadhus.cases.use_cases.tasks import end_task
from raadhus.organisation.public import municipality
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.text import clean

_LONGEST_AGO = dt.timedelta(days=10 * 366)  # as far back as a case may be reopened
_FARTHEST = dt.timedelta(days=3 * 366)


class CannotDecideByHand(Refusal):
    """Something is missing, or somebody must be heard first."""

    status = 422
    code = "by-hand"
    kept = _("Nothing was decided; what you wrote is still in the form.")


class MustHearFirst(CannotDecideByHand):
    """Less than was asked for, on a figure that its person has not confirmed."""

    code = "hear-first"
    happened = _("The applicant must be heard before you decide less than they asked for.")
    next_step = _("Choose “Hear the applicant first”. The task waits for you until they have answered.")


class StillBeingHeard(CannotDecideByHand):
    """The applicant's time to answer is not over."""

    code = "being-heard"
    happened = _("The applicant is being heard, and their time to answer is not over.")
    next_step = _("Wait for the answer, or grant all they asked for.")


class MustForwardAppeal(CannotDecideByHand):
    """An appeal is answered with more than was decided, or goes on to the next instance."""

    code = "forward-appeal"
    happened = _("This gives no more than the decision that was appealed.")
    next_step = _("Grant more, or hold to the decision and send the appeal on.")


class UnlikelyDay(CannotDecideByHand):
    """The day from which a decision holds is years away: somebody has mistyped it."""

    code = "unlikely-day"
    happened = _("The day from which the decision is valid is too far away.")
    next_step = _("Check the year: write it with four digits, for example 2024.")


class BeginsLater(CannotDecideByHand):
    """What takes the place of an appealed decision would leave out the time until it begins."""

    code = "begins-later"
    happened = _("This would begin later than the decision that was appealed, and takes its place.")
    next_step = _("Let it be valid from the same day, or from an earlier one.")


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


def decide_by_hand(actor: Actor, task_id: UUID, given: HandDecision, *, read: str | None = None) -> Decision:
    """
    Keep the decision; its letter waits for *Send*. ``read``: the mark of the page it was decided from.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, DecidedAlready, CaseChangedSince, UnlikelyDay, MustGiveReasons,
    MustHearFirst, StillBeingHeard, MustForwardAppeal, BeginsLater, CannotMoveCase. Emits: DecisionMade.
    """
    task = access_deciding_task(actor, task_id)
    case = task.case
    if unsent_decision(case) is not None:
        raise DecidedAlready(detail=case.number)
    assessment = newest_assessment(case)
    expect_read(case, read, assessment=assessment, unsent=None)
    _refuse_unlikely_day(given.valid_from, town_days.today(actor))
    proposed = assessment.percent if assessment else None
    reasons = tuple(clean(reason) for reason in given.reasons if clean(reason))
    _refuse_unless_reasoned(given, reasons, proposed)
    if task.task_kind == TaskKind.ASSESS:
        _end_hearing(actor, case, given.percent)
        _refuse_unless_heard(case, assessment, given.percent)
    else:
        _refuse_unless_better(case, given)
    _end_asking(case)  # after every refusal: the page that shows one keeps what was written before it
    verdict = Verdict(
        outcome=outcome_of(given.percent, FULL),
        percent=given.percent,
        asked_percent=FULL,
        valid_from=given.valid_from,
        reasons=_in_languages(municipality(actor.tenant).language, reasons, given.percent, assessment),
        deviation=clean(given.deviation) or None,
        was_heard=was_heard_on(case, assessment),
    )
    decision = decide(actor, case, verdict, assessment=assessment, task=task)
    ask_second_if_needed(actor, case, task, decision)
    return decision


def send_by_hand(actor: Actor, task_id: UUID, *, read: str | None = None) -> Task:
    """
    Let the decision go out: the task is done, and the process sends the letter. ``read``: the mark of the page.

    A second person approves by it where the package asks for one.
    Raises: LoginNeeded, NotFoundHere, OwnHousehold, CaseChangedSince, NeedsSecondPerson. Emits: TaskCompleted.
    """
    task = access_deciding_task(actor, task_id)
    unsent = unsent_decision(task.case)
    if unsent is None:
        raise NotFoundHere(detail=f"task {task_id} has no decision to send")
    expect_read(task.case, read, assessment=newest_assessment(task.case), unsent=unsent)
    approve_if_needed(actor, task.case, unsent)
    end_task(task, TaskStatus.DONE, {"answer": DECIDED})
    audit.record(actor, "cases.send_decision", f"case:{task.case_id}")
    return task


def _refuse_unlikely_day(valid_from: dt.date, today: dt.date) -> None:
    if not today - _LONGEST_AGO <= valid_from <= today + _FARTHEST:
        raise UnlikelyDay(detail=valid_from.isoformat())


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


def _in_languages(
    language: str, reasons: tuple[str, ...], percent: Decimal, assessment: Assessment | None
) -> dict[str, list[str]]:
    """Return the reasons in the official language; in all that the rules speak while they stand as the rules wrote them."""
    said: dict[str, list[str]] = assessment.reasons if assessment else {}
    is_unedited = [clean(sentence) for sentence in said.get(language, ())] == list(reasons)
    if assessment is not None and is_unedited and percent == assessment.percent:
        return dict(said)
    return {language: list(reasons)}


def _refuse_unless_heard(case: Case, assessment: Assessment | None, percent: Decimal) -> None:
    figures = [Figure.from_json(figure) for figure in assessment.figures] if assessment else []
    if must_be_heard(percent, figures, FULL) and not was_heard_on(case, assessment):
        raise MustHearFirst(detail=case.number)


def _end_asking(case: Case) -> None:
    """Let the question to a partner go that a caseworker asked: it is decided without their answer."""
    asked = Task.objects.filter(case=case, task_kind=TaskKind.CONFIRM_INCOME, status=TaskStatus.OPEN)
    task = lock_task(asked)
    if task is not None:
        end_task(task, TaskStatus.CANCELLED)
        due.clear_due(PARTNER_DUE, task.id)


def _end_hearing(actor: Actor, case: Case, percent: Decimal) -> None:
    """Let a hearing or question that still runs go when all is granted; nobody is heard on that. Raises: StillBeingHeard."""
    asked = Task.objects.select_related("case").filter(
        case=case, task_kind__in=(TaskKind.ANSWER_HEARING, TaskKind.COMPLETE), status=TaskStatus.OPEN
    )
    for task in asked.select_for_update(of=("self",)):
        if percent < FULL:
            raise StillBeingHeard(detail=case.number)
        if task.task_kind == TaskKind.COMPLETE:
            completion.end(actor, task, TaskStatus.CANCELLED)
            continue
        end_task(task, TaskStatus.CANCELLED)
        due.clear_due(DUE, task.id)


def _refuse_unless_better(case: Case, given: HandDecision) -> None:
    appealed = appealed_decision(case)
    if appealed is None or appealed.percent is None:
        return
    begins = appealed.valid_from or given.valid_from
    if given.percent < appealed.percent or (given.percent == appealed.percent and given.valid_from >= begins):
        raise MustForwardAppeal(detail=case.number)
    if given.valid_from > begins:
        raise BeginsLater(detail=case.number)
