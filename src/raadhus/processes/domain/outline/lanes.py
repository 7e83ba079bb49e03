"""Lanes as the outline tells and sets them: which steps lie in each, and what it says for the people's tasks there."""

from dataclasses import dataclass, replace
from typing import Any

from raadhus.processes.domain.document.activities import Lane
from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.editing import change, walk
from raadhus.processes.domain.outline.settings import settings_of, with_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneInfo:
    """One lane; ``settings``: the unit and the like for the people's tasks in it."""

    id: str
    name: str
    settings: tuple[tuple[str, str], ...]


def lanes_around(document: BpmnDocument, step: str) -> tuple[LaneInfo, ...]:
    """Return the lanes that a step lies in, the outer one first."""
    return tuple(
        LaneInfo(id=one.id, name=one.name or "", settings=settings_of(one))
        for one in walk(document.definitions)
        if isinstance(one, Lane) and one.id and _holds(one, step)
    )


def change_lane(document: BpmnDocument, lane: str, name: str, settings: dict[str, str]) -> BpmnDocument:
    """Return the document in which a lane has another name and settings. Raises: NoSuchPart."""

    def act(part: Any) -> Any:
        return replace(with_settings(part, settings), name=name or None)

    return change(document, lambda part: isinstance(part, Lane) and part.id == lane, act, lane)


def _holds(lane: Lane, step: str) -> bool:
    inner = lane.child_lane_set.lanes if lane.child_lane_set is not None else ()
    return any(one.target.local == step for one in lane.flow_node_refs) or any(
        _holds(one, step) for one in inner
    )
