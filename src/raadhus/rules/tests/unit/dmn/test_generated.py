"""Generated source against closures: the same value, the same notes, whatever is asked; and nothing of a model in it."""

import ast
import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadhus.rules.domain.dmn.generating import syntax
from raadhus.rules.domain.dmn.generating.emitter import FALLBACK
from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.trace_data import trace_data
from raadhus.rules.domain.feel.errors import FeelError
from raadhus.rules.domain.feel.runtime import MAX_STEPS, no_clock
from raadhus.rules.tests.modelkit import decision, input_data, literal, model, table

NAMES = ("x", "y", "z")
numbers = st.sampled_from(["0", "1", "1.5", "-2", "100", "99.99"])
texts = st.sampled_from(['"a"', '"b"', '""'])
ends = st.one_of(numbers, texts, st.sampled_from(["y", "z", "y + 1", "null"]))
comparisons = st.builds("{} {}".format, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), ends)
ranges = st.builds("{}{}..{}{}".format, st.sampled_from("[("), ends, ends, st.sampled_from("])"))
tests = st.lists(
    st.one_of(numbers, texts, comparisons, ranges, st.sampled_from(["null", "true", "false", "? > y"])),
    min_size=1,
    max_size=2,
).map(", ".join)
cells = st.one_of(st.just("-"), st.just("-"), tests, tests.map("not({})".format))
expressions = st.recursive(
    st.one_of(numbers, texts, st.sampled_from(["true", "null", *NAMES, "x.a"])),
    lambda inner: st.one_of(
        st.builds(
            "({} {} {})".format,
            inner,
            st.sampled_from(["+", "-", "*", "/", "**", "<", ">=", "=", "!=", "and", "or"]),
            inner,
        ),
        st.builds("(if {} then {} else {})".format, inner, inner, inner),
        st.builds("min({}, {})".format, inner, inner),
        st.builds("decimal({}, {})".format, inner, numbers),
        st.builds("[{}, {}]".format, inner, inner),
        st.builds("{{a: {}, b: {}}}".format, inner, inner),
        st.builds("count({})".format, inner),
        st.builds("string({})".format, inner),
        st.builds("(for i in [{}] return i)".format, inner),
    ),
    max_leaves=5,
)
values = st.one_of(
    st.sampled_from(
        [None, True, False, "a", "b", "", [], [Decimal(1)], {"a": 1}, dt.date(2024, 5, 1), 1, 0, 1.5]
    ),
    st.sampled_from(
        [Decimal(text) for text in ("0", "1", "1.50", "-2", "100", "99.99", "1E+6000", "NaN", "0.1")]
    ),
)
kinds = st.sampled_from(["Any", "number", "string", "boolean", "date"])


def asked(loaded, name, inputs, **options):
    """Return value and notes, or what was raised instead."""
    try:
        found = loaded.evaluate(name, inputs, **options)
    except FeelError as error:
        return type(error), str(error)
    told = None if found.trace is None else trace_data(found.trace)
    return repr(found.value), found.notes, told


@st.composite
def tables(draw):
    """A table over x and y, and z behind it: a model of several decisions that rest on one another."""
    policy = draw(
        st.sampled_from(["UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"])
    )
    aggregation = draw(st.sampled_from(["", "SUM", "COUNT", "MIN", "MAX"])) if policy == "COLLECT" else ""
    outputs = draw(st.sampled_from([["o"], ["o", "p"]]))
    entries = st.one_of(numbers, texts, expressions)
    row = st.tuples(cells, cells, *(entries for _ in outputs)).map(list)
    values_in_order = '"a", "b", 1, 0' if policy in {"PRIORITY", "OUTPUT ORDER"} else ""
    logic = table(
        ["x", draw(st.sampled_from(["y", "y + 1", "z"]))],
        outputs,
        draw(st.lists(row, min_size=1, max_size=5)),
        policy=policy,
        aggregation=aggregation,
        values=values_in_order,
        default=draw(st.sampled_from(["", "", "0", "x", "[]"])),
    )
    return (
        "".join(input_data(name, draw(kinds)) for name in ("x", "y"))
        + decision("z", literal(draw(expressions).replace("z", "y")), inputs=("x", "y"))
        + decision("d", logic, inputs=("x", "y"), decisions=("z",))
        + decision("e", literal(draw(expressions).replace("z", "d")), inputs=("x", "y"), decisions=("d",))
    )


@settings(max_examples=40, deadline=None)
@given(tables(), st.lists(st.tuples(values, values), min_size=1, max_size=4))
def test_generated_source_and_closures_agree_on_everything(body, given_values):
    source = model(body)
    closures = load(source, tolerant=True, generate_after=None)
    generated = load(source, tolerant=True, generate_after=0)

    for x, y in given_values:
        for name in ("d", "e"):
            inputs = {"x": x, "y": y}
            plain = asked(closures, name, inputs)
            assert asked(generated, name, inputs) == plain
            traced = asked(generated, name, inputs, trace=True)
            assert traced[:2] == plain[:2]
            assert traced == asked(closures, name, inputs, trace=True)


ROWS = [["< 10", '"a"', "1.5"], ["[10..20)", '"a", "b"', "x * 2"], [">= 20", "-", "x - 0.5"]]
TYPED = model(
    input_data("x", "number")
    + input_data("y", "string")
    + decision("d", table(["x", "y"], ["o"], ROWS), inputs=("x", "y"))
    + decision("e", literal("if d > 3 then d + 1 else 0"), decisions=("d",))
)


def generated_of(loaded, name):
    loaded.evaluate(name, {"x": 1, "y": "a"})
    return loaded._plans[name].plain.decide


def test_the_usual_course_is_not_left():
    decide = generated_of(load(TYPED, generate_after=0), "e")

    found = [decide({"x": Decimal(x), "y": "a"}, no_clock, MAX_STEPS, None) for x in (5, 15, 25)]

    assert found == [0, 31, Decimal("25.5")]


@pytest.mark.parametrize("x", [None, "5", 1.5, Decimal("NaN"), [Decimal(5)]])
def test_what_is_unusual_is_left_to_the_closures(x):
    usual, closures = load(TYPED, generate_after=0), load(TYPED, generate_after=None)

    assert asked(usual, "e", {"x": x, "y": "a"}) == asked(closures, "e", {"x": x, "y": "a"})


def test_source_is_generated_when_a_decision_was_asked_often():
    loaded = load(TYPED, generate_after=3)

    assert [generated_of(loaded, "d") is None for _ in range(4)] == [True, True, True, False]
    assert generated_of(loaded, "d")({"x": "?"}, no_clock, MAX_STEPS, None) is FALLBACK


HOSTILE = "__import__('os').system('x') # \\n\"\"\""
OURS = re.compile(r"[cv]\d+|inputs|clock|max_steps|runtime|trace|type|constants|decide|make")
WORDS = {"get", "append", "is_finite", "spend_on", "notes", "open", "add"}


def test_no_text_of_a_model_becomes_source(monkeypatch):
    trees = []
    made = syntax.made

    def kept(tree, constants):
        trees.append(tree)
        return made(tree, constants)

    monkeypatch.setattr(syntax, "made", kept)
    name = "eval exec import os"
    quoted = '"' + HOSTILE.replace("\\", "").replace('"', "'") + '"'
    source = model(
        input_data(name, "string")
        + decision(
            "d", table([name], ["__class__"], [[quoted, quoted], ["-", "1"]], policy="FIRST"), inputs=(name,)
        )
        + decision("e", literal(f"{{__globals__: d, {quoted}: {name}}}"), inputs=(name,), decisions=("d",))
    )
    loaded = load(source, generate_after=0)

    assert loaded.evaluate("e", {name: "x"}).value["__globals__"] == 1
    assert loaded.evaluate("e", {name: "x"}, trace=True).value["__globals__"] == 1
    assert len(trees) == 2
    for node in (node for tree in trees for node in ast.walk(tree)):
        for field, value in ast.iter_fields(node):
            if isinstance(value, str):
                assert value in WORDS if field == "attr" else OURS.fullmatch(value), (field, value)
            if isinstance(node, ast.Constant):
                assert node.value in {True, False, None}
