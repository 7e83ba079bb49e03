"""A caseworker hears the applicant before deciding."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_deciding_task
from raadhus.cases.domain.states import CaseStatus, TaskKind
from raadhus.cases.models import Hearing
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.assess_case import assess_case
from raadhus.cases.use_cases.decide_by_rules import newest_assessment
from raadhus.cases.use_cases.hear_applicant import hear_applicant
from raadhus.cases.use_cases.move_case import CannotMoveCase
from raadhus.cases.use_cases.staff.expect_read import expect_read
from raadhus.catalogue.public import package
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal


class HeardAlready(Refusal):
    """Nobody is asked twice about the same proposal."""

    code = "heard-already"
    happened = _("The applicant has been heard on this already.")
    kept = _("No new letter was sent; their answer, if they gave one, is in the case.")
    next_step = _("Decide, or correct a figure first: then they can be heard on what is new.")


def hear_by_hand(actor: Actor, task_id: UUID, *, read: str | None = None) -> Hearing:
    """
    Write to the applicant what the rules propose and ask what they say; the unit's task waits. ``read``: the page's mark.

    Raises: LoginNeeded, NotFoundHere (also for an appeal's task: it gives more, or goes on), OwnHousehold,
    CaseChangedSince; HeardAlready on what the rules propose; CannotMoveCase when it was decided or they are being heard.
    Emits: TaskCreated, HearingStarted.
    """
    task = access_deciding_task(actor, task_id)
    if task.task_kind != TaskKind.ASSESS:
        raise NotFoundHere(detail=f"task {task_id} is no application")
    case = task.case
    if case.status != CaseStatus.WITH_UNIT:
        raise CannotMoveCase(detail=f"{case.number}: hear at {case.status}")
    found = newest_assessment(case)
    expect_read(case, read, assessment=found, unsent=None)
    if found is not None and Hearing.objects.filter(assessment=found).exists():
        raise HeardAlready(detail=case.number)
    assessment = found or assess_case(actor, case).assessment
    service = package(case.package_hash).service
    answer_by = town_days.answer_by(actor, service, service.hearing_days)
    return hear_applicant(actor, case, assessment, answer_by=answer_by, unit_id=task.unit_id)
