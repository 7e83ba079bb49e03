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


def _not(answer: Answer) -> Answer:
    return None if answer is None else not answer


def _point(value: Value) -> Range:
    return value if isinstance(value, Range) else Range(value, value, True, True)


def _starts_below(first: Range, second: Range) -> Answer:
    """Compare the lower ends; a range without one begins below all others."""
    if first.low is None or second.low is None:
        return second.low is not None
    return less(first.low, second.low)


def _ends_below(first: Range, second: Range) -> Answer:
    """Compare the upper ends; a range without one ends above all others."""
    if first.high is None or second.high is None:
        return first.high is not None
    return less(first.high, second.high)


def _leaves(first: Range, second: Range) -> Answer:
    """Say whether the first ends below the beginning of the second."""
    return False if first.high is None or second.low is None else less(first.high, second.low)


def _touches(first: Range, second: Range) -> Answer:
    """Say whether the first ends with the point that the second begins with."""
    return False if first.high is None or second.low is None else equals(first.high, second.low)


@built_in(
    "before(point1: any, point2: any)",
    "before(range1: any, range2: any)",
    "before(point: any, range: any)",
    "before(range: any, point: any)",
)
def before(first: Value, second: Value) -> Answer:
    """Say whether all of the first lies before all of the second."""
    left, right = _point(first), _point(second)
    apart = not (left.high_included and right.low_included)
    return _any(_leaves(left, right), _all(apart, _touches(left, right)))


@built_in(
    "after(point1: any, point2: any)",
    "after(range1: any, range2: any)",
    "after(point: any, range: any)",
    "after(range: any, point: any)",
)
def after(first: Value, second: Value) -> Answer:
    """Say whether all of the first lies after all of the second."""
    return before(second, first)


@built_in("meets(range1: range, range2: range)")
def meets(first: Range, second: Range) -> Answer:
    """Say whether the first ends where the second begins, both with that point."""
    return _all(first.high_included, second.low_included, _touches(first, second))


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
    return _not(before(first, second))


def _starts_earlier(first: Range, second: Range) -> Answer:
    sooner = first.low_included and not second.low_included
    return _any(_starts_below(first, second), _all(sooner, equals(first.low, second.low)))


def _starts_inside(first: Range, second: Range) -> Answer:
    return _not(_starts_earlier(first, second))


def _ends_inside(first: Range, second: Range) -> Answer:
    within = second.high_included or not first.high_included
    return _any(_ends_below(first, second), _all(within, equals(first.high, second.high)))


@built_in("overlaps before(range1: range, range2: range)")
def overlaps_before(first: Range, second: Range) -> Answer:
    """Say whether the first begins earlier, and ends in the second."""
    return _all(_starts_earlier(first, second), _reaches(first, second), _ends_inside(first, second))


@built_in("overlaps after(range1: range, range2: range)")
def overlaps_after(first: Range, second: Range) -> Answer:
    """Say whether the first begins in the second and ends later."""
    return overlaps_before(second, first)


def _same_end(first: Range, second: Range) -> Answer:
    return _all(equals(first.high, second.high), first.high_included is second.high_included)


def _same_start(first: Range, second: Range) -> Answer:
    return _all(equals(first.low, second.low), first.low_included is second.low_included)


def _within(inner: Range, outer: Range) -> Answer:
    return _all(_starts_inside(inner, outer), _ends_inside(inner, outer))


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


@built_in("range(from: string)", is_timed=True)
def range_from(text: str) -> Range | None:
    """Read a range whose ends are literals."""
    return parse_range(text)
