"""A caseworker takes back what they asked of the applicant, before it is answered, and tells them."""

from uuid import UUID

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_case_to_act, lock_task
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseStatus, TaskKind, TaskStatus
from raadhus.cases.models import Case, Task
from raadhus.cases.use_cases import completion
from raadhus.cases.use_cases.letters.write_letters import send_message
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.organisation.public import municipality
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal


class NothingToTakeBack(Refusal):
    """The applicant is asked nothing, or has answered."""

    code = "question-answered"
    happened = _("The applicant has answered already, or is asked nothing.")
    kept = _("The case is unchanged.")
    next_step = _("Open the case again and read the answer.")


def take_question_back(actor: Actor, case_id: UUID) -> None:
    """
    Ask the applicant nothing any more, and write that to them; the time that the clock stood is the unit's again.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, NothingToTakeBack. Emits: TaskCompleted.
    """
    case = access_case_to_act(actor, case_id)
    asked = Task.objects.filter(case=case, task_kind=TaskKind.COMPLETE, status=TaskStatus.OPEN)
    task = lock_task(asked)
    if task is None:
        raise NothingToTakeBack(detail=case.number)
    completion.end(actor, task, TaskStatus.CANCELLED)
    move_case(task.case, CaseStatus.WITH_UNIT)
    write_timeline(actor, task.case, Happening.COMPLETION_UNDONE, Who.STAFF, thing_id=task.id)
    _write(actor, task.case)
    audit.record(actor, "cases.take_question_back", f"case:{case.id}")


def _write(actor: Actor, case: Case) -> UUID:
    """Tell the applicant that they need not answer."""
    with override(municipality(actor.tenant).language):
        title = gettext("You need not answer our question")
        return send_message(
            actor,
            case,
            recipient_id=case.applicant_id,
            title=title,
            heading=title,
            paragraphs=(
                gettext("We asked you for something in case %(number)s. We do not need it any more.")
                % {"number": case.number},
            ),
            box_title=gettext("We go on with your case"),
            box_text=gettext("You do not have to do anything."),
        )
