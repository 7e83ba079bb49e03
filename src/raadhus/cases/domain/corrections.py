"""Figures that a caseworker put right: which may be, and what then counts."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from raadhus.cases.domain.figures import Figure, Source

_TOLD_BY_A_PERSON = frozenset({Source.CITIZEN, Source.PARTNER})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a caseworker found a figure to be, on a local day."""

    key: str
    concerns: UUID
    amount: Decimal
    on: dt.date


def may_be_corrected(figure: Figure, *, is_appeal: bool) -> bool:
    """
    Tell whether a caseworker may put an amount in the place of this one.

    What its person has confirmed stands, unless the decision on it was appealed.
    """
    is_amount = figure.amount is not None or figure.is_missing
    return is_amount and (is_appeal or not figure.is_confirmed)


def with_corrections(figures: Iterable[Figure], corrections: Iterable[Corrected]) -> tuple[Figure, ...]:
    """
    Return the figures as they stand after ``corrections`` (oldest first); the newest of each counts.

    An amount that is what its person told is confirmed by that; any other is news to them, so they must be heard
    before it is used against them. Source: forvaltningsloven (Denmark) § 19.
    """
    told = {(figure.key, figure.concerns): figure for figure in figures}
    found = dict(told)
    for one in corrections:
        before = told.get((one.key, one.concerns))
        found[one.key, one.concerns] = Figure(
            key=one.key,
            concerns=one.concerns,
            amount=one.amount,
            source=Source.STAFF,
            as_of=one.on,
            is_confirmed=before is not None
            and before.source in _TOLD_BY_A_PERSON
            and before.amount == one.amount,
        )
    return tuple(found.values())
