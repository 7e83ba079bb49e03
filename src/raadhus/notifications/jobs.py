"""The jobs of the notifications."""

from uuid import UUID

from raadhus.bus.registry import JobContext, RetryPolicy, job
from raadhus.notifications.use_cases.send_messages import send_messages
from raadhus.notifications.wiring import carriers

_PATIENT = RetryPolicy(attempts=60, first_wait_seconds=2, longest_wait_seconds=3600)


@job("notifications.send", retry=_PATIENT, transactional=False)
def send(context: JobContext, *, person_id: UUID, about: UUID, template: str) -> None:
    """Send the messages to one person about one thing."""
    send_messages(context.actor, person_id, about, template, carriers())
