"""Shares follow from counts, exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.statistics.domain.contacts import HIDDEN, SMALLEST_TOLD, Channel, Number, Share, digital_share

TRANSACTIONS = st.dictionaries(
    st.sampled_from(Channel),
    st.builds(Number, told=st.integers(min_value=0, max_value=10**9), hidden=st.integers(0, 3)),
)


def told(number: int) -> Number:
    return Number(told=number)


def test_only_transactions_on_digital_channels_are_digital() -> None:
    counts = [(Channel.SELF_SERVICE, told(3)), (Channel.PHONE, told(1)), (Channel.WEB, told(0))]

    assert digital_share(counts) == Share(part=told(3), others=told(1))


@pytest.mark.parametrize(("part", "whole", "shown"), [(0, 5, 0), (159, 200, 80), (1, 3, 33), (5, 5, 100)])
def test_a_share_is_rounded_half_up(part: int, whole: int, shown: int) -> None:
    assert Share(part=told(part), others=told(whole - part)).per_cent == shown


def test_nothing_counted_is_no_share() -> None:
    assert digital_share([]).is_of_nothing
    assert digital_share([]).per_cent is None


def test_a_share_that_depends_on_what_is_hidden_is_not_told() -> None:
    march = digital_share(
        [(Channel.SELF_SERVICE, told(37)), (Channel.PHONE, HIDDEN), (Channel.LETTER, HIDDEN)]
    )

    assert march.per_cent is None, "between 82 and 95 %"
    assert not march.is_of_nothing


def test_a_share_that_is_the_same_whatever_is_hidden_is_told() -> None:
    assert digital_share([(Channel.SELF_SERVICE, told(9_000)), (Channel.PHONE, HIDDEN)]).per_cent == 100


def test_a_hidden_number_is_never_a_nothing() -> None:
    assert (HIDDEN.least, HIDDEN.most) == (1, SMALLEST_TOLD - 1)


@given(TRANSACTIONS)
def test_a_share_lies_between_nothing_and_all(numbers: dict[Channel, Number]) -> None:
    share = digital_share(numbers.items())

    assert share.per_cent is None or 0 <= share.per_cent <= 100


@given(TRANSACTIONS, st.data())
def test_a_share_that_is_told_is_the_right_one(numbers: dict[Channel, Number], data: st.DataObject) -> None:
    """Whatever the hidden numbers really are."""
    really = {
        channel: told(
            number.told + sum(data.draw(st.integers(1, SMALLEST_TOLD - 1)) for _ in range(number.hidden))
        )
        for channel, number in numbers.items()
    }
    shown = digital_share(numbers.items()).per_cent

    assert shown is None or shown == digital_share(really.items()).per_cent
