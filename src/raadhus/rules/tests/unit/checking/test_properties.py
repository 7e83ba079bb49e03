"""What the check says of random tables, held against what the engine then does with random inputs."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.expression import parse_expression
from raadhus.rules.tests.modelkit import decision, input_data, model, table

numbers = st.integers(-3, 3)
ends = st.tuples(st.sampled_from("[("), numbers, numbers, st.sampled_from("])"))
number_tests = st.one_of(
    st.builds(lambda sign, n: f"{sign} {n}", st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), numbers),
    numbers.map(str),
    ends.filter(lambda end: end[1] <= end[2]).map(lambda end: f"{end[0]}{end[1]}..{end[2]}{end[3]}"),
    st.just("null"),
    st.builds(lambda low, high: f"? > {low} and not(? >= {high})", numbers, numbers),
)
text_tests = st.sampled_from(['"a"', '"b"', '"c"', '"a", "b"', "null"])
KINDS = {
    "n": (number_tests, st.one_of(st.none(), st.sampled_from([Decimal(k) / 2 for k in range(-9, 10)]))),
    "m": (number_tests, st.one_of(st.none(), st.sampled_from([Decimal(k) / 2 for k in range(-9, 10)]))),
    "s": (text_tests, st.sampled_from([None, "a", "b", "c", "d", "other"])),
    "b": (st.sampled_from(["true", "false", "null", "true, null"]), st.sampled_from([None, True, False])),
}
TYPES = {"n": "number", "m": "number", "s": "string", "b": "boolean"}


def cells(tests: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return cells: any value, one test, several, or none of them."""
    several = st.lists(tests, min_size=1, max_size=2).map(", ".join)
    return st.one_of(st.just("-"), tests, several, several.map(lambda text: f"not({text})"))


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Return the columns of a table and its rows, the output being the number of the row."""
    columns = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3, unique=True))
    rows = draw(st.lists(st.tuples(*(cells(KINDS[name][0]) for name in columns)), min_size=1, max_size=5))
    return columns, [[*row, str(number)] for number, row in enumerate(rows, 1)]


def source(columns: list[str], rows: list[list[str]], policy: str) -> bytes:
    """Return the model of such a table."""
    inputs = "".join(input_data(name, TYPES[name]) for name in columns)
    return model(inputs + decision("r", table(columns, ["out"], rows, policy=policy), inputs=tuple(columns)))


def hits(columns: list[str], rows: list[list[str]], inputs: dict[str, object]) -> list[int]:
    """Return the numbers of the rows that hit."""
    numbers = load(source(columns, rows, "COLLECT")).evaluate("r", inputs).value
    return [int(number) for number in numbers or ()]


quietly = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quietly
@given(tables(), st.data())
def test_a_table_without_finding_has_one_hit_for_every_input(drawn, data):
    columns, rows = drawn
    found = {problem.code for problem in check(source(columns, rows, "UNIQUE"))}
    inputs = {name: data.draw(KINDS[name][1]) for name in columns}
    count = len(hits(columns, rows, inputs))

    if "overlap" not in found:
        assert count <= 1
    if "gap" not in found and None not in inputs.values():
        assert count >= 1


@quietly
@given(tables())
def test_each_example_is_one(drawn):
    columns, rows = drawn
    for problem in check(source(columns, rows, "UNIQUE")):
        if problem.code in {"overlap", "gap"}:
            given_inputs = parse_expression(problem.example).evaluate({})
            found = hits(columns, rows, given_inputs)
            if problem.code == "gap":
                assert found == []
            else:
                wanted = [int(number) for number in dict(problem.parameters)["rows"].split(", ")]
                assert set(wanted) <= set(found)


@quietly
@given(tables(), st.data())
def test_an_unreachable_row_never_decides_and_every_other_may(drawn, data):
    columns, rows = drawn
    silent = {
        problem.place.row
        for problem in check(source(columns, rows, "FIRST"))
        if problem.code in {"unreachable-row", "contradictory-cell", "cell-of-other-kind"}
    }
    inputs = {name: data.draw(KINDS[name][1]) for name in columns}
    first = hits(columns, rows, inputs)[:1]

    assert not silent & set(first)


LIMITS = ("low", "middle", "high")
limit_names = st.sampled_from(LIMITS)
limit_tests = st.one_of(
    st.builds(lambda sign, name: f"{sign} {name}", st.sampled_from(["<", "<=", ">", ">="]), limit_names),
    st.builds(
        lambda opens, pair, closes: f"{opens}{pair[0]}..{pair[1]}{closes}",
        st.sampled_from("[("),
        st.sampled_from([("low", "middle"), ("middle", "high"), ("low", "high")]),
        st.sampled_from("])"),
    ),
)


@quietly
@given(
    st.lists(limit_tests, min_size=1, max_size=4),
    st.sampled_from([Decimal(k) / 2 for k in range(-1, 12)]),
    st.lists(st.integers(0, 10), min_size=3, max_size=3, unique=True).map(sorted),
)
def test_limits_that_are_expressions_are_judged_as_if_they_were_numbers_in_order(
    tests, value, numbers_in_order
):
    cells_and_output = [
        [test, str(number)] for number, test in enumerate(["[low..middle]", "(middle..high)", *tests])
    ]
    names = ("n", *LIMITS)
    inputs = "".join(input_data(name, "number") for name in names)

    def made(policy: str) -> bytes:
        logic = table(["n"], ["out"], cells_and_output, policy=policy)
        return model(inputs + decision("r", logic, inputs=names))

    found = {problem.code for problem in check(made("UNIQUE"))}
    given_inputs = dict(zip(LIMITS, map(Decimal, numbers_in_order), strict=True)) | {"n": value}
    count = len(load(made("COLLECT")).evaluate("r", given_inputs).value or ())

    assert "not-analysed" not in found
    if "overlap" not in found:
        assert count <= 1
    if "gap" not in found:
        assert count >= 1
