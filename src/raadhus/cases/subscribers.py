"""What case work listens to."""

from uuid import UUID

from raadhus.bus.registry import JobContext, on_due, subscribe
from raadhus.cases.events import TaskCompleted
from raadhus.cases.use_cases import completion
from raadhus.cases.use_cases.ask_partner import DUE as PARTNER_DUE
from raadhus.cases.use_cases.end_waiting import (
    end_asking_when_due,
    end_completion_when_due,
    end_hearing_when_due,
    remind_of_question_when_due,
    remind_when_due,
)
from raadhus.cases.use_cases.escalate_task import escalate_if_open
from raadhus.cases.use_cases.go_on import go_on_if_done
from raadhus.cases.use_cases.hear_applicant import DUE
from raadhus.cases.use_cases.lay_on_desk import DUE as DEADLINE_DUE
from raadhus.cases.use_cases.letters.follow_letters import note_delivered, note_opened
from raadhus.cases.use_cases.open_case import open_case
from raadhus.cases.use_cases.put_question import REMIND as QUESTION_REMIND
from raadhus.cases.use_cases.take_over import take_over_if_left
from raadhus.forms.events import SubmissionCompleted
from raadhus.post.events import LetterDelivered, LetterOpened
from raadhus.processes.events import ProcessCancelled


@subscribe(SubmissionCompleted, name="cases.open_case")
def open_for_submission(event: SubmissionCompleted, context: JobContext) -> None:
    """An application was sent: open its case."""
    open_case(context.actor, event.submission_id, flow=event.subject)


@subscribe(TaskCompleted, name="cases.go_on_with_process")
def tell_the_process(event: TaskCompleted, context: JobContext) -> None:
    """Somebody did what the process waits for."""
    go_on_if_done(context.actor, event.task_id)


@subscribe(LetterDelivered, name="cases.note_delivered")
def letter_has_arrived(event: LetterDelivered, context: JobContext) -> None:
    """A letter of a case lies in the mailbox or at the print house."""
    note_delivered(context.actor, event.case_id, event.letter_id, event.channel)


@subscribe(LetterOpened, name="cases.note_opened")
def letter_was_opened(event: LetterOpened, context: JobContext) -> None:
    """Somebody opened a letter of a case."""
    note_opened(context.actor, event.case_id, event.letter_id, by=event.recipient_id)


@subscribe(ProcessCancelled, name="cases.take_over")
def process_is_cancelled(event: ProcessCancelled, context: JobContext) -> None:
    """Nothing carries a case any more."""
    take_over_if_left(context.actor, event.business_key)


@on_due(DUE)
def hearing_is_over(context: JobContext, item_id: UUID) -> None:
    """The time to answer a caseworker's hearing is over."""
    end_hearing_when_due(context.actor, item_id)


@on_due(PARTNER_DUE)
def asking_is_over(context: JobContext, item_id: UUID) -> None:
    """The time to answer a caseworker's question to the partner is over."""
    end_asking_when_due(context.actor, item_id)


@on_due(completion.DUE)
def completion_is_over(context: JobContext, item_id: UUID) -> None:
    """The applicant's time to add something is over."""
    end_completion_when_due(context.actor, item_id)


@on_due(completion.REMIND)
def completion_is_near(context: JobContext, item_id: UUID) -> None:
    """The applicant's time to add something is nearly over."""
    remind_when_due(context.actor, item_id)


@on_due(QUESTION_REMIND)
def question_is_near(context: JobContext, item_id: UUID) -> None:
    """The time to answer a question of the package is nearly over."""
    remind_of_question_when_due(context.actor, item_id)


@on_due(DEADLINE_DUE)
def deadline_is_near(context: JobContext, item_id: UUID) -> None:
    """The deadline of a unit's task is near, or over."""
    escalate_if_open(context.actor, item_id)
