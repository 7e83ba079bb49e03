"""Boxed expressions, functions, services and types of models."""

import pytest

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.tests.modelkit import decision, input_data, literal, model

BOXES = {
    "list": ("<list>" + literal("1") + literal("2") + "</list>", [1, 2]),
    "relation": (
        '<relation><column name="a"/><column name="b c"/><row>'
        + literal("1")
        + literal("2")
        + "</row></relation>",
        [{"a": 1, "b c": 2}],
    ),
    "context": (
        '<context><contextEntry><variable name="a b"/>' + literal("2") + "</contextEntry><contextEntry>"
        '<variable name="c"/>' + literal("a b * 2") + "</contextEntry></context>",
        {"a b": 2, "c": 4},
    ),
    "context with result": (
        '<context><contextEntry><variable name="a"/>'
        + literal("2")
        + "</contextEntry><contextEntry>"
        + literal("a + 1")
        + "</contextEntry></context>",
        3,
    ),
    "conditional": (
        "<conditional><if>"
        + literal("1 > 2")
        + "</if><then>"
        + literal("1")
        + "</then><else>"
        + literal("2")
        + "</else></conditional>",
        2,
    ),
    "filter": (
        "<filter><in>" + literal("[1, 2, 3]") + "</in><match>" + literal("item > 1") + "</match></filter>",
        [2, 3],
    ),
    "for": (
        '<for iteratorVariable="i"><in>'
        + literal("1..3")
        + "</in><return>"
        + literal("i * 2")
        + "</return></for>",
        [2, 4, 6],
    ),
    "every": (
        '<every iteratorVariable="i"><in>'
        + literal("[1, 2]")
        + "</in><satisfies>"
        + literal("i > 0")
        + "</satisfies></every>",
        True,
    ),
    "function": (
        '<invocation><functionDefinition><formalParameter name="a" typeRef="number"/>'
        + literal("a + 1")
        + '</functionDefinition><binding><parameter name="a"/>'
        + literal("4")
        + "</binding></invocation>",
        5,
    ),
}


@pytest.mark.parametrize("kind", sorted(set(BOXES) - {"for"}))
def test_a_boxed_expression_has_its_value(kind):
    logic, expected = BOXES[kind]

    assert load(model(decision("d", logic))).evaluate("d", {}).value == expected


def test_a_boxed_iteration_runs_over_a_list():
    logic = BOXES["for"][0].replace("1..3", "[1, 2, 3]")

    assert load(model(decision("d", logic))).evaluate("d", {}).value == [2, 4, 6]


def test_knowledge_is_called_by_name_and_may_call_itself():
    factorial = (
        '<businessKnowledgeModel id="k" name="my factorial"><encapsulatedLogic>'
        '<formalParameter name="n" typeRef="number"/>'
        + literal("if n <= 1 then 1 else n * my factorial(n - 1)")
        + "</encapsulatedLogic></businessKnowledgeModel>"
    )
    caller = decision("d", literal("my factorial(5)")).replace(
        "<literal", '<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement><literal', 1
    )

    assert load(model(factorial + caller)).evaluate("d", {}).value == 120


def test_a_decision_service_runs_its_decisions_apart():
    body = (
        input_data("x", "number")
        + decision("twice", literal("x * 2"), inputs=("x",))
        + '<decisionService id="s" name="service"><outputDecision href="#twice"/><inputData href="#x"/></decisionService>'
        + decision("d", literal("service(21)")).replace(
            "<literal",
            '<knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement><literal',
            1,
        )
    )
    loaded = load(model(body))

    assert loaded.evaluate("d", {"x": 1}).value == 42
    assert loaded.evaluate("service", {"x": 4}).value == 8


def test_a_value_of_the_wrong_type_becomes_null_and_is_told():
    small = (
        '<itemDefinition name="tSmall"><typeRef>number</typeRef><allowedValues><text>[0..10]</text></allowedValues>'
        "</itemDefinition>"
    )
    loaded = load(model(small + input_data("x", "tSmall") + decision("d", literal("x"), inputs=("x",))))

    assert loaded.evaluate("d", {"x": 5}).value == 5
    assert loaded.evaluate("d", {"x": [5]}).value == 5
    found = loaded.evaluate("d", {"x": 11})
    assert found.value is None
    assert "'x'" in found.notes[0]


def test_a_boxed_function_of_a_context_may_call_itself():
    body = literal("if n < 2 then 1 else n * fac torial(n - 1)")
    function = f'<functionDefinition><formalParameter name="n" typeRef="number"/>{body}</functionDefinition>'
    logic = (
        f'<context><contextEntry><variable name="fac torial"/>{function}</contextEntry>'
        f"<contextEntry>{literal('fac torial(5)')}</contextEntry></context>"
    )

    assert load(model(decision("d", logic))).evaluate("d", {}).value == 120


def test_a_decision_is_asked_for_by_its_own_name_or_its_variables():
    source = model(f'<decision id="i" name="title"><variable name="value"/>{literal("1")}</decision>')

    assert [load(source).evaluate(name, {}).value for name in ("i", "title", "value")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("made", "asked", "expected"),
    [
        ("{a-b: 1, c: 2}", "made.a-b + 1", "2"),
        ("{profit and loss: 1}", "made.profit and loss + 1", "2"),
        ('{"x/y z": 1}', "made.x/y z + 1", "2"),
        ("[{a-b: 1}, {a-b: 5}]", "made[a-b > 1].a-b", "[5]"),
        ("{outer: {net+gross: 3}}", "made.outer.net+gross", "3"),
        ("{a: 5, f: function(a, b) b}", "made.a-made.f(b: 2, a: 1)", "3"),
        ('{a: "{x-y: 1}"}', "string length(made.a)", "8"),
    ],
)
def test_a_key_that_a_context_is_written_with_is_known_where_it_is_asked_for(made, asked, expected):
    """DMN 1.5 clause 10.3.1.5: names are matched against those in scope, and the longest is meant."""
    source = model(decision("made", literal(made)) + decision("d", literal(asked), decisions=("made",)))

    assert value_text(to_feel(load(source).evaluate("d", {}).value)) == expected


def test_a_key_is_known_where_what_wrote_it_is_required_and_nowhere_else():
    parts = [
        decision("made", literal("{a-b: 7}")),
        decision("passed on", literal("made"), decisions=("made",)),
        decision("asks", literal("passed on.a-b"), decisions=("passed on",)),
        decision("subtracts", literal("{x: {a: 5}, b: 2, r: x.a-b}.r")),
    ]
    found = load(model("".join(parts)))

    assert (found.evaluate("asks", {}).value, found.evaluate("subtracts", {}).value) == (7, 3)
