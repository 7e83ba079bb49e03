"""When somebody must be heard before a decision is made."""

from collections.abc import Iterable
from decimal import Decimal

from raadhus.cases.domain.figures import Figure, all_confirmed

FULL = Decimal(100)


def is_below_what_was_asked(percent: Decimal, asked: Decimal = FULL) -> bool:
    """Tell whether less is granted than was asked for, both in per cent of full subsidy."""
    return percent < asked


def must_be_heard(percent: Decimal, figures: Iterable[Figure], asked: Decimal = FULL) -> bool:
    """
    Tell whether a hearing comes before a decision on ``percent``.

    A decision below what was asked is made at once only when every figure was confirmed by its person.
    Source: forvaltningsloven (Denmark) § 19; forvaltningsloven (Norway) §§ 16 and 17.
    """
    return is_below_what_was_asked(percent, asked) and not all_confirmed(figures)
