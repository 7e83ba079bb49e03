"""What is found in a table as geometry; beside each table that is wrong stands one that is not."""

import pytest

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.domain.dmn.problems import Severity
from raadhus.rules.tests.checkkit import codes, codes_of_table, findings
from raadhus.rules.tests.modelkit import decision, input_data, model, table


def one_column(expression: str, *cells: str, **options: str) -> list[str]:
    return codes_of_table([expression], [[cell, "1"] for cell in cells], **options)


@pytest.mark.parametrize(
    ("expression", "overlapping", "apart"),
    [
        ("n", ("<= 5", ">= 5"), ("< 5", ">= 5")),
        ("n", ("[1..5]", "5", "< 1, > 5"), ("[1..5)", "5", "< 1, > 5")),
        ("n", ("-", "7"), ("not(7)", "7")),
        ("n", ("? < 5 or ? > 10", "? >= 10", "[5..10)"), ("? < 5 or ? > 10", "? = 10", "[5..10)")),
        (
            "n",
            ("[1..3]", "not([2..3])"),
            ("[1..3]", "not([1..3])"),
        ),
        ("s", ('"a", "b"', '"b"', 'not("a", "b")'), ('"a", "b"', 'not("a", "b")')),
        ("b", ("true", "-"), ("true", "false")),
        ("d", ('<= @"2024-01-01"', '>= date("2024-01-01")'), ('<= @"2024-01-01"', '>= @"2024-01-02"')),
        ("d - d", ('< @"P2D"', '>= duration("PT48H")', '@"P2D"'), ('< @"P2D"', '>= duration("PT48H")')),
        ("any", ("null", "not(5)", "5"), ("null", "not(5, null)", "5")),
        ("numbers", ("null", "-"), ("null", "not(null)")),
    ],
)
def test_rows_that_hit_together_are_found(expression, overlapping, apart):
    assert "overlap" in one_column(expression, *overlapping)
    assert one_column(expression, *apart) == []


def test_an_overlap_is_a_doubt_with_its_rows_and_an_example():
    (problem,) = findings(table(["n", "s"], ["out"], [["<= 5", '"a"', "1"], [">= 5", "-", "2"]], default="0"))

    assert (problem.code, problem.severity, problem.place.row) == ("overlap", Severity.DOUBT, 2)
    assert problem.example == '{n: 5, s: "a"}'
    assert dict(problem.parameters)["rows"] == "1, 2"
    assert problem.sentence == ('Rows 1, 2 fit at the same time, for example {n: 5, s: "a"}; only one may.')


def test_rows_under_any_may_hit_together_with_the_same_output():
    def found(second):
        return codes_of_table(["n"], [["<= 5", "1"], [">= 5", second]], policy="ANY")

    assert found("1") == []
    assert found("2") == ["overlap-any"]
    assert found("m") == ["overlap-any-perhaps"]


def test_columns_that_rest_on_one_input_give_advice_only():
    rows = [["> 5", "< 3", "1"], ["> 4", "< 2", "2"]]

    assert codes_of_table(["n", "n * 2"], rows, default="0") == ["overlap-perhaps"]
    assert codes_of_table(["n", "m"], rows, default="0") == ["overlap"]


def test_many_overlaps_are_counted_not_told_one_by_one():
    found = codes_of_table(["n"], [["-", "1"] for _ in range(8)])

    assert found.count("overlap") == 10
    assert "more-overlaps" in found


@pytest.mark.parametrize(
    ("expression", "with_gap", "example", "whole"),
    [
        ("n", ("< 5", "> 5"), "{n: 5}", ("< 5", ">= 5")),
        ("n", ("[0..10)",), "{n: -1}", ("-",)),
        ("n", ("0", ">= 1", "< 0"), "{n: 0.5}", ("0", "> 0", "< 0")),
        ("count(numbers)", ("0", ">= 2"), '{"count(numbers)": 1}', ("0", ">= 1")),
        ("d.month", ("[1..5]", "[7..12]"), '{"d.month": 6}', ("[1..6]", "[7..12]")),
        ("s", ('"a"', '"b"'), '{s: "other"}', ('"a"', 'not("a")')),
        ("b", ("true",), "{b: false}", ("true", "false")),
        ("b", ("true", "null"), "{b: false}", ("true", "null", "false")),
        ("b", ("true, null",), "{b: false}", ("true, null", "false")),
        ("colour", ('"red"',), '{colour: "green"}', ('"red"', '"green"')),
        ("age", ("< 18",), "{age: 18}", ("< 18", ">= 18")),
        (
            "d",
            ('< @"2024-01-01"', '> @"2024-01-01"'),
            '{d: @"2024-01-01"}',
            ('< @"2024-01-01"', '>= @"2024-01-01"'),
        ),
        (
            "n",
            ("< limits.first", "[limits.first..limits.last)"),
            "{n: limits.last}",
            ("< limits.first", ">= limits.first"),
        ),
    ],
)
def test_a_gap_is_advice_with_an_example(expression, with_gap, example, whole):
    (problem, *_) = findings(table([expression], ["out"], [[cell, "1"] for cell in with_gap]))

    assert (problem.code, problem.severity, problem.example) == ("gap", Severity.ADVICE, example)
    assert one_column(expression, *whole) == []


def test_a_gap_lies_in_several_columns_together():
    rows = [["< 5", "-", "1"], [">= 5", "true", "2"]]

    (problem,) = findings(table(["n", "b"], ["out"], rows))

    assert problem.example == "{n: 5, b: false}"
    assert codes_of_table(["n", "b"], [*rows, [">= 5", "false", "3"]]) == []


def test_a_default_or_a_list_of_hits_has_no_gap():
    assert one_column("n", "< 5", default="0") == []
    for policy in ("COLLECT", "RULE ORDER"):
        assert one_column("n", "< 5", policy=policy) == []
    assert one_column("n", "< 5", policy="FIRST") == ["gap"]


def test_a_gap_is_meant_where_a_reader_asks_for_null():
    def found(cell):
        first = decision("found", table(["n"], ["out"], [["1", "2"]]), inputs=("n",))
        rows = [[cell, "1"], ["-", "2"]]
        second = decision("r", table(["found"], ["out"], rows, policy="FIRST"), decisions=("found",))
        return [problem.code for problem in check(model(input_data("n", "number") + first + second))]

    assert found("null") == []
    assert found("2") == ["gap"]


def test_a_row_that_never_decides_is_found():
    assert one_column("n", "< 5", "< 3", "-", policy="FIRST") == ["unreachable-row"]
    assert one_column("n", "< 3", "< 5", "-", policy="FIRST") == []
    assert one_column("b", "true", "false", "null", "-", policy="FIRST") == ["unreachable-row"]
    assert one_column("n", "< 5", ">= 3", "4", "-", policy="FIRST") == ["unreachable-row"]


def test_a_row_of_lower_priority_that_never_decides_is_found():
    def found(*rows):
        return codes_of_table(["n"], list(rows), policy="PRIORITY", values='"high", "low"')

    assert found(["-", '"high"'], ["> 5", '"low"']) == ["outranked-row"]
    assert found(["-", '"low"'], ["> 5", '"high"']) == []


def test_a_cell_that_nothing_fits_is_found():
    assert one_column("n", "? < 1 and ? > 2", "-") == ["contradictory-cell"]
    assert one_column("n", "? < 2 and ? > 1", default="0") == []
    assert "reversed-range" in one_column("n", "[5..1]", "-")


def test_a_value_that_the_column_cannot_have_is_found():
    assert one_column("colour", '"blue"', '"red"', '"green"') == ["cell-outside-values"]
    assert one_column("colour", '"blue", "red"', '"green"') == ["test-outside-values"]
    assert one_column("age", "> 130", "<= 130") == ["cell-outside-values"]
    assert one_column("d.month", "13", "<= 12") == ["cell-outside-values"]


def test_allowed_values_of_a_column_bound_it():
    logic = table(["any"], ["out"], [['"a"', "1"], ['"b"', "2"]])
    bounded = logic.replace(
        "</inputExpression>", '</inputExpression><inputValues><text>"a", "b"</text></inputValues>'
    )

    assert codes(logic) == ["gap"]
    assert codes(bounded) == []


def test_a_value_that_a_decision_never_gives_is_found():
    def found(cell):
        first = decision("found", table(["n"], ["out"], [["< 5", '"a"'], [">= 5", '"b"']]), inputs=("n",))
        rows = [['"a"', "1"], [cell, "2"]]
        second = decision("r", table(["found"], ["out"], rows), decisions=("found",))
        return [problem.code for problem in check(model(input_data("n", "number") + first + second))]

    assert found('"b"') == []
    assert "cell-outside-values" in found('"c"')


def test_what_cannot_be_analysed_is_said_and_nothing_else():
    logic = table(["s", "n"], ["out"], [['starts with(?, "a")', "1", "1"], ["-", "1", "2"]], default="0")

    (problem,) = findings(logic)

    assert (problem.code, problem.severity) == ("not-analysed", Severity.NOTE)
    assert (problem.place.row, problem.place.column) == (1, "s")


def test_limits_of_which_nobody_knows_the_order_are_not_analysed():
    assert one_column("n", "< limits.first", "> limits.last", default="0") == ["not-analysed"]
    assert one_column("n", "< limits.first", "[limits.first..limits.last]", "> limits.last") == []
    assert one_column("n", "<= limits.first", "[limits.first..limits.last]", "> limits.last") == ["overlap"]


def test_an_output_outside_its_values_is_found():
    rows = [["< 5", '"a"'], [">= 5", '"c"']]

    assert codes_of_table(["n"], rows, values='"a", "b"') == ["output-outside-values"]
    assert codes_of_table(["n"], rows, values='"a", "c"') == []


def test_an_output_within_a_range_of_its_values_is_not_outside_them():
    rows = [["< 5", "3"], [">= 5", "12"]]

    assert codes_of_table(["n"], rows, values="[0..5], [10..20]") == []
    assert codes_of_table(["n"], rows, values="[0..5]") == ["output-outside-values"]
    assert codes_of_table(["n"], rows, values="[0..5], > 10") == []
