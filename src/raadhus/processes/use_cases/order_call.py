"""Order the outward work of a service task: written with the step, done by a job after it."""

from enum import StrEnum
from uuid import UUID

from raadhus.bus import queue
from raadhus.processes.domain.values import to_json
from raadhus.processes.domain.work import Work
from raadhus.processes.models import OutwardCall

CALL = "processes.call_outside"


class CallState(StrEnum):
    """How far an outward call is."""

    ORDERED = "ordered"
    CALLING = "calling"  # an attempt has begun; when nobody is at it, a crash ended it
    ANSWERED = "answered"
    FAILED = "failed"  # an incident, or the model's error edge
    WITHDRAWN = "withdrawn"  # nobody waits for it any more


def order_call(instance_id: UUID, task_ref: UUID, work: Work) -> None:
    """
    Have a job do the work; what it is given is kept, so that every try of it says the same.

    The same stay of a token is the same call: a step that a person retries keeps its key.
    """
    OutwardCall.objects.update_or_create(
        id=task_ref,
        defaults={
            "instance_id": instance_id,
            "token": work.token,
            "element": work.element_id,
            "name": work.element_name[:200],
            "handler": work.handler,
            "settings": dict(work.settings),
            "given": to_json(work.inputs or work.variables),
            "state": CallState.ORDERED,
            "begun_at": None,
        },
    )
    queue.defer(CALL, call_id=task_ref)
