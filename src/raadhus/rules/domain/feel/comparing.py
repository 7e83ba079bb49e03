"""Equality, order and membership of FEEL values, with null where two values cannot be compared."""

from collections.abc import Callable
from decimal import Decimal

from raadhus.rules.domain.feel.temporal import DAY_SECONDS, NANOS, DateTime, Time
from raadhus.rules.domain.feel.values import COMPARABLE, FeelFunction, Range, Value

_DIRECT = frozenset({Decimal, str, bool})


def equals(left: Value, right: Value) -> bool | None:
    """Answer `left = right`; null when the kinds differ (null itself differs from everything else)."""
    if left is None or right is None:
        return left is right
    kind = type(left)
    if kind is not type(right):
        both_functions = isinstance(left, FeelFunction) and isinstance(right, FeelFunction)
        return False if both_functions else None
    if kind in _DIRECT:
        return bool(left == right)
    return _EQUALITIES.get(kind, _other_equality)(left, right)


def _other_equality(left: Value, right: Value) -> bool:
    return left.same_as(right) if isinstance(left, FeelFunction) else bool(left == right)


def _equal_lists(left: list[Value], right: list[Value]) -> bool | None:
    if len(left) != len(right):
        return False
    return _all_equal(list(zip(left, right, strict=True)))


def _equal_contexts(left: dict[str, Value], right: dict[str, Value]) -> bool | None:
    if left.keys() != right.keys():
        return False
    return _all_equal([(value, right[key]) for key, value in left.items()])


def _all_equal(pairs: list[tuple[Value, Value]]) -> bool | None:
    answers = [equals(left, right) for left, right in pairs]
    if False in answers:
        return False
    return None if None in answers else True


def _equal_ranges(left: Range, right: Range) -> bool | None:
    shapes = [(side.low_included, side.high_included, side.sign) for side in (left, right)]
    if shapes[0] != shapes[1]:
        return False
    return _all_equal([(left.low, right.low), (left.high, right.high)])


def _equal_times(left: Time, right: Time) -> bool:
    if (left.offset is None) is not (right.offset is None):
        return False
    if left.offset is None and left.zone != right.zone:
        return False
    return _time_key(left) == _time_key(right)


def _equal_date_times(left: DateTime, right: DateTime) -> bool:
    if (left.offset() is None) is not (right.offset() is None):
        return False
    return left.instant() // NANOS == right.instant() // NANOS


def _time_key(value: Time) -> int:
    """Return whole seconds: the value of a time in DMN 1.5 clause 10.3.2.3.5 has no fraction."""
    return value.nanos() // NANOS - (value.offset or 0)


_EQUALITIES: dict[type, Callable[[Value, Value], bool | None]] = {
    list: _equal_lists,
    dict: _equal_contexts,
    Range: _equal_ranges,
    Time: _equal_times,
    DateTime: _equal_date_times,
}


def less(left: Value, right: Value) -> bool | None:
    """Answer `left < right`; null when the two have no order."""
    kind = type(left)
    if kind is not type(right) or kind not in COMPARABLE:
        return None
    if kind is Time:
        return _earlier(left, right, left.offset, right.offset)
    if kind is DateTime:
        return _earlier(left, right, left.offset(), right.offset())
    return bool(left < right)


def _earlier(
    left: Time | DateTime, right: Time | DateTime, left_offset: int | None, right_offset: int | None
) -> bool:
    """Compare whole seconds; a value without an offset has the other's (DMN 1.5 clause 10.3.2.15)."""
    shift = 0 if left_offset is None or right_offset is None else left_offset - right_offset
    return _local_seconds(left) - shift < _local_seconds(right)


def _local_seconds(value: Time | DateTime) -> int:
    if isinstance(value, Time):
        return value.nanos() // NANOS
    return value.date.day_number() * DAY_SECONDS + value.time.nanos() // NANOS


def less_or_equal(left: Value, right: Value) -> bool | None:
    """Answer `left <= right`, which is `left < right or left = right`; null when the two have no order."""
    if type(left) is Time or type(left) is DateTime:
        answer = less(left, right)
        return equals(left, right) if answer is False else answer
    answer = less(right, left)
    return None if answer is None else not answer


def greater(left: Value, right: Value) -> bool | None:
    """Answer `left > right`; null when the two have no order."""
    return less(right, left)


def greater_or_equal(left: Value, right: Value) -> bool | None:
    """Answer `left >= right`; null when the two have no order."""
    return less_or_equal(right, left)


def differs(left: Value, right: Value) -> bool | None:
    """Answer `left != right`."""
    answer = equals(left, right)
    return None if answer is None else not answer


COMPARISONS = {
    "=": equals,
    "!=": differs,
    "<": less,
    "<=": less_or_equal,
    ">": greater,
    ">=": greater_or_equal,
}


def range_contains(interval: Range, value: Value) -> bool | None:
    """Say whether the value lies in the interval; null when it cannot be compared with its ends."""
    if interval.sign == "!=":
        return differs(value, interval.low)
    above: bool | None = True
    below: bool | None = True
    if interval.low is not None:
        above = (less_or_equal if interval.low_included else less)(interval.low, value)
    if interval.high is not None:
        below = (less_or_equal if interval.high_included else less)(value, interval.high)
    if interval.low is None and interval.high is None:
        return None
    if above is False or below is False:
        return False
    return None if above is None or below is None else True


def member_of(value: Value, wanted: Value) -> bool | None:
    """Answer `value in wanted`: in the range, in the list (or in a range of it), or equal."""
    if type(wanted) is Range:
        inside = range_contains(wanted, value)
        return equals(value, wanted) if inside is None and type(value) is Range else inside
    if type(wanted) is list:
        if any(_hit(value, item) for item in wanted):
            return True
        return type(value) is list and equals(value, wanted) is True
    return equals(value, wanted)


def _hit(value: Value, item: Value) -> bool:
    if type(item) is Range and type(value) is not Range:
        return range_contains(item, value) is True
    return equals(value, item) is True


def ordered(low: Value, high: Value) -> bool:
    """Say whether the two may be the ends of a range, the lower first."""
    return less_or_equal(low, high) is True
