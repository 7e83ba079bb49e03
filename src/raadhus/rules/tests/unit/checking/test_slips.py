"""Figures as Danes and Norwegians write them, and results that nobody filled in: advice, and none beside what is meant."""

import pytest
from django.utils import translation

from raadhus.rules.domain.dmn.problems import Severity
from raadhus.rules.public.checking import sentence_of
from raadhus.rules.tests.checkkit import codes_of_table, findings
from raadhus.rules.tests.modelkit import table


def of_cells(*cells: str) -> list[str]:
    return codes_of_table(["n"], [[cell, "1"] for cell in cells], policy="COLLECT")


def of_results(*results: str) -> list[str]:
    return codes_of_table(["n"], [[str(number), text] for number, text in enumerate(results)], default="0")


@pytest.mark.parametrize("cell", ["< 200,5", "1200,50", "> 3,25", "< min(m, 4), 12,5"])
def test_a_decimal_comma_makes_two_values_and_is_told(cell):
    assert "decimal-comma" in of_cells(cell)


@pytest.mark.parametrize(
    "cell", ["1, 2", "2024,2025", "< 0, > 10", "min(99,4)", "[1..5]", "1, 2,", '"1,5", "2"']
)
def test_values_that_are_plainly_two_are_not_taken_for_one(cell):
    assert "decimal-comma" not in of_cells(cell)


def test_values_in_a_text_or_of_a_function_are_no_decimals():
    assert codes_of_table(["s"], [['"1,5", "2,5"', "1"]], default="0") == []
    assert "decimal-comma" not in of_cells("min(m,4), max(m,12)")


@pytest.mark.parametrize("cell", ["< 205.100", "[100.000..200.500]", "1.250"])
def test_a_dot_for_thousands_is_told_where_no_decimal_would_end_in_a_zero(cell):
    assert set(of_cells(cell)) == {"thousands-dot"}


def test_a_dot_for_thousands_is_told_beside_large_figures():
    assert of_results("4441", "4.548") == ["thousands-dot"]
    assert of_results("1.025", "4.548", "0.125", "3.14") == []


def test_the_advice_says_how_the_figure_is_written():
    (problem,) = findings(table(["n"], ["out"], [["-", "205.100"]]))

    assert (problem.severity, problem.place.row, problem.place.number) == (Severity.ADVICE, 1, 2)
    assert dict(problem.parameters)["figure"] == "205100"
    with translation.override("da"):
        assert sentence_of(problem).endswith("Mener du tusinder, så skriv 205100 uden tegn imellem.")
    with translation.override("nb"):
        assert sentence_of(problem).endswith("Mener du tusener, skriv 205100 uten tegn imellom.")

    (problem,) = findings(table(["n"], ["out"], [["< 200,5", "1"]], default="0"))
    assert dict(problem.parameters) == {"cell": "< 200,5", "figure": "200.5"}


def test_an_empty_result_is_told_and_a_null_that_is_written_is_not():
    assert of_results("1", "") == ["empty-result"]
    assert of_results("1", "null") == []
