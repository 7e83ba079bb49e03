"""Send a draft for review, checked among the files of its service."""

from uuid import UUID

from raadhus.catalogue.queries.ruled import get_own_package
from raadhus.catalogue.queries.surroundings import file_of, surroundings_of
from raadhus.catalogue.use_cases.publishing import expect_changed
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public import drafts


def submit_draft(actor: Actor, draft_id: UUID, note: str, *, read: str) -> None:
    """
    Send a draft of any kind for review with a note on why; what it calls is taken from the version in force.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, NothingWritten, NothingChanged, CannotSubmitDraft.
    """
    with transaction(actor.tenant):
        info, source = drafts.get_draft_source(actor, draft_id, kind=None)
        files, file = get_own_package(actor, info.service_key).files, file_of(info.kind, info.file)
        around = surroundings_of(info.service_key, files, file)
        drafts.submit_draft(actor, draft_id, note, read=read, around=around)
        expect_changed(info.kind, files, file, source)
