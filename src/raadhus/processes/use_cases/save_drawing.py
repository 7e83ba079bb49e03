"""Keep what somebody drew of a process: in the file that the draft holds, of which the tool may know only a part."""

from dataclasses import dataclass
from uuid import UUID

from raadhus.platform.actor import Actor
from raadhus.processes.domain.outline.redrawing import redrawn
from raadhus.processes.domain.problems import ModelRefused
from raadhus.processes.use_cases.draft_process import CannotReadProcess, change_process
from raadhus.rules.public import drafts


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a modeller writes: ``opened`` of the draft as it opened it, ``drawn`` of what stands there now."""

    opened: bytes
    drawn: bytes


def save_drawing(actor: Actor, draft_id: UUID, drawing: Drawing, *, read: str) -> str:
    """
    Bring what was drawn into the draft; return its mark as it is now. What the modeller does not know is not lost.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, CannotReadProcess.
    """

    def act(source: bytes) -> bytes:
        if max(len(drawing.opened), len(drawing.drawn)) > drafts.LARGEST:
            raise CannotReadProcess(detail="the drawing is larger than a draft may be")
        try:
            return redrawn(source, drawing.opened, drawing.drawn)
        except ModelRefused as refused:
            raise CannotReadProcess(detail=str(refused)) from refused

    return change_process(actor, draft_id, act, read=read, what=drafts.What.DIAGRAM)
