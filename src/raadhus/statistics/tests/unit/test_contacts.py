"""Shares follow from counts, exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.statistics.domain.contacts import Channel, ChannelCount, Share, digital_share


def count(channel: Channel, transactions: int, information: int = 0) -> ChannelCount:
    return ChannelCount(channel=channel, information=information, transactions=transactions)


def test_only_transactions_on_digital_channels_are_digital() -> None:
    counts = (count(Channel.SELF_SERVICE, 3), count(Channel.PHONE, 1, 50), count(Channel.WEB, 0, 900))

    assert digital_share(counts) == Share(part=3, whole=4)


@pytest.mark.parametrize(("part", "whole", "shown"), [(0, 5, 0), (159, 200, 80), (1, 3, 33), (5, 5, 100)])
def test_a_share_is_rounded_half_up(part: int, whole: int, shown: int) -> None:
    assert Share(part=part, whole=whole).per_cent == shown


def test_nothing_counted_is_no_share() -> None:
    assert digital_share(()).per_cent is None


@given(st.dictionaries(st.sampled_from(Channel), st.integers(min_value=0, max_value=10**9)))
def test_a_share_lies_between_nothing_and_all(numbers: dict[Channel, int]) -> None:
    share = digital_share(tuple(count(channel, number) for channel, number in numbers.items()))

    assert share.per_cent is None or 0 <= share.per_cent <= 100
