"""
The drawing kept in step with what is edited: room for new shapes, lines that lead from edge to edge.

What lies at no readable place counts as not drawn, and stays as it is spelt.
"""

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.diagram import Bounds, Edge, Label, Plane, Shape, Waypoint
from raadhus.processes.domain.document.lexical import Flag, Number, QName

TASK, GATEWAY, EVENT = (100.0, 80.0), (50.0, 50.0), (36.0, 36.0)
_GAP = 50.0
_ROW = 110.0
_FARTHEST = 1e9  # beyond it, numbers get too coarse to move by a row


@dataclass(frozen=True, slots=True)
class Box:
    """Where a shape lies."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return self.top + self.height / 2

    def overlaps(self, other: "Box") -> bool:
        """Tell whether the two lie on each other, or nearly."""
        return (
            self.left < other.right + 10
            and other.left < self.right + 10
            and self.top < other.bottom + 10
            and other.top < self.bottom + 10
        )


def size_of(kind: str) -> tuple[float, float]:
    """Return how large an element of this kind is drawn."""
    if kind.endswith("Gateway"):
        return GATEWAY
    return EVENT if kind.endswith("Event") else TASK


class Drawing:
    """The first plane of a document that draws an element, changed bit by bit; nothing happens without one."""

    def __init__(self, document: BpmnDocument, element: str) -> None:
        self.document = document
        self.at = next(
            (
                at
                for at, diagram in enumerate(document.definitions.diagrams)
                if diagram.plane and any(_drawn(one) == element for one in diagram.plane.elements)
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
            if isinstance(one, Shape) and _drawn(one) == element and (box := _box(one.bounds)):
                return box
        return None

    def make_room(self, beyond: float, by: float) -> None:
        """Move everything that lies right of a line further right."""
        self.elements = [_moved(one, beyond, by) for one in self.elements]

    def put_after(self, element: str, source: str, kind: str, *, is_between: bool) -> None:
        """Draw a new element right of another: between it and what follows, else below what lies there."""
        before = self.box(source)
        if self.at < 0 or before is None:
            return
        width, height = size_of(kind)
        if is_between:
            self.make_room(before.right, width + _GAP)
        box = Box(before.right + _GAP, before.middle - height / 2, width, height)
        self.put(element, self._free(box), kind)

    def move_after(self, element: str, source: str, along: Collection[str]) -> None:
        """Move a drawn element, and what goes ``along`` with it, right of another; everything behind makes room."""
        before, old = self.box(source), self.box(element)
        if before is None or old is None:
            return
        self.make_room(before.right, old.width + _GAP)
        old = self.box(element) or old
        box = self._free(replace(old, left=before.right + _GAP, top=before.middle - old.height / 2), along)
        right, down = box.left - old.left, box.top - old.top
        self.elements = [_shifted(one, right, down) if _drawn(one) in along else one for one in self.elements]

    def _free(self, box: Box, along: Collection[str] = ()) -> Box:
        """Return a box moved down to where nothing lies yet, but what comes ``along`` and pools and lanes."""
        taken = [one for one in self._boxes(along) if not (one.width > 300 and one.height > 150)]
        # Moving down, it never meets one that it has passed.
        for one in sorted(taken, key=lambda other: other.top):
            if box.overlaps(one):
                rows = max(math.ceil((one.bottom + 10 - box.top) / _ROW), 1)
                box = replace(box, top=box.top + rows * _ROW)
        return box

    def put_on_edge(self, element: str, of: str, count: int) -> None:
        """Draw an event on the lower edge of an activity, beside those that are there."""
        on = self.box(of)
        if on is not None:
            width, height = EVENT
            left = on.left + 10 + count * (width + 8)
            self.put(element, Box(left, on.bottom - height / 2, width, height), "boundaryEvent")

    def put(self, element: str, box: Box, kind: str) -> None:
        """Draw a new element."""
        marker = Flag.of(value=True) if kind == "exclusiveGateway" else None
        shape = Shape(
            id=f"{element}_di", bpmn_element=QName(element), is_marker_visible=marker, bounds=_bounds(box)
        )
        self.elements.append(shape)

    def resize(self, element: str, kind: str) -> None:
        """Draw an element in the size of another kind, around the same middle."""
        width, height = size_of(kind)
        for at, one in enumerate(self.elements):
            if isinstance(one, Shape) and _drawn(one) == element and (old := _box(one.bounds)):
                box = Box(old.left + (old.width - width) / 2, old.middle - height / 2, width, height)
                marker = Flag.of(value=True) if kind == "exclusiveGateway" else None
                self.elements[at] = replace(one, bounds=_bounds(box), label=None, is_marker_visible=marker)

    def connect(self, flow: str, source: str, target: str) -> None:
        """Draw, or draw anew, the line of an arrow."""
        start, end = self.box(source), self.box(target)
        if start is None or end is None:
            return
        points = tuple(
            Waypoint(x=Number.of(x), y=Number.of(y))
            for x, y in _line(start, end, is_edge=self._is_on_edge(source))
        )
        for at, one in enumerate(self.elements):
            if isinstance(one, Edge) and _drawn(one) == flow:
                self.elements[at] = replace(one, waypoints=points, label=None)
                return
        self.elements.append(Edge(id=f"{flow}_di", bpmn_element=QName(flow), waypoints=points))

    def remove(self, elements: Iterable[str]) -> None:
        """Take elements out of the drawing."""
        gone = frozenset(elements)
        self.elements = [one for one in self.elements if _drawn(one) not in gone]

    def _is_on_edge(self, element: str) -> bool:
        box = self.box(element)
        if box is None or (box.width, box.height) != EVENT:
            return False
        return any(
            abs(one.bottom - box.middle) < 2 and one.left < box.left < one.right
            for one in self._boxes({element})
        )

    def _boxes(self, without: Collection[str]) -> Iterator[Box]:
        """Return where every shape lies, but those of some elements."""
        for one in self.elements:
            if isinstance(one, Shape) and _drawn(one) not in without and (box := _box(one.bounds)):
                yield box


def _line(start: Box, end: Box, *, is_edge: bool) -> list[tuple[float, float]]:
    """Return the corners of a line: straight or with right angles, from the side that looks at the target."""
    middle = start.left + start.width / 2
    if is_edge:
        down = start.bottom + 20 if end.middle < start.bottom + 20 else end.middle
        return [
            (middle, start.bottom),
            (middle, down),
            (end.left, down),
            *([(end.left, end.middle)] if down != end.middle else []),
        ]
    if end.left < start.right:  # back: below both
        low = max(start.bottom, end.bottom) + 30
        return [
            (middle, start.bottom),
            (middle, low),
            (end.left + end.width / 2, low),
            (end.left + end.width / 2, end.bottom),
        ]
    if start.middle == end.middle:
        return [(start.right, start.middle), (end.left, end.middle)]
    half = (start.right + end.left) / 2
    return [(start.right, start.middle), (half, start.middle), (half, end.middle), (end.left, end.middle)]


def _drawn(one: Shape | Edge) -> str:
    return one.bpmn_element.local if one.bpmn_element else ""


def _box(bounds: Bounds | None) -> Box | None:
    """Return where a shape lies; None where that is not said, or not in numbers."""
    if bounds is None:
        return None
    values = (bounds.x, bounds.y, bounds.width, bounds.height)
    if any(one is not None and not _is_somewhere(one) for one in values):
        return None
    return Box(*(one.value if one is not None else 0.0 for one in values))


def _is_somewhere(number: Number) -> bool:
    return number.is_sound and abs(number.value) <= _FARTHEST


def _bounds(box: Box) -> Bounds:
    return Bounds(
        x=Number.of(box.left), y=Number.of(box.top), width=Number.of(box.width), height=Number.of(box.height)
    )


def _moved(one: Shape | Edge, beyond: float, by: float) -> Shape | Edge:
    label = _label_moved(one.label, beyond, by)
    if isinstance(one, Edge):
        return replace(
            one, label=label, waypoints=tuple(_point_moved(point, beyond, by) for point in one.waypoints)
        )
    box = _box(one.bounds)
    if box is None:
        return one
    if box.left >= beyond:
        box = replace(box, left=box.left + by)
    elif (
        box.right > beyond + 1 and box.width > 150
    ):  # what goes on beyond the line (a pool, a sub-process) grows
        box = replace(box, width=box.width + by)
    else:
        return one if label is one.label else replace(one, label=label)
    return replace(one, bounds=_bounds(box), label=label)


def _shifted(one: Shape | Edge, right: float, down: float) -> Shape | Edge:
    """Return a shape or line that lies elsewhere as a whole, with its label."""
    label = one.label
    if label and label.bounds:
        label = replace(label, bounds=_bounds_shifted(label.bounds, right, down))
    if isinstance(one, Edge):
        points = (replace(at, x=_by(at.x, right), y=_by(at.y, down)) for at in one.waypoints)
        return replace(one, label=label, waypoints=tuple(points))
    return replace(one, label=label, bounds=one.bounds and _bounds_shifted(one.bounds, right, down))


def _bounds_shifted(bounds: Bounds, right: float, down: float) -> Bounds:
    return replace(bounds, x=_by(bounds.x, right), y=_by(bounds.y, down))


def _by(number: Number | None, by: float) -> Number | None:
    """Return a place further on; one that is no number stays."""
    return Number.of(number.value + by) if number is not None and _is_somewhere(number) else number


def _point_moved(point: Waypoint, beyond: float, by: float) -> Waypoint:
    if point.x is None or not _is_somewhere(point.x) or point.x.value <= beyond:
        return point
    return replace(point, x=Number.of(point.x.value + by))


def _label_moved(label: Label | None, beyond: float, by: float) -> Label | None:
    box = _box(label.bounds) if label else None
    if label is None or box is None or box.left <= beyond:
        return label
    return replace(label, bounds=_bounds(replace(box, left=box.left + by)))
