"""
The drawing kept in step with what is edited: room for new shapes, lines that lead from edge to edge.

What lies at no readable place counts as not drawn, and stays as it is spelt.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.diagram import Edge, Plane, Shape
from raadhus.processes.domain.document.lexical import Flag, QName
from raadhus.processes.domain.outline.geometry import (
    EVENT,
    Box,
    bounds_of,
    box_of,
    drawn,
    going_down,
    is_sub_process,
    moved_down,
    moved_right,
    shifted,
    size_of,
    staying_right,
    stretches,
    waypoint,
)
from raadhus.processes.domain.outline.lines import line

_GAP = 50.0
_ROW = 110.0
_RIM = 30.0  # between what is within a sub-process or lane and its edge


class Drawing:
    """
    The first plane of a document that draws an element, changed bit by bit; nothing happens without one.

    ``around``: the ids of what holds the element, the innermost first: it grows with what is put into it.
    """

    def __init__(self, document: BpmnDocument, element: str, around: Sequence[str] = ()) -> None:
        self.document = document
        self.around = around
        self.at = next(
            (
                at
                for at, diagram in enumerate(document.definitions.diagrams)
                if diagram.plane and any(drawn(one) == element for one in diagram.plane.elements)
            ),
            -1,
        )
        plane = document.definitions.diagrams[self.at].plane if self.at >= 0 else None
        self.plane = plane or Plane()
        self.elements: list[Shape | Edge] = list(self.plane.elements)

    def done(self) -> BpmnDocument:
        """Return the document with the drawing as it is now."""
        if self.at < 0:
            return self.document
        definitions = self.document.definitions
        diagrams = list(definitions.diagrams)
        plane = replace(self.plane, elements=tuple(self.elements))
        diagrams[self.at] = replace(diagrams[self.at], plane=plane)
        return replace(self.document, definitions=replace(definitions, diagrams=tuple(diagrams)))

    def box(self, element: str) -> Box | None:
        """Return where an element lies, None when it is not drawn."""
        for one in self.elements:
            if isinstance(one, Shape) and drawn(one) == element and (box := box_of(one.bounds)):
                return box
        return None

    def make_room(self, beyond: float, by: float) -> None:
        """Move everything that lies right of a line further right."""
        staying = staying_right(list(self._boxes(())), beyond)
        self.elements = [moved_right(one, beyond, by, staying) for one in self.elements]

    def make_room_below(self, beyond: float, by: float) -> None:
        """Move everything that lies below a line further down."""
        going = going_down(list(self._boxes(())), beyond)
        self.elements = [moved_down(one, beyond, by, going) for one in self.elements]

    def put_after(self, element: str, source: str, kind: str, *, is_between: bool) -> None:
        """Draw a new element right of another: between it and what follows, else below what lies there."""
        before = self.box(source)
        if self.at < 0 or before is None:
            return
        width, height = size_of(kind)
        if is_between and not self._side(source):  # what comes after an event on an edge lies below
            self.make_room(before.right, width + _GAP)
        self.put_at(element, Box(before.right + _GAP, before.middle - height / 2, width, height), kind)

    def put_at(self, element: str, box: Box, kind: str) -> None:
        """Draw a new element at a place, or below what lies there; what holds it grows."""
        held = self._held()
        if held is not None and box.top < held.top + 10:
            box = replace(box, top=held.top + _RIM)
        box = self._free(box, self.around, held)
        self._hold(box)
        self.put(element, box, kind)

    def _held(self) -> Box | None:
        """Return where the innermost of what holds the element lies."""
        return next((box for one in self.around if (box := self.box(one))), None)

    def _hold(self, box: Box) -> None:
        """Let whatever holds a place reach around it; what lies beyond makes room."""
        for holder in self.around:
            held = self.box(holder)
            if held is None:
                continue
            if (right := box.right + _RIM - held.right) > 0:
                self.make_room(held.right - 2, right)
            if (down := box.bottom + _RIM - held.bottom) > 0:
                self.make_room_below(held.bottom - 2, down)

    def move_after(self, element: str, source: str, along: Collection[str]) -> None:
        """Move a drawn element, and what goes ``along`` with it, right of another; everything behind makes room."""
        before, old = self.box(source), self.box(element)
        if before is None or old is None:
            return
        self.make_room(before.right, old.width + _GAP)
        old = self.box(element) or old
        box = replace(old, left=before.right + _GAP, top=before.middle - old.height / 2)
        box = self._free(box, {*along, *self.around}, self._held())
        self._hold(box)
        self.move_to(box, self.box(element) or old, along)

    def move_down_to(self, element: str, top: float, along: Collection[str], lanes: Collection[str]) -> None:
        """Move a drawn element, and what goes ``along`` with it, up or down to where its lane has room."""
        old = self.box(element)
        if old is None:
            return
        box = self._free(replace(old, top=top), {*along, *lanes, *self.around}, self._held())
        self._hold(box)
        self.move_to(box, self.box(element) or old, along)

    def move_to(self, box: Box, old: Box, along: Collection[str]) -> None:
        """Move what lies at a place, and all that goes ``along`` with it, to another."""
        right, down = box.left - old.left, box.top - old.top
        self.elements = [shifted(one, right, down) if drawn(one) in along else one for one in self.elements]

    def _free(self, box: Box, without: Collection[str] = (), within: Box | None = None) -> Box:
        """
        Return a box moved down to where nothing lies yet, ``without`` some elements.

        within: where it is held; what lies outside makes room for it.
        """
        # Moving down, it never meets one that it has passed.
        for one in sorted(self._boxes(without), key=lambda other: other.top):
            if box.overlaps(one) and (within is None or one.overlaps(within, 0)):
                rows = max(math.ceil((one.bottom + 10 - box.top) / _ROW), 1)
                box = replace(box, top=box.top + rows * _ROW)
        return box

    def put_on_edge(self, element: str, of: str) -> None:
        """Draw an event on the lower edge of an activity, else on the upper: where neither a shape nor a line lies."""
        on = self.box(of)
        if on is None:
            return
        width, height = EVENT
        count = max(int((on.width - 10) // (width + 8)), 1)
        places = [
            Box(on.left + 10 + at * (width + 8), edge - height / 2, width, height)
            for edge in (on.bottom, on.top)
            for at in range(count)
        ]
        holders = {of, *self.around}
        taken = [box for box in self._boxes(holders) if box.overlaps(on, 40)]
        lines = [one for edge in self.elements if isinstance(edge, Edge) for one in stretches(edge)]
        crossed = [
            sum(2 for box in taken if box.overlaps(place, 2))
            + sum(1 for start, end in lines if place.is_crossed(start, end))
            for place in places
        ]
        self.put(element, places[crossed.index(min(crossed))], "boundaryEvent")

    def put(self, element: str, box: Box, kind: str) -> None:
        """Draw a new element."""
        shape = Shape(
            id=f"{element}_di",
            bpmn_element=QName(element),
            is_expanded=Flag.of(value=True) if is_sub_process(kind) else None,
            is_horizontal=Flag.of(value=True) if kind == "lane" else None,
            is_marker_visible=Flag.of(value=True) if kind == "exclusiveGateway" else None,
            bounds=bounds_of(box),
        )
        self.elements.append(shape)

    def put_beneath(self, lane: str, box: Box) -> None:
        """Draw a new lane, beneath all that lies in it."""
        self.put(lane, box, "lane")
        at = max((at for at, one in enumerate(self.elements) if drawn(one) in self.around), default=-1)
        self.elements.insert(at + 1, self.elements.pop())

    def place(self, element: str, box: Box) -> None:
        """Let a drawn element lie at a place."""
        self.elements = [
            replace(one, bounds=bounds_of(box)) if isinstance(one, Shape) and drawn(one) == element else one
            for one in self.elements
        ]

    def resize(self, element: str, kind: str) -> None:
        """Draw an element in the size of another kind, around the same middle."""
        width, height = size_of(kind)
        for at, one in enumerate(self.elements):
            if isinstance(one, Shape) and drawn(one) == element and (old := box_of(one.bounds)):
                box = Box(old.left + (old.width - width) / 2, old.middle - height / 2, width, height)
                marker = Flag.of(value=True) if kind == "exclusiveGateway" else None
                self.elements[at] = replace(one, bounds=bounds_of(box), label=None, is_marker_visible=marker)

    def connect(self, flow: str, source: str, target: str) -> None:
        """Draw, or draw anew, the line of an arrow."""
        start, end = self.box(source), self.box(target)
        if start is None or end is None:
            return
        points = tuple(waypoint(x, y) for x, y in line(start, end, self._side(source)))
        for at, one in enumerate(self.elements):
            if isinstance(one, Edge) and drawn(one) == flow:
                self.elements[at] = replace(one, waypoints=points, label=None)
                return
        self.elements.append(Edge(id=f"{flow}_di", bpmn_element=QName(flow), waypoints=points))

    def remove(self, elements: Iterable[str]) -> None:
        """Take elements out of the drawing."""
        gone = frozenset(elements)
        self.elements = [one for one in self.elements if drawn(one) not in gone]

    def box_around(self, elements: Collection[str]) -> Box | None:
        """Return a box around some elements, None when none of them is drawn."""
        boxes = [
            box
            for one in self.elements
            if isinstance(one, Shape) and drawn(one) in elements and (box := box_of(one.bounds))
        ]
        if not boxes:
            return None
        left, top = min(box.left for box in boxes), min(box.top for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        return Box(left, top, right - left, bottom - top)

    def _side(self, element: str) -> str:
        """Return the edge of a step that an event stands on: ``bottom``, ``top``, empty for neither."""
        box = self.box(element)
        if box is None:
            return ""
        return next((side for one in self._boxes({element}) if (side := box.side_of(one))), "")

    def _boxes(self, without: Collection[str]) -> Iterator[Box]:
        """Return where every shape lies, but those of some elements."""
        for one in self.elements:
            if isinstance(one, Shape) and drawn(one) not in without and (box := box_of(one.bounds)):
                yield box
