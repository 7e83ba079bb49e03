"""Where on the line of numbers a value may lie, as far as that is known without computing it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from raadhus.rules.domain.feel.decimals import CONTEXT

ZERO = Decimal(0)
# An end of a span: where, and whether the end itself belongs to it. None: no end.
End = tuple[Decimal, bool] | None


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high`; `whole`: without fractions; `not_zero`: zero is left out."""

    low: End = None
    high: End = None
    whole: bool = False
    not_zero: bool = False

    def holds(self, number: Decimal) -> bool:
        """Say whether the number may be the value."""
        if self.low is not None and not (number > self.low[0] or (self.low[1] and number == self.low[0])):
            return False
        if self.high is not None and not (number < self.high[0] or (self.high[1] and number == self.high[0])):
            return False
        if self.not_zero and not number:
            return False
        return not self.whole or number == number.to_integral_value()

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The ends there are."""
        return tuple(end[0] for end in (self.low, self.high) if end is not None)

    @property
    def is_positive(self) -> bool:
        """Whether every value is more than zero."""
        return self.low is not None and self.low[0] >= 0 and not self.holds(ZERO)

    @property
    def is_negative(self) -> bool:
        """Whether every value is less than zero."""
        return self.high is not None and self.high[0] <= 0 and not self.holds(ZERO)


ALL = Span()
WHOLE = Span(whole=True)
COUNT = Span((ZERO, True), None, whole=True)


def between(low: int, high: int) -> Span:
    """Return the whole numbers from one to another."""
    return Span((Decimal(low), True), (Decimal(high), True), whole=True)


def point(number: Decimal) -> Span:
    """Return the span of one number."""
    return Span((number, True), (number, True), number == number.to_integral_value())


def cover(left: Span, right: Span) -> Span:
    """Return a span that holds both."""
    return Span(
        _outer(left.low, right.low, lambda a, b: a < b),
        _outer(left.high, right.high, lambda a, b: a > b),
        left.whole and right.whole,
        not left.holds(ZERO) and not right.holds(ZERO),
    )


def _outer(left: End, right: End, is_further: Callable[[Decimal, Decimal], bool]) -> End:
    if left is None or right is None:
        return None
    if left[0] == right[0]:
        return left[0], left[1] or right[1]
    return left if is_further(left[0], right[0]) else right


def narrowed(left: Span, right: Span) -> Span:
    """Return the span of what lies in both."""
    return Span(
        _inner(left.low, right.low, lambda a, b: a > b),
        _inner(left.high, right.high, lambda a, b: a < b),
        left.whole or right.whole,
        left.not_zero or right.not_zero,
    )


def _inner(left: End, right: End, is_further: Callable[[Decimal, Decimal], bool]) -> End:
    if left is None or right is None:
        return left or right
    if left[0] == right[0]:
        return left[0], left[1] and right[1]
    return left if is_further(left[0], right[0]) else right


def negated(span: Span) -> Span:
    """Return the span of the negatives."""
    low, high = (None if end is None else (-end[0], end[1]) for end in (span.low, span.high))
    return Span(high, low, span.whole, span.not_zero)


def added(left: Span, right: Span) -> Span:
    """Return the span of the sums."""
    whole = left.whole and right.whole
    return Span(_sum(left.low, right.low), _sum(left.high, right.high), whole)


def _sum(left: End, right: End) -> End:
    if left is None or right is None:
        return None
    try:
        return CONTEXT.add(left[0], right[0]), left[1] and right[1]
    except DecimalException:
        return None


def multiplied(left: Span, right: Span) -> Span:
    """Return the span of the products, as far as their sign goes."""
    not_zero = not left.holds(ZERO) and not right.holds(ZERO)
    whole = left.whole and right.whole
    if _is_at_least_zero(left) and _is_at_least_zero(right):
        return Span((ZERO, not not_zero), None, whole, not_zero)
    return Span(None, None, whole, not_zero)


def _is_at_least_zero(span: Span) -> bool:
    return span.low is not None and span.low[0] >= 0


def smaller(left: Span, right: Span) -> Span:
    """Return the span of the smaller of two."""
    return Span(
        _outer(left.low, right.low, lambda a, b: a < b),
        _inner(left.high, right.high, lambda a, b: a < b),
        left.whole and right.whole,
    )


def larger(left: Span, right: Span) -> Span:
    """Return the span of the larger of two."""
    return negated(smaller(negated(left), negated(right)))


def rounded(span: Span) -> Span:
    """Return the span of the whole numbers next to it, on either side."""
    low, high = span.low, span.high
    return Span(
        None if low is None else (low[0].to_integral_value("ROUND_FLOOR"), True),
        None if high is None else (high[0].to_integral_value("ROUND_CEILING"), True),
        whole=True,
    )
