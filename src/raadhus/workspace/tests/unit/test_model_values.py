"""What a process model is set to, as people read it."""

import pytest

from raadhus.workspace.web.model_pages.values import time_in_words, value_in_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("P10D", "10 days"),
        ("P1D", "1 day"),
        ("PT4H", "4 hours"),
        ("P1Y6M", "1 year 6 months"),
        ("P2WT30M", "2 weeks 30 minutes"),
        ("R/P1Y", "again and again, 1 year apart"),
        ("R3/PT1H", "3 times, 1 hour apart"),
        ("R1/P1D", "1 time, 1 day apart"),
    ],
)
def test_a_length_of_time_is_told_in_words(written, said):
    assert time_in_words(written) == said


@pytest.mark.parametrize(
    "written",
    ["", "P", "PT", "P1H", "-P1D", "offer_by", "R/2024-01-31/P1M", "R/P", 'duration("P1D")', "P1D "],
)
def test_what_is_no_length_of_time_stands_as_it_is_written(written):
    assert time_in_words(written) == written


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("deadline", "P10D", "10 days"),
        ("counted-in", "working-days", "Working days"),
        ("handler", "nobody.knows", "nobody.knows"),
        ("form", "site-visit", "site-visit"),
        ("kind", "userTask", "A person’s task"),
        ("kind", "", ""),
    ],
)
def test_a_setting_is_told_by_what_it_holds(name, value, said):
    assert value_in_words(name, value) == said
