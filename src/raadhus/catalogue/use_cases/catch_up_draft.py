"""Bring a draft of a process up to what came into force since it was begun."""

from uuid import UUID

from raadhus.catalogue.queries.ruled import find_earlier_file, get_own_package
from raadhus.catalogue.queries.surroundings import file_of
from raadhus.catalogue.use_cases.publish_process import ProcessMovedOn
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.public.drafts import PROCESS, catch_up_process
from raadhus.rules.public import drafts


def catch_up_draft(actor: Actor, draft_id: UUID, *, read: str) -> None:
    """
    Let a draft hold the process in force and what it changes itself; it can be published then.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, CannotCatchUp naming what both change;
    ProcessMovedOn where the version in force lacks the file, or what it was begun from is not known.
    """
    with transaction(actor.tenant):
        info, _source = drafts.get_draft_source(actor, draft_id, kind=PROCESS)
        file = file_of(info.kind, info.file)
        now = get_own_package(actor, info.service_key).files
        begun_from = find_earlier_file(actor, info.service_key, file, info.based_on)
        if file not in now or begun_from is None:
            raise ProcessMovedOn(detail=f"draft {draft_id}")
        catch_up_process(actor, draft_id, begun_from=begun_from, now=now[file], read=read)
