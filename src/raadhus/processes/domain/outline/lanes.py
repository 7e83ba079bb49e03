"""Lanes as the outline tells and sets them: which steps lie in each, and what it says for the people's tasks there."""

from dataclasses import dataclass, replace
from typing import Any

from raadhus.processes.domain.document.activities import Lane
from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.editing import change, walk
from raadhus.processes.domain.document.foundation import Reference
from raadhus.processes.domain.outline.changing import Scope
from raadhus.processes.domain.outline.holders import lanes_of
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


def lanes_in(scope: Scope) -> tuple[LaneInfo, ...]:
    """Return the lanes of a process that hold steps themselves and no other lanes."""
    return tuple(
        LaneInfo(id=one.id, name=one.name or "", settings=settings_of(one))
        for one in lanes_of(scope)
        if one.id and not (one.child_lane_set and one.child_lane_set.lanes)
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


def in_lane_of(document: BpmnDocument, known: str, new: str) -> BpmnDocument:
    """Return the document with a new node in the lane of another, where it has one."""

    def holds(part: object) -> bool:
        return isinstance(part, Lane) and any(one.target.local == known for one in part.flow_node_refs)

    if not any(holds(part) for part in walk(document.definitions)):
        return document
    return change(
        document,
        holds,
        lambda part: replace(part, flow_node_refs=(*part.flow_node_refs, Reference.of(new))),  # type: ignore[attr-defined,call-arg]  # a lane
        known,
    )


def out_of_lanes(document: BpmnDocument, gone: set[str]) -> BpmnDocument:
    """Return the document in whose lanes some nodes are not."""

    def holds(part: object) -> bool:
        return isinstance(part, Lane) and any(one.target.local in gone for one in part.flow_node_refs)

    if not any(holds(part) for part in walk(document.definitions)):
        return document
    return change(
        document,
        holds,
        lambda part: replace(
            part,
            flow_node_refs=tuple(one for one in part.flow_node_refs if one.target.local not in gone),  # type: ignore[attr-defined,call-arg]  # a lane
        ),
        "lane",
    )
