"""What happens elsewhere and counts as a contact."""

from zoneinfo import ZoneInfo

from raadhus.bus.registry import JobContext, subscribe
from raadhus.catalogue import public as catalogue
from raadhus.forms.events import SubmissionCompleted
from raadhus.organisation import public as organisation
from raadhus.platform import clock
from raadhus.post.events import LetterDelivered
from raadhus.statistics.domain.contacts import Channel, Direction, Purpose
from raadhus.statistics.use_cases.count_contact import Contact, count_contact

_LETTER_CHANNELS = {"mailbox": Channel.DIGITAL_POST, "print": Channel.REMOTE_PRINT}
_SUBMISSION_CHANNELS = {
    "self-service": Channel.SELF_SERVICE,
    "desk": Channel.PERSONAL,
    "phone": Channel.PHONE,
    "paper": Channel.LETTER,
}


@subscribe(SubmissionCompleted, name="statistics.count_submission")
def count_submission(event: SubmissionCompleted, context: JobContext) -> None:
    """Count an application as a transaction on its channel, with nobody's help."""
    contact = Contact(
        on=clock.today(_zone(context)),
        channel=_SUBMISSION_CHANNELS[event.channel],
        task_code=catalogue.package(event.package_hash).service.task.code,
        purpose=Purpose.TRANSACTION,
    )
    count_contact(context.actor, contact)


@subscribe(LetterDelivered, name="statistics.count_letter")
def count_letter(event: LetterDelivered, context: JobContext) -> None:
    """Count a letter that went out."""
    contact = Contact(
        on=clock.today(_zone(context)),
        channel=_LETTER_CHANNELS[event.channel],
        task_code="",
        purpose=Purpose.TRANSACTION,
        direction=Direction.OUTBOUND,
    )
    count_contact(context.actor, contact)


def _zone(context: JobContext) -> ZoneInfo:
    return organisation.municipality(context.tenant).zone
