"""Process models as a kind of draft: written by one, published by another, as rules are."""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.library import content_hash
from raadhus.processes.domain.outline.catching_up import ChangedByBoth, caught_up
from raadhus.processes.domain.outline.changing import CannotEdit
from raadhus.processes.domain.outline.edits import Edit, edit_model
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

    def store(self, actor: Actor, source: bytes, around: drafts.Surroundings) -> str:
        """Store the model, and where it is called by the service's own, that one with it. Raises: CannotSubmitDraft."""
        try:
            stored = store_model(actor, source, beside=around.beside, service=around.service)
            if around.leading:
                beside = {**around.beside, around.name: source}
                store_model(actor, around.leading, beside=beside, service=around.service)
        except CannotStoreModel as refused:
            raise drafts.CannotSubmitDraft(detail=refused.detail) from refused
        return stored.hash


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


class CannotEditProcess(Refusal):
    """The edit names what is not there, or makes what cannot be."""

    status = 422
    code = "process-edit"
    happened = _("This change cannot be made.")
    kept = _("The draft is as it was.")
    next_step = _("Open the draft again and look at the step.")


class StepIsGone(CannotEditProcess):
    """A page stands for a step or a way that the draft has no more: somebody removed it meanwhile."""

    status = 404
    code = "process-step-gone"
    happened = _("This step, or the way on from it, is not in the draft any more: somebody has removed it.")
    kept = _("The draft is as they left it; nothing was changed now.")
    next_step = _("The steps that are there stand in the list. “Undo” brings back what was removed last.")


_WHY = {
    "gone": _("A step or a way that it names is not there."),
    "after-end": _("No way leads on from an end, from a link, or from what stands by itself."),
    "before-start": _(
        "No way leads to a start, to an event on the edge of a step, or to what stands by itself."
    ),
    "unknown-kind": _("A step of this kind cannot stand there."),
    "several-ways": _("Several ways lead on from the step: remove all but one of them first."),
    "start": _("The last start cannot be removed: it goes with what it begins."),
    "stays": _(
        "A start, an end, an event on the edge of a step, and what stands by itself stay where they are."
    ),
    "there-already": _("It stands there already."),
    "no-timer": _("Only a timer has a time."),
    "no-activity": _("Only a task or a sub-process can have events on its edge."),
    "no-meaning": _(
        "What was written has no meaning for this step: choose first what it is, and how often it is done."
    ),
    "unknown-choice": _("There is no such choice."),
    "no-binding": _("What a step gets and gives is written as a line each: name = formula."),
    "too-long": _("A text is too long: at most 10,000 characters."),
    "no-text": _("A text holds signs that cannot be written in a file."),
    "no-lanes": _("Only a process itself has lanes, and what stands in it directly."),
    "no-default": _("Only a gateway or a task can have a default way."),
}


def edit_process(actor: Actor, draft_id: UUID, edit: Edit, *, read: str, place: str = "") -> str:
    """
    Make one edit in the outline of a draft; return the draft's mark as it is now. ``place``: the step's name.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, CannotReadProcess, CannotEditProcess.
    """

    def act(source: bytes) -> bytes:
        try:
            return edit_model(source, edit)
        except CannotEdit as refused:
            raise CannotEditProcess(happened=_WHY[refused.code], detail=str(refused)) from refused

    return change_process(actor, draft_id, act, read=read, place=place)


class CannotCatchUp(Refusal):
    """The draft and what came into force meanwhile change the same steps."""

    code = "process-overlap"
    kept = _("The draft is as it was.")
    next_step = _("Begin a new draft from the process in force and make the change there.")


def catch_up_process(actor: Actor, draft_id: UUID, *, begun_from: bytes, now: bytes, read: str) -> str:
    """
    Let a draft stand on the process in force ``now``, with all that it changed of what it was ``begun_from``.

    Return its mark as it is now. Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, CannotCatchUp.
    """

    def act(source: bytes) -> bytes:
        try:
            return caught_up(begun_from, source, now)
        except ChangedByBoth as both:
            said = gettext("The draft and the process in force both change: %(steps)s.")
            raise CannotCatchUp(happened=said % {"steps": ", ".join(both.names)}) from both

    change = drafts.Change(kind=PROCESS, act=act, what=drafts.What.STEP, based_on=content_hash(now))
    return drafts.change_source(actor, draft_id, change, read=read)


drafts.register_drafted(DraftedProcess())
