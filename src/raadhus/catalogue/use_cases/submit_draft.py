"""Send a draft for review, checked among the files of its service."""

from uuid import UUID

from raadhus.catalogue.queries.ruled import get_own_package
from raadhus.catalogue.queries.surroundings import file_of, surroundings_of
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public import drafts


def submit_draft(actor: Actor, draft_id: UUID, note: str, *, read: str) -> None:
    """
    Send a draft of any kind for review with a note on why; what it calls is taken from the version in force.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, NothingWritten, CannotSubmitDraft.
    """
    with transaction(actor.tenant):
        info, _source = drafts.get_draft_source(actor, draft_id, kind=None)
        files = get_own_package(actor, info.service_key).files
        around = surroundings_of(info.service_key, files, file_of(info.kind, info.file))
        drafts.submit_draft(actor, draft_id, note, read=read, around=around)
