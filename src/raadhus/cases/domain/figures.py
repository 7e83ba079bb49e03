"""Figures that a decision rests on: whose they are, where they came from, whether that person agreed."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

INCOME = "income.monthly"  # the form's key of somebody's own income a month before tax


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

    ``key``: the form's stable key. ``amount``: None for a fact that is no amount. ``is_missing``: nobody knows it.
    ``is_confirmed``: the person it concerns said that it is right. ``is_contested``: that it is wrong.
    """

    key: str
    concerns: UUID
    amount: Decimal | None
    source: Source
    as_of: dt.date | None = None
    is_confirmed: bool = False
    is_contested: bool = False
    is_missing: bool = False

    def __post_init__(self) -> None:
        if self.is_confirmed and self.is_contested:
            raise ValueError("A figure is confirmed or contested, not both.")
        if self.is_missing and self.amount is not None:
            raise ValueError("A figure that is missing has no amount.")

    def to_json(self) -> dict[str, Any]:
        """Return all parts as JSON values."""
        return {
            "key": self.key,
            "concerns": str(self.concerns),
            "amount": None if self.amount is None else str(self.amount),
            "source": str(self.source),
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "is_confirmed": self.is_confirmed,
            "is_contested": self.is_contested,
            "is_missing": self.is_missing,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the figure that ``to_json`` wrote."""
        return cls(
            key=data["key"],
            concerns=UUID(data["concerns"]),
            amount=None if data["amount"] is None else Decimal(data["amount"]),
            source=Source(data["source"]),
            as_of=dt.date.fromisoformat(data["as_of"]) if data["as_of"] else None,
            is_confirmed=data["is_confirmed"],
            is_contested=data["is_contested"],
            is_missing=data["is_missing"],
        )


def all_confirmed(figures: Iterable[Figure]) -> bool:
    """Tell whether every figure is known and was confirmed by its person; true without figures."""
    return all(figure.is_confirmed and not figure.is_missing for figure in figures)


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
