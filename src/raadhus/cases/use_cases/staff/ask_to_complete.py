"""A caseworker asks the applicant to add or correct something before they decide."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_deciding_task
from raadhus.cases.domain.states import CaseStatus
from raadhus.cases.models import Completion
from raadhus.cases.use_cases import completion
from raadhus.cases.use_cases.move_case import CannotMoveCase
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.text import clean

LONGEST = 2000


class CannotAskForNothing(Refusal):
    """There is no question, or it is too long."""

    status = 422
    code = "ask-nothing"
    happened = _("Write what you need from the applicant, in at most 2,000 characters.")
    kept = _("Nobody was written to, and the case is unchanged.")
    next_step = _("One thing on each line is easiest to answer.")


def ask_to_complete(actor: Actor, task_id: UUID, question: str) -> Completion:
    """
    Write to the applicant what is needed; the unit's task waits for the answer, or until the time for it is over.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, CannotAskForNothing; CannotMoveCase when somebody is asked already,
    or it was decided. Emits: TaskCreated.
    """
    task = access_deciding_task(actor, task_id)
    if task.case.status != CaseStatus.WITH_UNIT:
        raise CannotMoveCase(detail=f"{task.case.number}: ask at {task.case.status}")
    written = clean(question)
    if not written or len(written) > LONGEST:
        raise CannotAskForNothing
    asked = completion.ask(actor, task.case, written, unit_id=task.unit_id)
    audit.record(actor, "cases.ask_to_complete", f"case:{task.case_id}")
    return asked
