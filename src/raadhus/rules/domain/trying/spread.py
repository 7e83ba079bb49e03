"""How differences are spread: a few steps of a round width on both sides of nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

_MOST_STEPS = 12
_NOTHING, _PENNY, _WHOLE = Decimal(0), Decimal("0.01"), Decimal(1)
_ROUND = (Decimal(1), Decimal(2), Decimal(5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """
    Differences of one size and sign.

    Above nothing ``least`` < difference <= ``most``; below it ``least`` <= difference < ``most``.
    """

    least: Decimal
    most: Decimal
    count: int


def spread(differences: Iterable[Decimal]) -> tuple[Bin, ...]:
    """Return the differences in at most fourteen steps of 1, 2 or 5 times a power of ten, lowest first, without zeros."""
    found = [difference for difference in differences if difference]
    if not found:
        return ()
    smallest = _WHOLE if all(one == one.to_integral_value() for one in found) else _PENNY
    width = _width(min(*found, _NOTHING), max(*found, _NOTHING), smallest)
    places = Counter(_place(difference, width) for difference in found)
    return tuple(
        Bin(least=_edge(place, width), most=_edge(place, width) + width, count=places[place])
        for place in range(min(places), max(places) + 1)
        if place
    )


def _place(difference: Decimal, width: Decimal) -> int:
    """Return the step: 1, 2 … above nothing, -1, -2 … below."""
    steps = int((abs(difference) / width).to_integral_value(ROUND_CEILING))
    return steps if difference > 0 else -steps


def _edge(place: int, width: Decimal) -> Decimal:
    return (place - 1) * width if place > 0 else place * width


def _width(low: Decimal, high: Decimal, smallest: Decimal) -> Decimal:
    return next(width for width in _widths(smallest) if (high - low) / width <= _MOST_STEPS)


def _widths(smallest: Decimal) -> Iterator[Decimal]:
    power = smallest
    while True:
        yield from (power * step for step in _ROUND)
        power *= 10
