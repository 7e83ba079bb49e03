"""How points and ranges lie to one another (DMN 1.5 clause 10.3.4.11), and ranges read from text."""

from raadhus.rules.domain.feel.builtins.registry import built_in
from raadhus.rules.domain.feel.comparing import equals, less, range_contains
from raadhus.rules.domain.feel.range_text import parse_range
from raadhus.rules.domain.feel.values import Range, Value

Answer = bool | None


def _all(*answers: Answer) -> Answer:
    if False in answers:
        return False
    return None if None in answers else True


def _any(*answers: Answer) -> Answer:
    if True in answers:
        return True
    return None if None in answers else False


def _point(value: Value) -> Range:
    return value if isinstance(value, Range) else Range(value, value, True, True)


@built_in(
    "before(point1: any, point2: any)", "before(range1: any, range2: any)", "before(point: any, range: any)"
)
@built_in("before(range: any, point: any)")
def before(first: Value, second: Value) -> Answer:
    """Say whether all of the first lies before all of the second."""
    left, right = _point(first), _point(second)
    touching = left.high_included and right.low_included
    return _any(
        less(left.high, right.low),
        _all(equals(left.high, right.low), not touching) if less(left.high, right.low) is not None else None,
    )


@built_in(
    "after(point1: any, point2: any)", "after(range1: any, range2: any)", "after(point: any, range: any)"
)
@built_in("after(range: any, point: any)")
def after(first: Value, second: Value) -> Answer:
    """Say whether all of the first lies after all of the second."""
    return before(second, first)


@built_in("meets(range1: range, range2: range)")
def meets(first: Range, second: Range) -> Answer:
    """Say whether the first ends where the second begins, both with that point."""
    return _all(first.high_included, second.low_included, equals(first.high, second.low))


@built_in("met by(range1: range, range2: range)")
def met_by(first: Range, second: Range) -> Answer:
    """Say whether the second meets the first."""
    return meets(second, first)


@built_in("overlaps(range1: range, range2: range)")
def overlaps(first: Range, second: Range) -> Answer:
    """Say whether the two share a point."""
    return _all(_reaches(first, second), _reaches(second, first))


def _reaches(first: Range, second: Range) -> Answer:
    """Say whether the first ends not before the second begins."""
    return _any(
        less(second.low, first.high),
        _all(equals(second.low, first.high), first.high_included and second.low_included),
    )


def _starts_earlier(first: Range, second: Range) -> Answer:
    return _any(
        less(first.low, second.low),
        _all(equals(first.low, second.low), first.low_included and not second.low_included),
    )


@built_in("overlaps before(range1: range, range2: range)")
def overlaps_before(first: Range, second: Range) -> Answer:
    """Say whether the first begins earlier, and ends in the second."""
    ends_in = _any(
        less(first.high, second.high),
        _all(equals(first.high, second.high), not first.high_included or second.high_included),
    )
    return _all(_starts_earlier(first, second), _reaches(first, second), ends_in)


@built_in("overlaps after(range1: range, range2: range)")
def overlaps_after(first: Range, second: Range) -> Answer:
    """Say whether the first begins in the second and ends later."""
    return overlaps_before(second, first)


def _same_end(first: Range, second: Range) -> Answer:
    return _all(equals(first.high, second.high), first.high_included is second.high_included)


def _same_start(first: Range, second: Range) -> Answer:
    return _all(equals(first.low, second.low), first.low_included is second.low_included)


def _within(inner: Range, outer: Range) -> Answer:
    starts = _any(
        less(outer.low, inner.low),
        _all(equals(outer.low, inner.low), outer.low_included or not inner.low_included),
    )
    ends = _any(
        less(inner.high, outer.high),
        _all(equals(outer.high, inner.high), outer.high_included or not inner.high_included),
    )
    return _all(starts, ends)


@built_in("finishes(point: any, range: range)", "finishes(range1: any, range2: range)")
def finishes(first: Value, second: Range) -> Answer:
    """Say whether the first lies at the end of the second."""
    if not isinstance(first, Range):
        return _all(second.high_included, equals(first, second.high))
    return _all(_same_end(first, second), _within(first, second))


@built_in("finished by(range: range, point: any)", "finished by(range1: range, range2: any)")
def finished_by(first: Range, second: Value) -> Answer:
    """Say whether the second finishes the first."""
    return finishes(second, first)


@built_in("includes(range: range, point: any)", "includes(range1: range, range2: any)")
def includes(first: Range, second: Value) -> Answer:
    """Say whether all of the second lies in the first."""
    return _within(second, first) if isinstance(second, Range) else range_contains(first, second)


@built_in("during(point: any, range: range)", "during(range1: any, range2: range)")
def during(first: Value, second: Range) -> Answer:
    """Say whether the second includes the first."""
    return includes(second, first)


@built_in("starts(point: any, range: range)", "starts(range1: any, range2: range)")
def starts(first: Value, second: Range) -> Answer:
    """Say whether the first lies at the beginning of the second."""
    if not isinstance(first, Range):
        return _all(second.low_included, equals(first, second.low))
    return _all(_same_start(first, second), _within(first, second))


@built_in("started by(range: range, point: any)", "started by(range1: range, range2: any)")
def started_by(first: Range, second: Value) -> Answer:
    """Say whether the second starts the first."""
    return starts(second, first)


@built_in("coincides(point1: any, point2: any)", "coincides(range1: any, range2: any)")
def coincides(first: Value, second: Value) -> Answer:
    """Say whether the two are the same."""
    if isinstance(first, Range) and isinstance(second, Range):
        return _all(_same_start(first, second), _same_end(first, second))
    return None if isinstance(first, Range) or isinstance(second, Range) else equals(first, second)


@built_in("range(from: string)")
def range_from(text: str) -> Range | None:
    """Read a range whose ends are literals."""
    return parse_range(text)
