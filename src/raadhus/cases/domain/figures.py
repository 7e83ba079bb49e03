"""Figures that a decision rests on: whose they are, where they came from, whether that person agreed."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class Source(StrEnum):
    """Where a figure came from."""

    REGISTER = "register"
    CITIZEN = "citizen"
    PARTNER = "partner"
    STAFF = "staff"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    One amount about one person.

    ``key``: the form's or package's stable key. ``amount``: None when nobody knows it.
    ``is_confirmed``: the person it concerns said that it is right. ``is_contested``: that it is wrong.
    """

    key: str
    concerns: UUID
    amount: Decimal | None
    source: Source
    as_of: dt.date | None = None
    is_confirmed: bool = False
    is_contested: bool = False

    def __post_init__(self) -> None:
        if self.is_confirmed and self.is_contested:
            raise ValueError("A figure is confirmed or contested, not both.")


def all_confirmed(figures: Iterable[Figure]) -> bool:
    """Tell whether every figure is known and was confirmed by its person; true without figures."""
    return all(figure.is_confirmed and figure.amount is not None for figure in figures)


def amounts_to_hide(figures: Iterable[Figure], reader: UUID) -> tuple[Decimal, ...]:
    """
    Return every amount that ``reader`` must not learn: others' figures and the totals that give them away.

    Totals are per month and per year: income is asked for by the month and measured by the year.
    """
    known = [figure for figure in figures if figure.amount is not None]
    others = [figure.amount for figure in known if figure.concerns != reader and figure.amount is not None]
    if not others:
        return ()
    total = sum((figure.amount for figure in known if figure.amount is not None), Decimal(0))
    monthly = [*others, sum(others, Decimal(0)), total]
    return tuple(dict.fromkeys(value for amount in monthly for value in (amount, amount * 12)))
