"""Decision services: called from FEEL, by a boxed invocation, and asked for by name (DMN 1.5 clause 10.4)."""

from decimal import Decimal
from typing import Any

import pytest

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.tests.modelkit import input_data, literal, model


def part(
    name: str, logic: str, *, inputs: str = "", decisions: str = "", knows: str = "", kind: str = "Any"
) -> str:
    needs = "".join(
        f'<informationRequirement><required{sort} href="#{target}"/></informationRequirement>'
        for sort, targets in (("Input", inputs), ("Decision", decisions))
        for target in targets.split()
    )
    needs += "".join(
        f'<knowledgeRequirement><requiredKnowledge href="#{target}"/></knowledgeRequirement>'
        for target in knows.split()
    )
    return f'<decision id="{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/>{needs}{logic}</decision>'


def service(
    name: str, out: str, inside: str = "", before: str = "", given: str = "", kind: str = "Any"
) -> str:
    sorts = (("output", out), ("encapsulated", inside), ("input", before))
    parts = "".join(f'<{sort}Decision href="#{each}"/>' for sort, names in sorts for each in names.split())
    parts += "".join(f'<inputData href="#{each}"/>' for each in given.split())
    return f'<decisionService id="{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/>{parts}</decisionService>'


PARTS = (
    '<itemDefinition name="tFunction"><functionItem outputTypeRef="string"><parameters name="n" typeRef="number"/>'
    "</functionItem></itemDefinition>"
    + input_data("n", "number")
    + input_data("t", "string")
    + part("base", literal("n * 2"), inputs="n", kind="number")
    + part("extra", literal("100"), kind="number")
    + part("sum", literal("base + extra"), decisions="base extra")
    + part("word", literal('"r" + t'), inputs="t")
    + part("nested", literal("one(n, 1)"), inputs="n", knows="one")
    + service("one", "sum", "base", "extra", "n")
    + service("two", "sum word", "base", "extra", "n t")
    + service("closed", "sum", "base extra", given="n", kind="number")
    + service("wrong", "sum", "base extra", given="n", kind="string")
    + service("typed", "sum", "base extra", given="n", kind="tFunction")
    + service("constant", "extra")
    + service("outer", "nested", given="n")
)
ALL = "one two closed wrong typed constant outer"
CALLS = [
    ("one(1, 5)", "7"),
    ("one(n: 1, extra: 5)", "7"),
    ("one(extra: 5, n: 1)", "7"),
    ("one(extra: 5)", "null"),
    ("one([1], 5)", "7"),
    ("one(1)", "null"),
    ("one()", "null"),
    ("one(1, 5, 6)", "null"),
    ('one("a", 5)', "null"),
    ("one(m: 1, extra: 5)", "null"),
    ("one(1, null)", "null"),
    ('two(1, "x", 5)', '{sum: 7, word: "rx"}'),
    ('two(1, "x", 5).word', '"rx"'),
    ("closed(1)", "102"),
    ("wrong(1)", "null"),
    ("typed(1)", "null"),
    ("constant()", "100"),
    ("constant(1)", "null"),
    ("outer(3)", "7"),
    ("one(1, 5) + closed(1) + n", "159"),
    ("for i in [1, 2] return one(i, 1)", "[3, 5]"),
    ("{f: one, r: f(1, 2)}.r", "4"),
    ("sort([3, 1], function(a, b) closed(a) < closed(b))", "[1, 3]"),
    ("one instance of function<number, number>->Any", "true"),
    ("one instance of function<number>->Any", "false"),
    ("one = one", "true"),
    ("one = two", "false"),
]


def answer(logic: str) -> str:
    source = model(PARTS + part("d", logic, inputs="n", knows=ALL))
    return value_text(to_feel(load(source).evaluate("d", {"n": 50, "t": "T"}).value))


@pytest.mark.parametrize(("call", "expected"), CALLS)
def test_a_service_is_a_function_that_knows_its_arguments_only(call, expected):
    assert answer(literal(call)) == expected


@pytest.mark.parametrize(
    ("bindings", "expected"),
    [
        ({"n": "1", "extra": "5"}, "7"),
        ({"extra": "5", "n": "1"}, "7"),
        ({"n": "1"}, "null"),
        ({"n": "1", "other": "5"}, "null"),
    ],
)
def test_a_boxed_invocation_calls_a_service(bindings, expected):
    bound = "".join(
        f'<binding><parameter name="{name}"/>{literal(text)}</binding>' for name, text in bindings.items()
    )

    assert answer(f"<invocation>{literal('one')}{bound}</invocation>") == expected


ASKED: list[tuple[str, dict[str, Any], Any]] = [
    ("one", {"n": 1, "extra": 3}, 5),
    ("one", {"n": 1}, None),
    ("two", {"n": 1, "t": "q", "extra": 3}, {"sum": 5, "word": "rq"}),
    ("closed", {"n": 1}, 102),
    ("closed", {"n": "x"}, None),
    ("wrong", {"n": 1}, None),
    ("constant", {}, 100),
    ("outer", {"n": Decimal("1.5")}, 4),
]


@pytest.mark.parametrize(("name", "given", "expected"), ASKED)
def test_a_service_may_be_asked_for_by_its_name(name, given, expected):
    assert load(model(PARTS)).evaluate(name, given).value == expected
