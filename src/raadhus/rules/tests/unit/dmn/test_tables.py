"""Decision tables: hit policies, defaults, allowed values, several outputs, and their traces."""

from decimal import Decimal

import pytest

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.trace import Miss
from raadhus.rules.tests.modelkit import decision, input_data, literal, model, table, table_model

BANDS = [["< 10", '"low"'], [">= 10", '"high"']]
OVERLAP = [["> 0", '"some"'], ["> 5", '"more"'], ["> 50", '"most"']]


def value_of(source, **inputs):
    return load(source).evaluate("d", inputs)


def test_a_unique_table_gives_the_output_of_the_row_that_hits():
    assert value_of(table_model(["x"], ["out"], BANDS), x=3).value == "low"


def test_a_unique_table_with_two_hits_gives_nothing_and_says_so():
    found = value_of(table_model(["x"], ["out"], OVERLAP), x=60)

    assert found.value is None
    assert "UNIQUE" in found.notes[0]


def test_no_hit_gives_the_default_or_nothing():
    assert value_of(table_model(["x"], ["out"], BANDS), x="?").value is None
    assert value_of(table_model(["x"], ["out"], BANDS, default='"none"'), x="?").value == "none"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("FIRST", "some"),
        ("RULE ORDER", ["some", "more", "most"]),
        ("COLLECT", ["some", "more", "most"]),
        ("PRIORITY", "most"),
        ("OUTPUT ORDER", ["most", "more", "some"]),
    ],
)
def test_each_hit_policy_makes_its_own_of_several_hits(policy, expected):
    source = table_model(["x"], ["out"], OVERLAP, policy=policy, values='"most", "more", "some"')

    assert value_of(source, x=60).value == expected


def test_an_any_table_wants_equal_outputs():
    same = [["> 0", '"yes"'], ["> 5", '"yes"']]

    assert value_of(table_model(["x"], ["out"], same, policy="ANY"), x=60).value == "yes"
    found = value_of(table_model(["x"], ["out"], OVERLAP, policy="ANY"), x=60)
    assert found.value is None
    assert "ANY" in found.notes[0]


@pytest.mark.parametrize(("aggregation", "expected"), [("SUM", 6), ("COUNT", 3), ("MIN", 1), ("MAX", 3)])
def test_a_collect_table_aggregates(aggregation, expected):
    rows = [["> 0", "1"], ["> 5", "2"], ["> 50", "3"]]
    source = table_model(["x"], ["out"], rows, policy="COLLECT", aggregation=aggregation)

    assert value_of(source, x=60).value == expected


def test_several_outputs_make_a_context():
    source = table_model(["x", "y"], ["a", "b"], [["> 0", "-", "x", "y + 1"]])

    assert value_of(source, x=1, y=2).value == {"a": Decimal(1), "b": Decimal(3)}


def test_a_trace_tells_which_rows_were_tried_and_why_not():
    rows = [["< 10", '"low"', "It is low."], [">= 10", '"high"', "It is high."]]
    source = table_model(["x"], ["out"], rows, remarks=("en",))
    trace = load(source).evaluate("d", {"x": 12}, trace=True).trace
    assert trace is not None

    first, second = trace.decisions[0].tables[0].rows
    assert not first.fired
    assert first.miss == Miss("x", "< 10", Decimal(12))
    assert second.fired
    assert dict(second.annotations) == {"en": "It is high."}
    assert trace.decisions[0].inputs["x"] == Decimal(12)


def test_tracing_changes_no_result():
    loaded = load(table_model(["x"], ["out"], OVERLAP, policy="RULE ORDER"))

    for x in (-1, 3, 10, 100, None, "a"):
        plain, traced = loaded.evaluate("d", {"x": x}), loaded.evaluate("d", {"x": x}, trace=True)
        assert (plain.value, plain.notes) == (traced.value, traced.notes)


def test_a_decision_sees_only_what_it_requires():
    source = model(
        input_data("x")
        + decision("a", literal("x * 2"), inputs=("x",))
        + decision("b", literal("a + x"), decisions=("a",))
        + decision("d", table(["a"], ["o"], [["> 2", "a + 1"]]), decisions=("a",))
    )
    loaded = load(source)

    assert loaded.evaluate("d", {"x": 2}).value == 5
    assert loaded.evaluate("b", {"x": 2}).value is None
    assert loaded.input_names("d") == ("x",)
