"""Who counts in a household, and what they earn together."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from raadhus.cases.domain.figures import Figure, Source
from raadhus.cases.domain.household import Child, Custody, Household, is_under_age, monthly_income

ANNE, BO, KID = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()


def child(born, *, custody=Custody.JOINT, at_home=True):
    return Child(name="Ib", birth_date=born, custody=custody, lives_at_home=at_home)


def figure(of, amount):
    return Figure(
        key="income.monthly",
        concerns=of,
        amount=None if amount is None else Decimal(amount),
        source=Source.REGISTER,
    )


@pytest.mark.parametrize(
    ("born", "on", "under_age"),
    [
        (dt.date(2006, 5, 2), dt.date(2024, 5, 1), True),
        (dt.date(2006, 5, 2), dt.date(2024, 5, 2), False),
        (dt.date(2004, 2, 29), dt.date(2022, 2, 28), True),
        (dt.date(2004, 2, 29), dt.date(2022, 3, 1), False),
    ],
)
def test_one_comes_of_age_on_the_eighteenth_birthday(born, on, under_age):
    assert is_under_age(born, on) is under_age


def test_only_children_under_18_at_home_count():
    household = Household(
        adults=(ANNE,),
        children=(
            child(dt.date(2020, 1, 1)),
            child(dt.date(2019, 1, 1), at_home=False),
            child(dt.date(2000, 1, 1)),
        ),
    )

    assert household.children_at_home(dt.date(2024, 6, 1)) == 1
    assert household.is_single_provider


def test_a_child_with_two_homes_is_seen():
    household = Household(
        adults=(ANNE, BO), children=(child(dt.date(2020, 1, 1), custody=Custody.SHARED_RESIDENCE),)
    )

    assert household.has_shared_custody
    assert not household.is_single_provider


def test_a_couple_earns_together_unrounded_and_a_child_does_not_count():
    figures = [figure(ANNE, "10000.49"), figure(BO, "0.01"), figure(KID, "900")]

    assert monthly_income(figures, (ANNE, BO)) == Decimal("10000.50")


def test_a_missing_figure_makes_the_income_unknown():
    assert monthly_income([figure(ANNE, "10000"), figure(BO, None)], (ANNE, BO)) is None
    assert monthly_income([figure(ANNE, "10000")], (ANNE, BO)) is None
