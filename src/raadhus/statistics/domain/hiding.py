"""
Which numbers of a published table are told: none so small that it tells of somebody, and none that would give one away.

A number from 1 to 4 is hidden. Who knows the total could take what is told from it, so other parts are hidden with it,
the smallest first, until at least two are and they make at least five each on average; where that cannot be, all is
hidden. Nothing is told of why a part is hidden. Source: complementary suppression, as in official statistics
(Hundepool and others, "Statistical Disclosure Control", 2012, chapter 4).
"""

import dataclasses
from collections.abc import Mapping

from raadhus.statistics.domain.contacts import SMALLEST_TOLD

_FEWEST_HIDDEN = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What is told of a total and of the parts it is divided into, once or in several ways; None is hidden, not nothing."""

    total: int | None
    parts: Mapping[str, int | None]


def told_of(*divisions: Mapping[str, int]) -> Told:
    """Return what is told of divisions of the same things. Each is of other names. Raises: ValueError for unequal totals."""
    totals = {sum(parts.values()) for parts in divisions}
    if len(totals) != 1:
        raise ValueError("What is divided in several ways has one total.")
    (total,) = totals
    hidden: set[str] = set()
    is_total_told = not 0 < total < SMALLEST_TOLD
    for parts in divisions:
        chosen = _hidden_in(parts)
        if chosen is None:
            is_total_told = False
        else:
            hidden |= chosen
    if not is_total_told:
        hidden = {name for parts in divisions for name, number in parts.items() if number}
    return Told(
        total=total if is_total_told else None,
        parts={
            name: None if name in hidden else number for parts in divisions for name, number in parts.items()
        },
    )


def _hidden_in(parts: Mapping[str, int]) -> set[str] | None:
    """Return the names whose numbers are hidden while the total is told; None where that would give one away."""
    rising = sorted((number, name) for name, number in parts.items() if number)
    if not rising or rising[0][0] >= SMALLEST_TOLD:
        return set()
    hidden: set[str] = set()
    together = 0
    for number, name in rising:
        if (
            number >= SMALLEST_TOLD
            and len(hidden) >= _FEWEST_HIDDEN
            and together >= SMALLEST_TOLD * len(hidden)
        ):
            return hidden
        hidden.add(name)
        together += number
    is_safe = len(hidden) >= _FEWEST_HIDDEN and together >= SMALLEST_TOLD * len(hidden)
    return hidden if is_safe else None
