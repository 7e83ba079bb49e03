"""Lanes: added, taken away, and which steps lie in them."""

from dataclasses import replace
from typing import Any

from raadhus.processes.domain.document.activities import Lane, LaneSet
from raadhus.processes.domain.document.definitions import BpmnDocument, Process
from raadhus.processes.domain.document.editing import change, walk
from raadhus.processes.domain.document.flow import FlowNode
from raadhus.processes.domain.document.foundation import Reference
from raadhus.processes.domain.outline.changing import (
    CannotEdit,
    Course,
    in_scope,
    new_identity,
    scope_called,
    scope_of,
)
from raadhus.processes.domain.outline.drawing import Drawing
from raadhus.processes.domain.outline.geometry import Box
from raadhus.processes.domain.outline.holders import holders_of, lanes_of
from raadhus.processes.domain.outline.lanes import out_of_lanes

_BAND, _RIM, _HEIGHT = 30.0, 40.0, 140.0


def add_lane(document: BpmnDocument, within: str, name: str) -> BpmnDocument:
    """
    Return the document with a lane more in a process: the first one holds all that is there, others nothing yet.

    Raises: CannotEdit for a sub-process.
    """
    process = _process(document, within)
    identity = new_identity(document, f"lane_{name}" if name else "lane")
    nodes = [one.id for one in process.flow_elements if isinstance(one, FlowNode) and one.id]
    known = [one.id or "" for one in lanes_of(process)]
    refs = () if known else tuple(Reference.of(one) for one in nodes)
    lane = Lane(id=identity, name=name or None, flow_node_refs=refs)
    sets = process.lane_sets or (LaneSet(id=new_identity(document, f"{within}_lanes", identity)),)
    first = replace(sets[0], lanes=(*sets[0].lanes, lane))
    changed = _with_lanes(document, process, (first, *sets[1:]))
    drawing = Drawing(changed, nodes[-1] if nodes else within, holders_of(changed, process))
    if known:
        _draw_below(drawing, identity, known)
    else:
        _draw_around(drawing, identity, nodes)
    return drawing.done()


def _process(document: BpmnDocument, identity: str) -> Process:
    found = scope_called(document, identity)
    if not isinstance(found, Process):
        raise CannotEdit("no-lanes", identity)
    return found


def _with_lanes(document: BpmnDocument, process: Process, sets: tuple[LaneSet, ...]) -> BpmnDocument:
    def act(part: Any) -> Any:
        return replace(part, lane_sets=sets)

    return change(document, lambda part: part is process, act, process.id or "")


def _draw_around(drawing: Drawing, lane: str, nodes: list[str]) -> None:
    """Draw the first lane: the whole pool, or around all nodes where there is none."""
    pool = next((box for one in drawing.around if (box := drawing.box(one))), None)
    around = drawing.box_around(nodes)
    if pool is not None:
        drawing.put_beneath(lane, Box(pool.left + _BAND, pool.top, pool.width - _BAND, pool.height))
    elif around is not None:
        left, top = around.left - _BAND - _RIM, around.top - _RIM
        drawing.put_beneath(lane, Box(left, top, around.right + _RIM - left, around.bottom + _RIM - top))


def _draw_below(drawing: Drawing, lane: str, known: list[str]) -> None:
    """Draw a lane more below the others; what lies there makes room."""
    boxes = {one: box for one in known if (box := drawing.box(one))}
    if not boxes:
        return
    lowest = max(boxes.values(), key=lambda box: (box.bottom, box.width))
    drawing.make_room_below(lowest.bottom - 2, _HEIGHT)
    for one, box in boxes.items():
        drawing.place(one, box)
    drawing.put_beneath(lane, Box(lowest.left, lowest.bottom, lowest.width, _HEIGHT))


def put_in_lane(document: BpmnDocument, step: str, lane: str) -> BpmnDocument:
    """Return the document in which a step, and the events on its edge, lie in another lane. Raises: CannotEdit."""
    process = _process(document, scope_of(document, step).id or "")
    if lane not in {one.id for one in lanes_of(process)}:
        raise CannotEdit("gone", lane)
    found: list[Course] = []
    in_scope(document, process, found.append)
    (course,) = found
    together = [step, *course.edges_on(step)]

    def act(part: Any) -> Any:
        return replace(part, flow_node_refs=(*part.flow_node_refs, *(Reference.of(one) for one in together)))

    bare = out_of_lanes(document, set(together))
    changed = change(bare, lambda part: isinstance(part, Lane) and part.id == lane, act, lane)
    drawing = Drawing(changed, step, (lane, *(one for one in holders_of(changed, process))))
    old, held = drawing.box(step), drawing.box(lane)
    if old is None or held is None:
        return changed
    along = {
        one for key in together for part in walk(course.nodes[key]) if (one := getattr(part, "id", None))
    }
    lanes = {one.id or "" for one in lanes_of(process)}
    drawing.move_down_to(step, held.middle - old.height / 2, along, lanes)
    for flow in course.flows.values():
        source = flow.source_ref.local if flow.source_ref else ""
        target = flow.target_ref.local if flow.target_ref else ""
        if {source, target} & {*together}:
            drawing.connect(flow.id or "", source, target)
    return drawing.done()


def remove_lane(document: BpmnDocument, lane: str) -> BpmnDocument:
    """
    Return the document without a lane and those within it; its steps lie in the one above it, else in the one below.

    Those of the last lane within another lie in that one. Raises: CannotEdit.
    """
    beside: list[str] = []
    gone_with_it: list[str] = []

    def holds(part: object) -> bool:
        return isinstance(part, LaneSet) and any(one.id == lane for one in part.lanes)

    def act(part: Any) -> Any:
        at = next(number for number, one in enumerate(part.lanes) if one.id == lane)
        rest = [one for one in part.lanes if one.id != lane]
        gone_with_it.extend(one.id or "" for one in walk(part.lanes[at]) if isinstance(one, Lane))
        if rest:
            heir = rest[max(at - 1, 0)]
            beside.append(heir.id or "")
            refs = (*heir.flow_node_refs, *_nodes_of(part.lanes[at]))
            rest[max(at - 1, 0)] = replace(heir, flow_node_refs=refs)
        return replace(part, lanes=tuple(rest))

    drawing = Drawing(document, lane)
    changed = _without_empty(change(_given_to_holder(document, lane), holds, act, lane))
    gone, heir = drawing.box(lane), drawing.box(beside[0]) if beside else None
    drawing = Drawing(changed, lane)
    if gone is not None and heir is not None:
        top = min(gone.top, heir.top)
        drawing.place(beside[0], replace(heir, top=top, height=heir.height + gone.height))
    drawing.remove(gone_with_it)
    return drawing.done()


def _given_to_holder(document: BpmnDocument, lane: str) -> BpmnDocument:
    """Return the document in which the lane that holds only this one lists its steps itself."""

    def holds_only(part: object) -> bool:
        inner = part.child_lane_set if isinstance(part, Lane) else None
        return inner is not None and [one.id for one in inner.lanes] == [lane]

    def act(part: Any) -> Any:
        known = {ref.target.local for ref in part.flow_node_refs}
        more = [ref for ref in _nodes_of(part.child_lane_set.lanes[0]) if ref.target.local not in known]
        return replace(part, flow_node_refs=(*part.flow_node_refs, *more))

    if not any(holds_only(part) for part in walk(document.definitions)):
        return document
    return change(document, holds_only, act, lane)


def _nodes_of(lane: Lane) -> list[Reference]:
    """Return what lies in a lane and those within it."""
    inner = lane.child_lane_set.lanes if lane.child_lane_set is not None else ()
    return [*lane.flow_node_refs, *(ref for one in inner for ref in _nodes_of(one))]


def _without_empty(document: BpmnDocument) -> BpmnDocument:
    """Return the document without sets that hold no lane."""

    def is_empty(part: object) -> bool:
        return isinstance(part, LaneSet) and not part.lanes

    def holds(part: Any) -> bool:
        inner = getattr(part, "child_lane_set", None)
        return any(is_empty(one) for one in (*getattr(part, "lane_sets", ()), inner))

    def act(part: Any) -> Any:
        if hasattr(part, "child_lane_set"):
            return replace(part, child_lane_set=None)
        return replace(part, lane_sets=tuple(one for one in part.lane_sets if not is_empty(one)))

    if not any(holds(part) for part in walk(document.definitions)):
        return document
    return change(document, holds, act, "lane")
