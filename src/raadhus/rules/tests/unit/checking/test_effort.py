"""Hostile and huge models: the check ends, and says so when it did not see everything."""

import random
import sys
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.domain.checking.grid import Effort, Search, TooLarge
from raadhus.rules.tests.modelkit import decision, input_data, literal, model, table


def wide(rows: int, columns: int, policy: str) -> bytes:
    """Return a model of a table of random intervals."""
    chance = random.Random(7)  # noqa: S311 - the same table every time
    names = [f"x{number}" for number in range(columns)]

    def cell() -> str:
        low = chance.randrange(1000)
        return chance.choice(["-", f"[{low}..{low + chance.randrange(1, 900)}]", f"> {low}"])

    body = [[*(cell() for _ in names), str(number)] for number in range(rows)]
    inputs = "".join(input_data(name, "number") for name in names)
    return model(inputs + decision("r", table(names, ["out"], body, policy=policy), inputs=tuple(names)))


@pytest.mark.parametrize(("rows", "columns", "policy"), [(150, 20, "UNIQUE"), (60, 6, "FIRST")])
def test_a_wide_table_is_looked_at_in_a_bounded_number_of_calls(rows, columns, policy):
    source, calls = wide(rows, columns, policy), count()

    sys.setprofile(lambda _frame, _event, _argument: next(calls) and None)
    try:
        found = {problem.code for problem in check(source)}
    finally:
        sys.setprofile(None)

    assert found & {"overlap", "too-large", "gap"}
    assert next(calls) < 20_000_000  # calls and returns, of Python and of C: several times what it takes


def test_a_table_of_500_rows_and_20_columns_ends_and_says_what_it_saw():
    assert {problem.code for problem in check(wide(500, 20, "UNIQUE"))} & {"overlap", "too-large", "gap"}


def test_a_search_that_takes_too_much_gives_up():
    rows = [tuple(1 << (index * axis + 1) % 60 for axis in range(12)) for index in range(60)]
    region = ((1 << 60) - 1,) * 12
    effort = Effort(100)

    with pytest.raises(TooLarge):
        Search(region, rows, effort).run()

    assert effort.left < 100


def test_a_table_of_500_rows_that_is_complete_has_nothing_to_tell():
    rows = [[str(number), str(number)] for number in range(499)]
    rows.append(["not(" + ", ".join(str(n) for n in range(499)) + ")", "0"])
    source = model(input_data("n", "number") + decision("r", table(["n"], ["out"], rows), inputs=("n",)))

    assert check(source) == ()


def test_types_that_hold_themselves_end():
    definitions = (
        '<itemDefinition name="tree"><itemComponent name="left"><typeRef>tree</typeRef></itemComponent>'
        '<itemComponent name="right" isCollection="true"><typeRef>tree</typeRef></itemComponent></itemDefinition>'
    )
    logic = literal("t.left.right.left.right = t.left.right")

    found = check(model(definitions + input_data("t", "tree") + decision("r", logic, inputs=("t",))))

    assert found == ()


def test_no_more_findings_are_kept_than_anybody_reads():
    names = " + ".join(f"unknown{number}" for number in range(60))
    source = model("".join(decision(f"d{number}", literal(names)) for number in range(20)))

    assert len(check(source)) <= 1_300


def test_a_chain_of_conditions_costs_in_proportion_to_its_length():
    text = " and ".join(f"x > {number}" for number in range(1_500))

    assert check(model(input_data("x", "number") + decision("r", literal(text), inputs=("x",)))) == ()


def test_cells_of_thousands_of_constants_are_left_out_when_they_take_too_much():
    long = ", ".join(str(number) for number in range(1_900))
    rows = [[f"not({long}, {number})", "1"] for number in range(2_000, 2_003)]
    source = model(input_data("x", "number") + decision("r", table(["x"], ["out"], rows), inputs=("x",)))

    assert "not-analysed" in {problem.code for problem in check(source)}


@pytest.mark.parametrize("depth", [60, 200, 590])
def test_what_is_nested_deeply_is_checked_or_said_not_to_be(depth):
    text = "x" + ".y" * depth
    source = model(input_data("x") + decision("r", literal(text), inputs=("x",)))

    assert all(problem.code == "too-deep" or problem.severity == "error" for problem in check(source))


tokens = st.sampled_from(
    [
        *"+-*/<>=()[]{}?.,:@",
        *[
            "..",
            "**",
            "!=",
            "<=",
            "if",
            "then",
            "else",
            "for",
            "in",
            "return",
            "some",
            "every",
            "satisfies",
            "function",
            "and",
            "or",
            "not",
            "between",
            "null",
            "true",
        ],
        *["1", "x", "item", "count", "date", "sort", "min", "x.year", "number", "list<number>", "[1..2]"],
        *('"a"', '@"P1D"', "instance of", "{a: 1}"),
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(tokens, max_size=14).map(" ".join), st.lists(tokens, max_size=6).map(" ".join))
def test_no_text_makes_the_check_fail(text, cell):
    logic = table(
        ["x", text or "x"], ["out"], [["1", cell, "x"], [cell, "-", text], ["-", "> x", "2"]], policy="ANY"
    )
    for body in (literal(text), logic):
        for kind in ("number", "Any", "date", "string"):
            for problem in check(model(input_data("x", kind) + decision("r", body, inputs=("x",)))):
                assert str(problem)
