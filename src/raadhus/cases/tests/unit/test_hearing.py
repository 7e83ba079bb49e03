"""A decision below what was asked waits for a hearing unless everybody confirmed their own figures."""

import uuid
from decimal import Decimal

import pytest

from raadhus.cases.domain.figures import Figure, Source
from raadhus.cases.domain.hearing import must_be_heard

ANNE, BO = uuid.uuid4(), uuid.uuid4()


def figure(of, *, confirmed=True, amount="20000"):
    return Figure(
        key="income.monthly",
        concerns=of,
        amount=None if amount is None else Decimal(amount),
        source=Source.REGISTER,
        is_confirmed=confirmed,
        is_missing=amount is None,
    )


@pytest.mark.parametrize("percent", ["0", "1", "55", "99"])
def test_below_full_with_every_figure_confirmed_is_decided_at_once(percent):
    assert not must_be_heard(Decimal(percent), [figure(ANNE), figure(BO)])


@pytest.mark.parametrize("percent", ["0", "1", "55", "99"])
def test_below_full_with_one_figure_unconfirmed_is_heard_first(percent):
    assert must_be_heard(Decimal(percent), [figure(ANNE), figure(BO, confirmed=False)])


def test_full_subsidy_needs_no_hearing_whatever_was_confirmed():
    assert not must_be_heard(Decimal(100), [figure(ANNE, confirmed=False)])


def test_an_unknown_amount_counts_as_not_confirmed():
    assert must_be_heard(Decimal(40), [figure(ANNE, amount=None)])


def test_a_figure_is_not_confirmed_and_contested_at_once():
    with pytest.raises(ValueError, match="not both"):
        Figure(
            key="x", concerns=ANNE, amount=None, source=Source.CITIZEN, is_confirmed=True, is_contested=True
        )


def test_a_figure_keeps_its_ore_on_its_way_through_json():
    before = figure(ANNE, amount="23456.78")

    assert Figure.from_json(before.to_json()) == before
