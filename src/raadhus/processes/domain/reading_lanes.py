"""Lanes of a document: the unit or role in whose lane a person's task lies."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from raadhus.processes.domain.document.activities import Lane, LaneSet
from raadhus.processes.domain.elements import FlowNode, SubProcess, UserTask
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_work import extensions_of

Settings = tuple[tuple[str, str], ...]


def read_lanes(reading: Reading, lane_sets: Sequence[LaneSet]) -> dict[str, Settings]:
    """Return for each node id the settings of its innermost lane: the attributes of ``raadhus:lane``."""
    found: dict[str, Settings] = {}
    for lane_set in lane_sets:
        _read_lane_set(reading, lane_set, (), found)
    return found


def _read_lane_set(reading: Reading, lane_set: LaneSet, around: Settings, found: dict[str, Settings]) -> None:
    reading.claim(lane_set, children=("lane",))
    for lane in lane_set.lanes:
        _read_lane(reading, lane, around, found)


def _read_lane(reading: Reading, lane: Lane, around: Settings, found: dict[str, Settings]) -> None:
    reading.claim(
        lane,
        children=("flowNodeRef", "childLaneSet", "partitionElement"),
        attributes=("partitionElementRef",),
    )
    settings = dict(around)
    for extension in extensions_of(lane):
        if extension.name == "lane":
            settings |= extension.attributes
        else:
            reading.error(extension, "extension-without-meaning", name=extension.name, kind="lane")
    own = tuple(sorted(settings.items()))
    found |= {reference.target.local: own for reference in lane.flow_node_refs}
    if lane.child_lane_set is not None:
        _read_lane_set(reading, lane.child_lane_set, own, found)


def placed_in_lanes(
    nodes: Sequence[FlowNode], lanes: Mapping[str, Settings], around: Settings = ()
) -> tuple[FlowNode, ...]:
    """Return the nodes with the settings of their lanes put beneath those of each person's task."""
    return tuple(_placed(node, lanes, lanes.get(node.id, around)) for node in nodes)


def _placed(node: FlowNode, lanes: Mapping[str, Settings], settings: Settings) -> FlowNode:
    if isinstance(node, SubProcess):
        return replace(node, nodes=placed_in_lanes(node.nodes, lanes, settings))
    if isinstance(node, UserTask) and settings:
        together = tuple(sorted({**dict(settings), **dict(node.work.settings)}.items()))
        return replace(node, work=replace(node.work, settings=together))
    return node
