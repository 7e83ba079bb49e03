"""Shapes and lines of a drawing as numbers: where one lies, and the same further right or down."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from raadhus.processes.domain.document.diagram import Bounds, Edge, Label, Shape, Waypoint
from raadhus.processes.domain.document.lexical import Number

TASK, GATEWAY, EVENT, SUB_PROCESS = (100.0, 80.0), (50.0, 50.0), (36.0, 36.0), (350.0, 180.0)
Point = tuple[float, float]
_SUB_PROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
_BESIDE = {"dataObjectReference": (36.0, 50.0), "textAnnotation": (100.0, 50.0)}
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

    @property
    def centre(self) -> float:
        """Return where its middle lies from left to right."""
        return self.left + self.width / 2

    def overlaps(self, other: "Box", by: float = 10) -> bool:
        """Tell whether the two lie on each other, or nearly."""
        return (
            self.left < other.right + by
            and other.left < self.right + by
            and self.top < other.bottom + by
            and other.top < self.bottom + by
        )

    def side_of(self, other: "Box") -> str:
        """Return the edge of the other that an event stands on: ``bottom`` or ``top``, empty for neither."""
        if (self.width, self.height) != EVENT or (other.width, other.height) == EVENT:
            return ""
        if not other.left < self.centre < other.right:
            return ""
        if abs(other.bottom - self.middle) < 2:
            return "bottom"
        return "top" if abs(other.top - self.middle) < 2 else ""

    def is_crossed(self, start: Point, end: Point) -> bool:
        """Tell whether a line between two points, level or upright as lines are drawn, touches it."""
        (x, y), (x2, y2) = start, end
        is_beside = min(x, x2) < self.right and self.left < max(x, x2)
        return is_beside and min(y, y2) < self.bottom and self.top < max(y, y2)


def size_of(kind: str) -> tuple[float, float]:
    """Return how large an element of this kind is drawn."""
    if kind in _SUB_PROCESSES:
        return SUB_PROCESS
    if kind in _BESIDE:
        return _BESIDE[kind]
    if kind.endswith("Gateway"):
        return GATEWAY
    return EVENT if kind.endswith("Event") else TASK


def is_sub_process(kind: str) -> bool:
    """Tell whether an element of this kind holds others."""
    return kind in _SUB_PROCESSES


def drawn(one: Shape | Edge) -> str:
    """Return the id of what a shape or line stands for."""
    return one.bpmn_element.local if one.bpmn_element else ""


def box_of(bounds: Bounds | None) -> Box | None:
    """Return where a shape lies; None where that is not said, or not in numbers."""
    if bounds is None:
        return None
    values = (bounds.x, bounds.y, bounds.width, bounds.height)
    if any(one is not None and not _is_somewhere(one) for one in values):
        return None
    return Box(*(one.value if one is not None else 0.0 for one in values))


def bounds_of(box: Box) -> Bounds:
    """Return the place of a shape as a file has it."""
    return Bounds(
        x=Number.of(box.left), y=Number.of(box.top), width=Number.of(box.width), height=Number.of(box.height)
    )


def stretches(line: Edge) -> Iterator[tuple[Point, Point]]:
    """Return the straight parts of a line, those whose ends are numbers."""
    points = [
        (at.x.value, at.y.value)
        for at in line.waypoints
        if at.x is not None and at.y is not None and _is_somewhere(at.x) and _is_somewhere(at.y)
    ]
    return itertools.pairwise(points)


def _is_somewhere(number: Number) -> bool:
    return number.is_sound and abs(number.value) <= _FARTHEST


def moved_right(one: Shape | Edge, beyond: float, by: float, staying: Sequence[Box] = ()) -> Shape | Edge:
    """
    Return what lies right of a line further right; what goes on beyond it (a pool, a sub-process) grows.

    staying: shapes that go on beyond it and yet neither move nor grow; lines that touch them stay there.
    """
    label = _label_right(one.label, beyond, by)
    if isinstance(one, Edge):
        moved = [replace(at, x=_beyond(at.x, beyond, by)) for at in one.waypoints]
        for at in _ends_on(one, staying):
            moved[at] = one.waypoints[at]
        return replace(one, label=label, waypoints=tuple(moved))
    box = box_of(one.bounds)
    if box is None:
        return one
    if box.left >= beyond and box not in staying:
        box = replace(box, left=box.left + by)
    elif _grows_right(box, beyond):
        box = replace(box, width=box.width + by)
    else:
        return one if label is one.label else replace(one, label=label)
    return replace(one, bounds=bounds_of(box), label=label)


def moved_down(one: Shape | Edge, beyond: float, by: float, going: Sequence[Box] = ()) -> Shape | Edge:
    """
    Return what lies below a line further down; what goes on beyond it grows.

    going: shapes that begin above it and yet move as a whole; lines that touch them go along.
    """
    label = _label_down(one.label, beyond, by)
    if isinstance(one, Edge):
        moved = [replace(at, y=_beyond(at.y, beyond, by)) for at in one.waypoints]
        for at in _ends_on(one, going):
            moved[at] = replace(one.waypoints[at], y=_by(one.waypoints[at].y, by))
        return replace(one, label=label, waypoints=tuple(moved))
    box = box_of(one.bounds)
    if box is None:
        return one
    if box.top >= beyond or box in going:
        box = replace(box, top=box.top + by)
    elif _grows_down(box, beyond):
        box = replace(box, height=box.height + by)
    else:
        return one if label is one.label else replace(one, label=label)
    return replace(one, bounds=bounds_of(box), label=label)


def staying_right(boxes: Sequence[Box], beyond: float) -> list[Box]:
    """Return the shapes that go on right of a line and yet stay, with the events on their edges."""
    found = [one for one in boxes if one.left < beyond < one.right and not _grows_right(one, beyond)]
    return [*found, *(one for one in boxes if any(one.side_of(host) for host in found))]


def going_down(boxes: Sequence[Box], beyond: float) -> list[Box]:
    """Return the shapes that begin above a line and yet move down with what is below it, with the events on their edges."""
    found = [one for one in boxes if one.top < beyond < one.bottom and not _grows_down(one, beyond)]
    return [*found, *(one for one in boxes if any(one.side_of(host) for host in found))]


def _grows_right(box: Box, beyond: float) -> bool:
    return box.left < beyond < box.right - 1 and box.width > 150


def _grows_down(box: Box, beyond: float) -> bool:
    return box.top < beyond < box.bottom - 1 and box.height > 90


def _ends_on(line: Edge, boxes: Sequence[Box]) -> list[int]:
    """Return which ends of a line, by their place among its corners, touch one of some shapes."""
    ends = {0, len(line.waypoints) - 1} if line.waypoints and boxes else set()
    return [at for at in ends if any(_touches(line.waypoints[at], box) for box in boxes)]


def _touches(point: Waypoint, box: Box) -> bool:
    if point.x is None or point.y is None or not (_is_somewhere(point.x) and _is_somewhere(point.y)):
        return False
    return box.left - 1 <= point.x.value <= box.right + 1 and box.top - 1 <= point.y.value <= box.bottom + 1


def shifted(one: Shape | Edge, right: float, down: float) -> Shape | Edge:
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


def _beyond(number: Number | None, beyond: float, by: float) -> Number | None:
    """Return a place further on where it lies beyond a line."""
    is_there = number is not None and _is_somewhere(number) and number.value > beyond
    return _by(number, by) if is_there else number


def _label_right(label: Label | None, beyond: float, by: float) -> Label | None:
    box = box_of(label.bounds) if label else None
    if label is None or box is None or box.left <= beyond:
        return label
    return replace(label, bounds=bounds_of(replace(box, left=box.left + by)))


def _label_down(label: Label | None, beyond: float, by: float) -> Label | None:
    box = box_of(label.bounds) if label else None
    if label is None or box is None or box.top <= beyond:
        return label
    return replace(label, bounds=bounds_of(replace(box, top=box.top + by)))


def waypoint(x: float, y: float) -> Waypoint:
    """Return a corner of a line."""
    return Waypoint(x=Number.of(x), y=Number.of(y))
