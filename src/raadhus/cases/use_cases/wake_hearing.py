"""End a caseworker's hearing when its time is over."""

from uuid import UUID

from raadhus.cases.models import Task
from raadhus.cases.use_cases.hear_applicant import end_hearing_if_silent
from raadhus.platform.actor import Actor


def wake_hearing(actor: Actor, task_id: UUID) -> None:
    """Give the case back to its unit when nobody has answered the hearing ``task_id``. Called by a job."""
    task = (
        Task.objects.select_for_update(of=("self",)).select_related("case").filter(id=task_id).first()
        if actor.is_system
        else None
    )
    if task is not None:
        end_hearing_if_silent(actor, task)
