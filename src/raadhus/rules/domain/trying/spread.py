"""How differences are spread: a few steps of a round width on both sides of nothing, exactly or as a crowd may be told."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from raadhus.rules.domain.trying.small_numbers import SMALLEST_TOLD

_MOST_STEPS = 12
_NOTHING, _PENNY, _WHOLE = Decimal(0), Decimal("0.01"), Decimal(1)
_ROUND = (Decimal(1), Decimal(2), Decimal(5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """
    Differences of one size and sign.

    Above nothing ``least`` < difference <= ``most``; below it ``least`` <= difference < ``most``. None is no end.
    """

    least: Decimal | None
    most: Decimal | None
    count: int

    @property
    def is_more(self) -> bool:
        """Tell whether the differences are above nothing."""
        return self.most is None or self.most > 0


def spread(differences: Iterable[Decimal]) -> tuple[Bin, ...]:
    """Return the differences in at most fourteen steps of 1, 2 or 5 times a power of ten, lowest first, without zeros."""
    found = [difference for difference in differences if difference]
    if not found:
        return ()
    width = _width(min(*found, _NOTHING), max(*found, _NOTHING), _smallest(found))
    return _bins(Counter(_place(difference, width) for difference in found), width)


def spread_of_crowd(differences: Iterable[Decimal]) -> tuple[Bin, ...]:
    """
    Return the differences in steps of which the outermost have no end, and hold five differences or more each.

    Where they begin depends on the fifth largest: the four beyond it may be as large as they like. A sign that fewer have
    is one step.
    """
    found = sorted(difference for difference in differences if difference)
    less = [one for one in found if one < 0]
    more = [one for one in reversed(found) if one > 0]
    low, high = (side[SMALLEST_TOLD - 1] if len(side) >= SMALLEST_TOLD else _NOTHING for side in (less, more))
    if not found:
        return ()
    width = _width(low, high, _smallest(found))
    lowest, highest = min(_place(low, width), -1), max(_place(high, width), 1)
    places = Counter(min(max(_place(difference, width), lowest), highest) for difference in found)
    return tuple(
        dataclasses.replace(
            one,
            least=None if one.least is not None and one.least <= lowest * width else one.least,
            most=None if one.most is not None and one.most >= highest * width else one.most,
        )
        for one in _bins(places, width)
    )


def _smallest(differences: Iterable[Decimal]) -> Decimal:
    return _WHOLE if all(one == one.to_integral_value() for one in differences) else _PENNY


def _bins(places: Counter[int], width: Decimal) -> tuple[Bin, ...]:
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
