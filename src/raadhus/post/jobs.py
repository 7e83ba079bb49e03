"""The post room's jobs."""

from uuid import UUID

from raadhus.bus.registry import GiveUp, JobContext, RetryLater, RetryPolicy, job
from raadhus.post.ports import CannotRenderLetter
from raadhus.post.use_cases.make_letter import make_letter_if_ordered
from raadhus.post.use_cases.print_letter import print_letter_if_filed
from raadhus.post.wiring import wired
from raadhus.records.public import CannotFileDocument
from raadhus.registers.public import RegisterError

# a letter always arrives: tried for more than a week before a person must look
_PATIENT = RetryPolicy(attempts=200, first_wait_seconds=2, longest_wait_seconds=3600)


@job("post.make_letter", retry=_PATIENT)
def make_letter(context: JobContext, *, letter_id: UUID) -> None:
    """Make one letter. Raises: RetryLater; GiveUp when its template does not make a letter of it."""
    try:
        make_letter_if_ordered(context.actor, letter_id)
    except (RegisterError, CannotFileDocument) as error:
        raise RetryLater(type(error).__name__) from error
    except CannotRenderLetter as error:
        raise GiveUp(type(error).__name__) from error  # its words may be the letter's own: they are not kept


@job("post.print_letter", retry=_PATIENT, transactional=False)
def print_letter(context: JobContext, *, letter_id: UUID) -> None:
    """Hand one letter to the print house."""
    print_letter_if_filed(context.actor, letter_id, wired().print_house)
