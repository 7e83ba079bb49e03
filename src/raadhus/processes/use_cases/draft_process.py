"""Process models as a kind of draft: written by one, published by another, as rules are."""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.platform.actor import Actor
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.problems import ModelRefused
from raadhus.processes.use_cases.refusals import CannotStoreModel
from raadhus.processes.use_cases.store_model import store_model
from raadhus.rules.public import drafts

PROCESS = "process"


class CannotReadProcess(drafts.CannotReadRules):
    """What was given is no model that a draft can hold."""

    happened = _("The file could not be read as a process.")
    next_step = _("Send a BPMN file of at most 1 MB, as a modeller saves it.")


class DraftedProcess:
    """A BPMN file, as it is written."""

    kind = PROCESS
    is_tried_by_members = False

    def taken_in(self, source: bytes) -> bytes:
        """Return the file as it is; what does not hang together can be mended in the draft. Raises: CannotReadProcess."""
        if len(source) > drafts.LARGEST:
            raise CannotReadProcess(detail=f"{len(source)} bytes")
        try:
            read_document(source)
        except ModelRefused as refused:
            raise CannotReadProcess(detail=str(refused)) from refused
        return source

    def store(self, actor: Actor, source: bytes) -> str:
        """Store the model. Raises: CannotSubmitDraft."""
        try:
            return store_model(actor, source).hash
        except CannotStoreModel as refused:
            raise drafts.CannotSubmitDraft(detail=refused.detail) from refused


def change_process(
    actor: Actor,
    draft_id: UUID,
    act: Callable[[bytes], bytes],
    *,
    read: str,
    what: drafts.What = drafts.What.STEP,
    place: str = "",
) -> str:
    """
    Change the process of a draft; return the draft's mark as it is now. ``place``: what was changed, in words.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, CannotReadProcess, and what the act raises.
    """
    change = drafts.Change(kind=PROCESS, act=act, what=what, place=place)
    return drafts.change_source(actor, draft_id, change, read=read)


drafts.register_drafted(DraftedProcess())
