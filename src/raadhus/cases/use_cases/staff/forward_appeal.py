"""A caseworker holds to a decision that was appealed: the appeal goes on to the next instance."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_deciding_task
from raadhus.cases.domain.hearing import FULL
from raadhus.cases.domain.states import Outcome, TaskKind
from raadhus.cases.models import Decision
from raadhus.cases.use_cases.decide import Verdict, decide
from raadhus.cases.use_cases.decide_by_rules import newest_assessment
from raadhus.cases.use_cases.send_decision import unsent_decision
from raadhus.cases.use_cases.staff.approve_decision import ask_second_if_needed
from raadhus.cases.use_cases.staff.decide_by_hand import DecidedAlready, MustGiveReasons
from raadhus.cases.use_cases.staff.expect_read import expect_read
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.text import clean


def forward_appeal(
    actor: Actor, task_id: UUID, reasons: Iterable[str], *, read: str | None = None
) -> Decision:
    """
    Decide that the appealed decision stands and why, in the official language; the letter about it waits for *Send*.

    ``read``: the mark of the page it was decided from.
    Raises: LoginNeeded, NotFoundHere (also for a task that is no appeal), OwnHousehold, DecidedAlready,
    CaseChangedSince, MustGiveReasons, CannotDecideWithoutGrounds, CannotMoveCase. Emits: DecisionMade.
    """
    task = access_deciding_task(actor, task_id)
    if task.task_kind != TaskKind.REASSESS:
        raise NotFoundHere(detail=f"task {task_id} is no appeal")
    case = task.case
    if unsent_decision(case) is not None:
        raise DecidedAlready(detail=case.number)
    assessment = newest_assessment(case)
    expect_read(case, read, assessment=assessment, unsent=None)
    said = [clean(reason) for reason in reasons if clean(reason)]
    if not said:
        raise MustGiveReasons(
            _("The applicant must read why you hold to the decision."),
            next_step=_("Answer what they say in the appeal, in a sentence or more."),
        )
    verdict = Verdict(
        outcome=Outcome.FORWARDED,
        percent=None,
        asked_percent=FULL,
        valid_from=None,
        reasons={municipality(actor.tenant).language: said},
    )
    decision = decide(actor, case, verdict, assessment=assessment, task=task)
    ask_second_if_needed(actor, case, task, decision)
    return decision
