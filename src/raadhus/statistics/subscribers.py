"""What happens elsewhere and counts as a contact."""

import datetime as dt

from raadhus.bus.registry import JobContext, subscribe
from raadhus.cases.events import CaseClosed, CaseOpened, CitizenActed, TaskCompleted, TaskCreated
from raadhus.catalogue import public as catalogue
from raadhus.forms.events import HelpEnded, SubmissionCompleted
from raadhus.organisation import public as organisation
from raadhus.post.events import LetterDelivered
from raadhus.statistics.domain.contacts import Channel, Direction, Purpose
from raadhus.statistics.use_cases.count_contact import Contact, count_contact
from raadhus.statistics.use_cases.follow_case import follow_case

_LETTER_CHANNELS = {"mailbox": Channel.DIGITAL_POST, "print": Channel.REMOTE_PRINT}
_CHANNELS = {
    "self-service": Channel.SELF_SERVICE,
    "desk": Channel.PERSONAL,
    "phone": Channel.PHONE,
    "paper": Channel.LETTER,
}


@subscribe(SubmissionCompleted, name="statistics.count_submission")
def count_submission(event: SubmissionCompleted, context: JobContext) -> None:
    """Count an application as a transaction on its channel, with nobody's help."""
    _count(context, event, event.sent_at)


@subscribe(HelpEnded, name="statistics.count_help")
def count_help(event: HelpEnded, context: JobContext) -> None:
    """Count help that led to no application as a question on its channel; an application sent in it is counted by itself."""
    if event.applications:
        return
    contact = Contact(
        on=_day(context, event.begun_at),
        channel=_CHANNELS[event.channel],
        task_code=catalogue.package(event.package_hash).service.task.code if event.package_hash else "",
        purpose=Purpose.INFORMATION,
    )
    count_contact(context.actor, contact)


@subscribe(CitizenActed, name="statistics.count_act")
def count_act(event: CitizenActed, context: JobContext) -> None:
    """Count an appeal, a partner's answer or an answer to a hearing as a transaction on its channel."""
    _count(context, event, event.acted_at)


@subscribe(LetterDelivered, name="statistics.count_letter")
def count_letter(event: LetterDelivered, context: JobContext) -> None:
    """Count a letter that went out."""
    contact = Contact(
        on=_day(context, event.delivered_at),
        channel=_LETTER_CHANNELS[event.channel],
        task_code="",
        purpose=Purpose.TRANSACTION,
        direction=Direction.OUTBOUND,
    )
    count_contact(context.actor, contact)


@subscribe(CaseOpened, name="statistics.follow_opened")
def follow_opened(event: CaseOpened, context: JobContext) -> None:
    """A case began its process."""
    follow_case(context.actor, event.case_id)


@subscribe(TaskCreated, name="statistics.follow_task")
def follow_task(event: TaskCreated, context: JobContext) -> None:
    """A case came to where somebody is asked."""
    follow_case(context.actor, event.case_id)


@subscribe(TaskCompleted, name="statistics.follow_answer")
def follow_answer(event: TaskCompleted, context: JobContext) -> None:
    """A case went on from where somebody was asked."""
    follow_case(context.actor, event.case_id)


@subscribe(CaseClosed, name="statistics.follow_closed")
def follow_closed(event: CaseClosed, context: JobContext) -> None:
    """A case is at its end."""
    follow_case(context.actor, event.case_id)


def _count(context: JobContext, event: SubmissionCompleted | CitizenActed, at: dt.datetime) -> None:
    contact = Contact(
        on=_day(context, at),
        channel=_CHANNELS[event.channel],
        task_code=catalogue.package(event.package_hash).service.task.code,
        purpose=Purpose.TRANSACTION,
    )
    count_contact(context.actor, contact)


def _day(context: JobContext, at: dt.datetime) -> dt.date:
    """Return the local day on which it happened; it may be counted long after."""
    return at.astimezone(organisation.municipality(context.tenant).zone).date()
