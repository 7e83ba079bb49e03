"""The papers that somebody sent with their own answer."""

import dataclasses
from uuid import UUID

from raadhus.cases.access import access_own_task
from raadhus.cases.models import AnswerPaper, Task
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.records.public import get_content, get_document


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnPaper:
    """A file that was sent with an answer."""

    document_id: UUID
    name: str
    size: int


def own_papers(actor: Actor, task: Task) -> tuple[OwnPaper, ...]:
    """Return what was sent with the answer to ``task``, which the caller has asked the right to, in that order."""
    ids = AnswerPaper.objects.filter(task=task).order_by("at", "id").values_list("document_id", flat=True)
    found = (get_document(actor, document_id) for document_id in ids)
    return tuple(OwnPaper(document_id=one.id, name=one.title, size=one.size) for one in found)


def read_own_paper(actor: Actor, task_id: UUID, document_id: UUID) -> tuple[bytes, str, str]:
    """Return content, name and media type of what the actor sent with an answer. Raises: LoginNeeded, NotFoundHere."""
    task = access_own_task(actor, task_id)
    if not AnswerPaper.objects.filter(task=task, document_id=document_id).exists():
        raise NotFoundHere(detail=f"task {task_id} has no paper {document_id}")
    info = get_document(actor, document_id)
    return get_content(actor, document_id), info.title, info.media_type
