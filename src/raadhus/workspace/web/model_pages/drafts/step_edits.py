"""What is asked for on the page of a step: the forms as they were sent, as edits of the outline."""

from collections.abc import Callable

from django.http import HttpRequest

from raadhus.processes.public.drafts import StepIsGone
from raadhus.processes.public.outline import (
    ABOUT,
    TEXTS,
    AddEdge,
    AddLane,
    AddNote,
    AddStep,
    AddWay,
    AddWithin,
    ChangeLane,
    ChangeNote,
    ChangeStep,
    ChangeWay,
    Edit,
    MoveStep,
    PutInLane,
    RemoveLane,
    RemoveNote,
    RemoveStep,
    RemoveWay,
    Step,
)
from raadhus.processes.public.settings import settings_of
from raadhus.workspace.web.model_pages.drafts.kind_fields import TIMER, choice_of
from raadhus.workspace.web.model_pages.drafts.moving import WAY
from raadhus.workspace.web.model_pages.drafts.note_fields import in_note
from raadhus.workspace.web.model_pages.drafts.step_fields import in_lane


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n").strip()


def _change(request: HttpRequest, step: Step, _what: str) -> Edit:
    typed = _typed(request, "kind")
    chosen = choice_of(typed) if ":" in typed else None
    kind = chosen.kind if chosen else typed or step.kind
    return ChangeStep(
        step=step.id,
        name=_typed(request, "name"),
        kind=kind,
        trigger=chosen.trigger if chosen else None,
        settings=_settings(request, kind),
        time=_typed(request, "time") if "time" in request.POST else None,
        texts=tuple(
            (name, _typed(request, name)) for name in request.POST if name in TEXTS or name.startswith(ABOUT)
        )
        + tuple((name, "") for name in _typed(request, "boxes").split() if name not in request.POST),
    )


def _settings(request: HttpRequest, kind: str, lane: str = "") -> tuple[tuple[str, str], ...]:
    """Return what was typed of what a kind can be set to; of a ``lane``, in its own form."""
    fields = {one.name: f"set-{one.name}" for one in settings_of(kind)}
    asked = {name: in_lane(lane, field) if lane else field for name, field in fields.items()}
    return tuple((name, _typed(request, field)) for name, field in asked.items() if field in request.POST)


def _change_lane(request: HttpRequest, _step: Step, what: str) -> Edit:
    return ChangeLane(
        lane=what,
        name=_typed(request, in_lane(what, "name")),
        settings=_settings(request, "lane", what),
    )


def _add(request: HttpRequest, step: Step, _what: str) -> Edit:
    new = choice_of(_typed(request, "new-kind"))
    return AddStep(
        after=step.id,
        kind=new.kind,
        trigger=new.trigger,
        name=_typed(request, "new-name"),
        way=_typed(request, "new-way"),
    )


def _alone(within: Callable[[Step], str]) -> Callable[[HttpRequest, Step, str], Edit]:
    """Return how a step is added that no way leads to; ``within``: in which process or sub-process."""

    def add(request: HttpRequest, step: Step, prefix: str) -> Edit:
        new, name = choice_of(_typed(request, f"{prefix}-kind")), _typed(request, f"{prefix}-name")
        return AddWithin(within=within(step), kind=new.kind, trigger=new.trigger, name=name)

    return add


def _edge(request: HttpRequest, step: Step, _what: str) -> Edit:
    return AddEdge(
        step=step.id,
        trigger=_typed(request, "late-what") or TIMER,
        name=_typed(request, "late-name"),
        time=_typed(request, "late-time"),
        target=_typed(request, "late-target"),
        ends_step=request.POST.get("late-ends") == "yes",
    )


def _change_way(request: HttpRequest, step: Step, what: str) -> Edit:
    place = next((at for at, one in enumerate(step.ways) if one.id == what), None)
    if place is None:
        raise StepIsGone(detail=f"way {what}")
    return ChangeWay(
        way=what,
        name=_typed(request, f"way-{place}-name"),
        target=_typed(request, f"way-{place}-target") or step.ways[place].target,
        condition=_typed(request, f"way-{place}-condition"),
        is_default=request.POST.get(f"way-{place}-default") == "yes",
    )


EDITS: dict[str, Callable[[HttpRequest, Step, str], Edit]] = {
    "change": _change,
    "add": _add,
    "lead": lambda request, step, _what: AddWay(source=step.id, target=_typed(request, "lead-target")),
    "deadline": _edge,
    "inside": _alone(lambda step: step.id),
    "beside": _alone(lambda step: step.within),
    "move": lambda request, step, _what: MoveStep(step=step.id, way=_typed(request, WAY)),
    "remove": lambda _request, step, _what: RemoveStep(step=step.id),
    "way": _change_way,
    "lane": _change_lane,
    "add-lane": lambda request, step, _what: AddLane(within=step.within, name=_typed(request, "lane-new")),
    "put-in-lane": lambda request, step, _what: PutInLane(step=step.id, lane=_typed(request, "lane-put")),
    "remove-lane": lambda _request, _step, what: RemoveLane(lane=what),
    "add-note": lambda request, step, _what: AddNote(
        step=step.id, kind=_typed(request, "note-kind"), name=_typed(request, "note-new")
    ),
    "note": lambda request, _step, what: ChangeNote(note=what, name=_typed(request, in_note(what))),
    "remove-note": lambda _request, _step, what: RemoveNote(note=what),
    "unlead": lambda _request, _step, what: RemoveWay(way=what),
}
"""What each form asks for, by the name of its button."""
