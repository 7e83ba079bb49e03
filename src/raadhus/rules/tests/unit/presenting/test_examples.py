"""The example of a finding in the words of people, and as it is written where it has none."""

import pytest

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.public.presenting import say_example
from raadhus.rules.tests.modelkit import FREE_PLACE, table_model


@pytest.mark.parametrize(
    ("table", "example", "language", "said"),
    [
        ("scale-table", '{"Subsidy month.year": 2024}', "da", "År: 2024"),
        (
            "reasons-table",
            '{Has partner: true, Partner confirmed: null, "Self-employed": false}',
            "nb",
            "Bor med ektefelle eller samboer: ja, Partneren har bekreftet: mangler, Selvstendig næringsdrivende: nei",
        ),
        (
            "parents-share-table",
            "{Yearly income: Raised limits.first}",
            "en",
            "Household income a year: your lower limit",
        ),
    ],
)
def test_columns_are_called_as_people_call_them_and_values_said_with_their_units(
    table, example, language, said
):
    assert say_example(FREE_PLACE, table, example, language) == said


@pytest.mark.parametrize("example", ["", "5", "{a: 1}", "{x: some i in [1] satisfies i}", "{", '{x: "'])
def test_what_has_no_words_stands_as_it_is_written(example):
    source = table_model(["x"], ["o"], [["1", "2"]])

    assert say_example(source, "t", example, "da") == example
    assert say_example(b"no model", "t", example, "da") == example
    assert say_example(source, "another", "{x: 1}", "da") == "{x: 1}"


def test_every_example_that_the_check_gives_is_read_again():
    source = table_model(
        ["x", "y"], ["o"], [["<= 5", '"a"', "1"], [">= 5", '@"2024-01-01"', "2"], ["-", "-", "3"]]
    )

    examples = [one for one in check(source) if one.example]
    assert examples
    assert all("{" not in say_example(source, one.place.table, one.example, "en") for one in examples)
