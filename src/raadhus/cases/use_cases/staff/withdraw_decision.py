"""A caseworker takes a decision back, until it is sent."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_case_to_act
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseStatus
from raadhus.cases.models import Case, Withdrawal
from raadhus.cases.use_cases.decide_by_rules import newest_assessment
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.send_decision import is_let_go, unsent_decision
from raadhus.cases.use_cases.staff.approve_decision import forget_second
from raadhus.cases.use_cases.staff.expect_read import expect_read
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal


class AlreadyOnItsWay(Refusal):
    """A decision that somebody pressed *Send* on binds the municipality."""

    code = "on-its-way"
    happened = _("The decision is on its way to the applicant and can no longer be taken back.")
    kept = _("The decision stands.")
    next_step = _("If it is wrong, make a new decision that replaces it.")


def withdraw_decision(actor: Actor, case_id: UUID, *, read: str | None = None) -> Case:
    """
    Take back a decision that was not sent; nobody outside has seen it. ``read``: the mark of the page.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, CaseChangedSince; AlreadyOnItsWay once somebody has pressed *Send*.
    """
    case = access_case_to_act(actor, case_id)
    decision = unsent_decision(case)
    if decision is None or actor.staff_id is None:
        raise NotFoundHere(detail=f"{case.number} has no decision to withdraw")
    if is_let_go(decision):
        raise AlreadyOnItsWay(detail=case.number)
    expect_read(case, read, assessment=newest_assessment(case), unsent=decision)
    Withdrawal.objects.create(decision=decision, at=clock.now(), staff_id=actor.staff_id)
    move_case(case, CaseStatus.WITH_UNIT)
    forget_second(case)
    write_timeline(actor, case, Happening.WITHDRAWN, Who.STAFF, thing_id=decision.id)
    audit.record(actor, "cases.withdraw_decision", f"case:{case.id}")
    return case
