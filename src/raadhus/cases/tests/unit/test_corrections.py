"""Which figures a caseworker may put right, and what then counts."""

import dataclasses
import datetime as dt
from decimal import Decimal
from uuid import UUID

import pytest

from raadhus.cases.domain.corrections import Corrected, may_be_corrected, with_corrections
from raadhus.cases.domain.figures import INCOME, Figure, Source

ANNE, BO = UUID(int=1), UUID(int=2)
DAY = dt.date(2024, 11, 5)
REGISTER = Figure(
    key=INCOME, concerns=ANNE, amount=Decimal("21000.00"), source=Source.REGISTER, is_confirmed=True
)
CONTESTED = Figure(
    key=INCOME, concerns=ANNE, amount=Decimal("12000.00"), source=Source.CITIZEN, is_contested=True
)
MISSING = Figure(key=INCOME, concerns=ANNE, amount=None, source=Source.REGISTER, is_missing=True)


def corrected(amount, concerns=ANNE):
    return Corrected(key=INCOME, concerns=concerns, amount=Decimal(amount), on=DAY)


@pytest.mark.parametrize(
    ("figure", "is_appeal", "expected"),
    [
        (CONTESTED, False, True),
        (MISSING, False, True),
        (REGISTER, False, False),
        (REGISTER, True, True),
        (dataclasses.replace(REGISTER, is_confirmed=False), False, True),
        (dataclasses.replace(REGISTER, amount=None), True, False),
    ],
)
def test_what_is_confirmed_stands_unless_it_was_appealed(figure, is_appeal, expected):
    assert may_be_corrected(figure, is_appeal=is_appeal) is expected


def test_the_newest_correction_counts_and_is_a_caseworkers():
    (figure,) = with_corrections([CONTESTED], [corrected("15000"), corrected("14000")])

    assert (figure.amount, figure.source, figure.as_of) == (Decimal(14000), Source.STAFF, DAY)
    assert not figure.is_contested


def test_an_amount_its_person_told_is_known_to_them_and_any_other_is_news():
    (theirs,) = with_corrections([CONTESTED], [corrected("12000.00")])
    (ours,) = with_corrections([CONTESTED], [corrected("21000.00")])

    assert (theirs.is_confirmed, ours.is_confirmed) == (True, False)


def test_going_back_to_what_the_register_said_confirms_nothing():
    (figure,) = with_corrections([REGISTER], [corrected("21000.00")])

    assert not figure.is_confirmed


def test_a_figure_nobody_had_told_is_added():
    figures = with_corrections([REGISTER], [corrected("18000", concerns=BO)])

    assert [figure.concerns for figure in figures] == [ANNE, BO]
