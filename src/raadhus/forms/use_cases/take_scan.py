"""A clerk attaches the scan of the signed paper that an application came on, or removes it."""

from collections.abc import Iterable
from uuid import UUID

from raadhus.forms.access import access_own_draft, whose
from raadhus.forms.domain.helping import SCAN, needs_scan
from raadhus.forms.models import Draft
from raadhus.forms.use_cases.attach_file import attach_scan, detach_file
from raadhus.forms.use_cases.check_file import Upload
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


def take_scan(actor: Actor, draft_id: UUID, uploads: Iterable[Upload], *, detach: UUID | None = None) -> None:
    """
    Keep ``uploads`` as sheets of the signed paper, and remove one; the application came on paper.

    Raises: LoginNeeded, NotFoundHere when it did not, FileRefused.
    """
    them = whose(actor)
    draft = access_own_draft(actor, draft_id, lock=True)
    if them.help is None or not needs_scan(them.help.channel) or draft.state != Draft.State.OPEN:
        raise NotFoundHere(detail=f"draft {draft_id} takes no scan")
    if detach is not None:
        detach_file(actor, draft, detach)
    for upload in uploads:
        attach_scan(draft, Upload(field_key=SCAN, name=upload.name, content=upload.content))
