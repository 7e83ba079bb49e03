"""Lengths in buckets: what is read back is near, whatever was added to what."""

import random
from collections import Counter

import pytest

from raadhus.statistics.domain.stays import ERROR_PERCENT, bucket_of, quantile, seconds_in

TEN_YEARS = 10 * 366 * 86_400


@pytest.mark.parametrize("seconds", [1, 1.05, 59, 3_600, 86_400, 86_400 * 37 + 5, TEN_YEARS])
def test_a_length_comes_back_within_its_error(seconds):
    assert seconds_in(bucket_of(seconds)) == pytest.approx(seconds, rel=ERROR_PERCENT / 100)


def test_what_takes_less_than_a_second_took_no_time():
    assert seconds_in(bucket_of(0.3)) == 0


def test_a_bucket_number_fits_its_column():
    assert bucket_of(TEN_YEARS) < 32_767


def test_the_median_and_the_ninetieth_are_near_the_true_ones_after_adding_up():
    chance = random.Random(4)  # noqa: S311 -- not for secrets: the same lengths each time
    lengths = sorted(chance.lognormvariate(10, 2) for _each in range(999))
    parts = [Counter(map(bucket_of, lengths[at::3])) for at in range(3)]
    whole = parts[0] + parts[1] + parts[2]

    for share in (0.5, 0.9):
        true = lengths[round(share * 999 + 0.49) - 1]
        assert quantile(whole, share) == pytest.approx(true, rel=ERROR_PERCENT / 100)


def test_nothing_has_no_median():
    assert quantile({}, 0.5) is None
