"""Keep the papers that come with an answer: checked first, every one of them, then filed in the case's records."""

from collections.abc import Iterable, Sequence

from raadhus.cases.domain.papers import AT_MOST, PaperKind
from raadhus.cases.models import AnswerPaper, Task
from raadhus.forms.public import CheckedFile, FileRefused, Upload, check_file
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.records.public import DocumentOrder, file_document


def check_papers(uploads: Sequence[Upload]) -> tuple[CheckedFile, ...]:
    """Return the files as they may be kept. Raises: FileRefused for the first that may not, or for one too many."""
    if len(uploads) > AT_MOST:
        raise FileRefused(uploads[0].field_key, "too_many_files", limit=AT_MOST)
    return tuple(check_file(upload) for upload in uploads)


def keep_papers(actor: Actor, task: Task, files: Iterable[CheckedFile], kind: PaperKind) -> None:
    """File ``files`` in the case of ``task``, for who was asked. Raises: CannotFileDocument. Emits: DocumentFiled."""
    for file in files:
        document_id = file_document(
            actor,
            DocumentOrder(
                title=file.name,
                document_kind=kind,
                media_type=file.media_type,
                content=file.content,
                person_ids=[] if task.person_id is None else [task.person_id],
                subject=task.case.flow,
                case_id=task.case_id,
            ),
        )
        AnswerPaper.objects.create(case=task.case, task=task, document_id=document_id, at=clock.now())
