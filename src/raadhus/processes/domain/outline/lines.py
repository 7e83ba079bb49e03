"""How lines of a drawing go: straight or with right angles, from the side that looks at the target."""

from raadhus.processes.domain.outline.geometry import Box, Point

_AWAY = 20.0


def line(start: Box, end: Box, side: str) -> list[Point]:
    """Return the corners of a line; ``side``: ``bottom`` or ``top`` of the event on an edge it begins at, else empty."""
    if side:
        return _from_edge(start, end, is_up=side == "top")
    if start.left < end.right and end.left < start.right and not start.overlaps(end, 0):
        return _upright(start, end)
    if end.left < start.right:  # back: below both
        low = max(start.bottom, end.bottom) + 30
        return [
            (start.centre, start.bottom),
            (start.centre, low),
            (end.centre, low),
            (end.centre, end.bottom),
        ]
    if start.middle == end.middle:
        return [(start.right, start.middle), (end.left, end.middle)]
    half = (start.right + end.left) / 2
    return [(start.right, start.middle), (half, start.middle), (half, end.middle), (end.left, end.middle)]


def _upright(start: Box, end: Box) -> list[Point]:
    """Return the corners of a line between two that lie above each other."""
    is_up = end.bottom <= start.top
    begin, over = (start.top, end.bottom) if is_up else (start.bottom, end.top)
    if start.centre == end.centre:
        return [(start.centre, begin), (end.centre, over)]
    half = (begin + over) / 2
    return [(start.centre, begin), (start.centre, half), (end.centre, half), (end.centre, over)]


def _from_edge(start: Box, end: Box, *, is_up: bool) -> list[Point]:
    """Return the corners of a line from an event on the upper or lower edge of a step."""
    begin = start.top if is_up else start.bottom
    is_away = end.middle < begin - _AWAY if is_up else end.middle > begin + _AWAY
    if is_away and end.left > start.centre:
        return [(start.centre, begin), (start.centre, end.middle), (end.left, end.middle)]
    level = min(begin, end.top) - _AWAY if is_up else max(begin, end.bottom) + _AWAY
    return [
        (start.centre, begin),
        (start.centre, level),
        (end.centre, level),
        (end.centre, end.top if is_up else end.bottom),
    ]
