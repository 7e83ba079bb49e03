"""Lanes of a file: the unit or role in whose lane a person's task lies."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from raadhus.processes.domain.elements import FlowNode, SubProcess, UserTask
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_triggers import local
from raadhus.processes.domain.reading_work import extensions_of
from raadhus.processes.domain.xml_tree import XmlElement

Settings = tuple[tuple[str, str], ...]


def read_lanes(reading: Reading, lane_sets: Sequence[XmlElement]) -> dict[str, Settings]:
    """Return for each node id the settings of its innermost lane: the attributes of ``raadhus:lane``."""
    found: dict[str, Settings] = {}
    for lane_set in lane_sets:
        for lane in reading.claim(lane_set, children=("lane",))["lane"]:
            _read_lane(reading, lane, (), found)
    return found


def _read_lane(reading: Reading, lane: XmlElement, around: Settings, found: dict[str, Settings]) -> None:
    parts = reading.claim(
        lane,
        children=("flowNodeRef", "childLaneSet", "partitionElement"),
        attributes=("partitionElementRef",),
    )
    settings = dict(around)
    for extension in extensions_of(lane):
        if extension.name == "lane":
            settings |= extension.attributes
        else:
            reading.error(extension, f"“raadhus:{extension.name}” has no meaning on “lane”.")
    own = tuple(sorted(settings.items()))
    found |= {local(reference.text.strip()): own for reference in parts["flowNodeRef"]}
    for inner_set in parts["childLaneSet"]:
        for inner in reading.claim(inner_set, children=("lane",))["lane"]:
            _read_lane(reading, inner, own, found)


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
