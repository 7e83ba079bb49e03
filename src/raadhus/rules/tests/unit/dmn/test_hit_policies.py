"""What each hit policy and aggregation makes of the rows that hit (DMN 1.5 clauses 8.2.10, 8.2.11 and 10.3.2.10)."""

import pytest

from raadhus.rules.domain.dmn.loading import check, load
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.tests.modelkit import table_model


def outcome(rows: list[list[str]], **options: object) -> str:
    outputs = "abc"[: len(rows[0]) - 1]
    found = load(table_model(["x"], [*outputs], rows, **options)).evaluate("d", {"x": 5})
    return value_text(to_feel(found.value))


def hits(*outputs: str) -> list[list[str]]:
    return [["-", *output.split("; ")] for output in outputs]


AGGREGATES = {
    ("1", "2"): {"SUM": "3", "COUNT": "2", "MIN": "1", "MAX": "2", "": "[1, 2]"},
    ("2", "2"): {"SUM": "4", "COUNT": "2", "MIN": "2", "MAX": "2", "": "[2, 2]"},
    ("1.5",): {"SUM": "1.5", "COUNT": "1", "MIN": "1.5", "MAX": "1.5", "": "[1.5]"},
    ("1", "null"): {"COUNT": "2", "": "[1, null]"},
    ('"b"', '"a"'): {"COUNT": "2", "MIN": '"a"', "MAX": '"b"', "": '["b", "a"]'},
    ("1", '"a"'): {"COUNT": "2", "": '[1, "a"]'},
    ('@"P1D"', '@"PT1H"'): {"COUNT": "2", "MIN": "PT1H", "MAX": "P1D", "": "[P1D, PT1H]"},
    ('@"2020-01-01"', '@"2021-01-01"'): {
        "COUNT": "2",
        "MIN": "2020-01-01",
        "MAX": "2021-01-01",
        "": "[2020-01-01, 2021-01-01]",
    },
    ("[1, 2]", "[3]"): {"COUNT": "2", "": "[[1, 2], [3]]"},
    ("true", "false"): {"COUNT": "2", "": "[true, false]"},
}


@pytest.mark.parametrize("aggregation", ["SUM", "COUNT", "MIN", "MAX", ""])
@pytest.mark.parametrize("outputs", AGGREGATES)
def test_collect_makes_one_value_of_all_outputs(outputs, aggregation):
    expected = AGGREGATES[outputs].get(aggregation, "null")

    assert outcome(hits(*outputs), policy="COLLECT", aggregation=aggregation) == expected


# For rows with these outputs, in this order: what each policy gives where the output values are 1, 2, 3.
POLICIES = {
    ("1", "1"): ["null", "1", "1", "1", "[1, 1]", "[1, 1]"],
    ("2", "1"): ["null", "null", "2", "1", "[2, 1]", "[1, 2]"],
    ("3", "1", "2"): ["null", "null", "3", "1", "[3, 1, 2]", "[1, 2, 3]"],
    ("2",): ["2", "2", "2", "2", "[2]", "[2]"],
    ("9", "2"): ["null", "null", "9", "2", "[9, 2]", "[2, 9]"],
    ("1", "null"): ["null", "null", "1", "1", "[1, null]", "[1, null]"],
    ("1", '"1"'): ["null", "null", "1", "1", '[1, "1"]', '[1, "1"]'],
}
NAMES = ["UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER"]


@pytest.mark.parametrize("policy", NAMES)
@pytest.mark.parametrize("outputs", POLICIES)
def test_each_policy_chooses_among_the_outputs(outputs, policy):
    expected = POLICIES[outputs][NAMES.index(policy)]

    assert outcome(hits(*outputs), policy=policy, values="1, 2, 3") == expected


@pytest.mark.parametrize("policy", [*NAMES, "COLLECT"])
@pytest.mark.parametrize(("default", "expected"), [("", "null"), ("2", "2")])
def test_no_hit_gives_the_default_output_or_null(policy, default, expected):
    assert outcome([["< 0", "1"]], policy=policy, values="1, 2", default=default) == expected


@pytest.mark.parametrize(
    ("policy", "aggregation", "outputs", "expected"),
    [
        ("UNIQUE", "", ["1; 2"], "{a: 1, b: 2}"),
        ("ANY", "", ["1; 2", "1; 2"], "{a: 1, b: 2}"),
        ("ANY", "", ["1; 2", "1; 3"], "null"),
        ("FIRST", "", ["3; 2", "1; 2"], "{a: 3, b: 2}"),
        ("PRIORITY", "", ["2; 1", "1; 3", "1; 2"], "{a: 1, b: 2}"),
        ("OUTPUT ORDER", "", ["2; 1", "1; 3", "1; 2"], "[{a: 1, b: 2}, {a: 1, b: 3}, {a: 2, b: 1}]"),
        ("RULE ORDER", "", ["2; 1", "1; 3"], "[{a: 2, b: 1}, {a: 1, b: 3}]"),
        ("COLLECT", "", ["2; 1", "1; 3"], "[{a: 2, b: 1}, {a: 1, b: 3}]"),
        ("COLLECT", "COUNT", ["2; 1", "1; 3"], "2"),
        ("COLLECT", "SUM", ["2; 1", "1; 3"], "null"),
    ],
)
def test_several_outputs_are_one_context(policy, aggregation, outputs, expected):
    assert outcome(hits(*outputs), policy=policy, aggregation=aggregation, values="1, 2, 3") == expected


def test_one_output_with_an_order_is_enough_for_a_priority():
    source = table_model(["x"], ["a", "b"], hits("1; 9", "2; 8"), policy="PRIORITY", values="2, 1")
    head, _, rest = source.partition(b'<output name="b">')
    source = head + b'<output name="b"/>' + rest.partition(b"</output>")[2]

    assert [problem for problem in check(source) if problem.severity == "error"] == []
    assert load(source).evaluate("d", {"x": 5}).value == {"a": 2, "b": 8}


@pytest.mark.parametrize(
    ("values", "outputs", "expected"),
    [
        (
            'date("2020-01-01"), @"2019-01-01"',
            ['@"2019-01-01"', 'date("2020-01-01")'],
            "[2020-01-01, 2019-01-01]",
        ),
        ('duration("P2D"), duration("P1D")', ['@"P1D"', '@"P2D"'], "[P2D, P1D]"),
        ("[10..20], [0..9]", ["5", "15", "30"], "[15, 5, 30]"),
        ("[1, 2], [3]", ["[3]", "[1, 2]"], "[[1, 2], [3]]"),
        ("-1, 0, 1", ["0", "-1"], "[-1, 0]"),
        ("nothing known, 2, 1", ["1", "2"], "[2, 1]"),
    ],
)
def test_output_values_rank_as_what_they_are_and_ranges_what_lies_in_them(values, outputs, expected):
    """DMN 1.5 clause 10.3.2.10: each list of output values is an instance of unary tests."""
    assert outcome(hits(*outputs), policy="OUTPUT ORDER", values=values) == expected
