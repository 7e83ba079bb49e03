"""Hides counts so small that they point at somebody, and one more where the hidden one could be worked out."""

from collections.abc import Mapping
from typing import TypeVar

SMALLEST_TOLD = 5
"""A count from 1 up to below this is hidden. Source: official statistics on persons."""

K = TypeVar("K")


def hide_small(counts: Mapping[K, int]) -> dict[K, int | None]:
    """
    Return the counts of a whole whose sum is told, None for each that is hidden.

    A single hidden count is what is missing from the sum: the next smallest is hidden with it.
    """
    hidden = {key for key, count in counts.items() if 0 < count < SMALLEST_TOLD}
    if len(hidden) == 1:
        others = [
            (count, index, key)
            for index, (key, count) in enumerate(counts.items())
            if count and key not in hidden
        ]
        hidden |= {min(others, key=lambda other: other[:2])[2]} if others else set()
    return {key: None if key in hidden else count for key, count in counts.items()}
