"""Cases grouped by their size: in a few groups of one width, exactly or as a crowd may be told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from raadhus.rules.domain.trying.comparing import Compared, Effect
from raadhus.rules.domain.trying.question import Bands
from raadhus.rules.domain.trying.small_numbers import SMALLEST_TOLD

_NOTHING = Decimal(0)
_MOST_BANDS = 12
Sized = tuple[Decimal, Compared]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """
    Cases of one size, from ``least`` until below ``below``: how many fare how, and what more is paid a month.

    None is no end.
    """

    least: Decimal | None
    below: Decimal | None
    counts: Mapping[Effect, int]
    amount: Decimal


def bands_of(bands: Bands | None, cases: Iterable[Compared]) -> tuple[Band, ...]:
    """Return the cases that have a size in at most twelve groups, the smallest first."""
    sized = _sized(cases)
    if bands is None or not sized:
        return ()
    width = _width(bands, sized[0][0], sized[-1][0])
    return _groups(sized, width, _place(sized[0][0], width), _place(sized[-1][0], width))


def bands_of_crowd(bands: Bands | None, cases: Iterable[Compared]) -> tuple[Band, ...]:
    """Return them in groups of which the outermost have no end, and hold five cases or more each; none of fewer."""
    sized = _sized(cases)
    if bands is None or len(sized) < SMALLEST_TOLD:
        return ()
    low, high = sorted((sized[SMALLEST_TOLD - 1][0], sized[-SMALLEST_TOLD][0]))
    if len(sized) < 2 * SMALLEST_TOLD:
        high = low  # no two groups of five
    width = _width(bands, low, high)
    first, *others = _groups(sized, width, _place(low, width), _place(high, width))
    *inner, last = [first, *others]
    if not others:
        return (Band(least=None, below=None, counts=first.counts, amount=first.amount),)
    return (
        Band(least=None, below=first.below, counts=first.counts, amount=first.amount),
        *inner[1:],
        Band(least=last.least, below=None, counts=last.counts, amount=last.amount),
    )


def _sized(cases: Iterable[Compared]) -> list[Sized]:
    found = [(case.banded, case) for case in cases if case.banded is not None]
    return sorted(found, key=lambda one: one[0])


def _width(bands: Bands, low: Decimal, high: Decimal) -> Decimal:
    width = bands.width
    while _place(high, width) - _place(low, width) >= _MOST_BANDS:
        width *= 2
    return width


def _groups(sized: Sequence[Sized], width: Decimal, lowest: int, highest: int) -> tuple[Band, ...]:
    groups: dict[int, list[Compared]] = {}
    for size, case in sized:
        groups.setdefault(min(max(_place(size, width), lowest), highest), []).append(case)
    return tuple(
        Band(
            least=place * width,
            below=(place + 1) * width,
            counts=Counter(case.effect for case in groups.get(place, ())),
            amount=sum((case.amount_change or _NOTHING for case in groups.get(place, ())), _NOTHING),
        )
        for place in range(lowest, highest + 1)
    )


def _place(size: Decimal, width: Decimal) -> int:
    return int((size / width).to_integral_value(ROUND_FLOOR))
