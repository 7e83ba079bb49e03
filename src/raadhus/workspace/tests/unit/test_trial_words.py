"""What is told of a trial to somebody without a right to its cases: no small number, and none that can be worked out."""

import dataclasses
from decimal import Decimal

from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from raadhus.rules.public.trying import SMALLEST_TOLD, Band, Bin, Cause, Crowd, Effect, Summary
from raadhus.workspace.web.rules_pages.trials.pictures import causes_of
from raadhus.workspace.web.rules_pages.trials.words import reach_in_words, size_in_words, told_of

COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=5)


def summary_of(more, less):
    """Return a trial in which so many are better off, and so many worse, step by step."""
    steps = [(place, place + 1, count) for place, count in enumerate(more)]
    steps += [(-place - 1, -place, count) for place, count in enumerate(less)]
    bins = tuple(Bin(least=Decimal(low), most=Decimal(high), count=count) for low, high, count in steps)
    bands = tuple(
        Band(least=Decimal(place), below=Decimal(place + 1), counts={Effect.BETTER: count}, amount=Decimal(0))
        for place, count in enumerate(more)
    )
    return Summary(
        counts={Effect.BETTER: sum(more), Effect.WORSE: sum(less), Effect.SAME: 40},
        with_amount=40 + sum(more) + sum(less),
        amounts_known={Effect.BETTER: sum(more), Effect.WORSE: sum(less), Effect.SAME: 40},
        paid_before=Decimal(0),
        paid_after=Decimal(0),
        changed_by={},
        largest={},
        values=bins,
        amounts=bins,
        bands=bands,
        crowd=Crowd(values=bins, amounts=bins, bands=bands),
        causes=(),
        failures=(),
    )


def can_be_worked_out(told, whole):
    """Tell whether a hidden number is all that is missing from a sum that is told."""
    hidden = [count for count, shown in zip(whole, told, strict=True) if shown is None]
    return len(hidden) == 1 and sum(1 for count in whole if count) > 1


@given(COUNTS, COUNTS)
def test_no_step_and_no_group_can_be_worked_out(more, less):
    summary = summary_of(more, less)
    told = told_of(summary, is_exact=False)

    steps = told.spread(summary.values)
    for whole, shown in (
        (more, steps[: len(more)]),
        (less, steps[len(more) :]),
        (more, told.by_size(Effect.BETTER)),
    ):
        assert not can_be_worked_out(shown, whole)
        assert all(one is None or one == 0 or one >= SMALLEST_TOLD for one in shown)


@given(COUNTS, COUNTS)
def test_who_has_a_right_to_the_cases_reads_every_number(more, less):
    summary = summary_of(more, less)

    assert told_of(summary, is_exact=True).spread(summary.values) == (*more, *less)


def test_a_hidden_sum_hides_the_differences_too():
    assert not told_of(summary_of([2], [30]), is_exact=False).tells_differences
    assert told_of(summary_of([20], [30]), is_exact=False).tells_differences


def test_a_row_that_only_a_few_cases_come_to_is_not_named_to_who_may_not_know_them():
    few, many = Cause("Scale", "scale", (1,), (412,)), Cause("Scale", "scale", (1,), (2,))
    summary = dataclasses.replace(summary_of([20], [30]), causes=((many, 20), (few, 1)))

    told = causes_of(told_of(summary, is_exact=False), {})
    known = causes_of(told_of(summary, is_exact=True), {})

    assert "412" not in repr(told)
    assert [row[2] for row in told.rows] == ["20"]
    assert len(known.rows) == 2


def with_sums(better, largest):
    return dataclasses.replace(
        summary_of([20], [30]),
        paid_after=Decimal(better) - 3000,
        changed_by={Effect.BETTER: Decimal(better), Effect.WORSE: Decimal(-3000)},
        largest={Effect.BETTER: Decimal(largest), Effect.WORSE: Decimal(200)},
    )


def test_a_sum_that_is_mostly_one_case_is_not_told_to_who_may_not_know_the_case():
    summary = with_sums("41324.17", "41234.17")
    told = told_of(summary, is_exact=False)

    assert told.sum_of(Effect.BETTER) is None
    assert told.sum_of(Effect.WORSE) == -3000
    assert told.more_a_year is None  # or the hidden sum could be worked out
    assert told_of(summary, is_exact=True).sum_of(Effect.BETTER) == Decimal("41324.17")


def test_who_may_not_know_the_cases_reads_three_figures_of_a_sum():
    told = told_of(with_sums("41324.17", "2066.21"), is_exact=False)

    assert told.sum_of(Effect.BETTER) == Decimal(41300)
    assert told.more_a_year == Decimal(460000)  # of 459,890.04


def test_a_sum_of_a_few_whose_amount_is_known_is_not_told_to_who_may_not_know_them():
    summary = dataclasses.replace(
        with_sums("4132.17", "1000.00"), amounts_known={Effect.BETTER: 4, Effect.WORSE: 30}
    )

    assert told_of(summary, is_exact=False).sum_of(Effect.BETTER) is None
    assert told_of(summary, is_exact=False).more_a_year is None
    assert told_of(summary, is_exact=True).sum_of(Effect.BETTER) == Decimal("4132.17")


def test_an_open_step_and_an_open_group_tell_no_end():
    with override("en"):
        over = Bin(least=Decimal(300), most=None, count=5)
        under = Bin(least=None, most=Decimal(-300), count=5)
        any_less = Bin(least=None, most=Decimal(0), count=5)

        assert reach_in_words(over, "money", "DKK") == "over DKK\u00a0300 more"
        assert reach_in_words(under, "percent", "DKK") == "over 300 percentage points less"
        assert reach_in_words(any_less, "count", "DKK") == "less, however much"
        told = [
            size_in_words(Band(least=least, below=below, counts={}, amount=Decimal(0)), "DKK")
            for least, below in ((None, Decimal(100)), (Decimal(900), None), (None, None))
        ]
        assert told == ["below DKK\u00a0100", "DKK\u00a0900 and more", "all sizes"]


def test_a_trial_of_before_largest_differences_were_kept_tells_its_sums_to_nobody_without_the_right():
    told = told_of(dataclasses.replace(with_sums("900", "50"), largest={}), is_exact=False)

    assert (told.sum_of(Effect.BETTER), told.more_a_year) == (None, None)
