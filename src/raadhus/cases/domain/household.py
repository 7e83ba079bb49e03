"""The household that a means-tested service looks at: adults, children at home, what they earn together."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from raadhus.cases.domain.figures import Figure

_OF_AGE = 18


class Custody(StrEnum):
    """Who a child lives with and belongs to, as the register says."""

    SOLE = "sole"
    JOINT = "joint"
    SHARED_RESIDENCE = "shared_residence"
    NONE = "none"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child of the household."""

    name: str
    birth_date: dt.date
    custody: Custody
    lives_at_home: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Those who live together: ``adults`` are person ids, the applicant first."""

    adults: tuple[UUID, ...]
    children: tuple[Child, ...]

    @property
    def is_single_provider(self) -> bool:
        """Tell whether one adult provides alone."""
        return len(self.adults) == 1

    def children_at_home(self, on: dt.date) -> int:
        """Return how many children under 18 live at home on ``on``."""
        return sum(1 for child in self.children if child.lives_at_home and is_under_age(child.birth_date, on))

    @property
    def has_shared_custody(self) -> bool:
        """Tell whether a child has two homes, so that a person must look."""
        return any(child.custody is Custody.SHARED_RESIDENCE for child in self.children)


def is_under_age(birth_date: dt.date, on: dt.date) -> bool:
    """Tell whether somebody born on ``birth_date`` is under 18 on ``on``; a 29 February counts on 1 March."""
    years = on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))
    return years < _OF_AGE


def monthly_income(figures: Iterable[Figure], adults: tuple[UUID, ...]) -> Decimal | None:
    """
    Return what the adults earn together in a month, unrounded; None when one adult's figure is missing.

    A child's own income does not count.
    """
    by_adult: dict[UUID, Decimal] = {}
    for figure in figures:
        if figure.amount is not None and figure.concerns in adults:
            by_adult[figure.concerns] = by_adult.get(figure.concerns, Decimal(0)) + figure.amount
    return sum(by_adult.values(), Decimal(0)) if len(by_adult) == len(adults) else None
