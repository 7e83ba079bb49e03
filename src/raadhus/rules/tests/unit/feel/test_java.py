"""External functions: Java's, as far as the closed table goes."""

from decimal import Decimal

import pytest

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.expression import parse_expression
from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.tests.modelkit import literal, model

MATH, TEXT = "java.lang.Math", "java.lang.String"
CASES = [
    (MATH, "cos(double)", "0", 1),
    (MATH, "max(int,int)", "123, 456", 456),
    (MATH, " max ( int , int ) ", "123, 456", 456),
    (MATH, "max(int, int)", "1.9, -3", 1),
    (MATH, "max(long, long)", "123, 2 ** 40", 2**40),
    (MATH, "max(double, double)", "123.46, 456.78", Decimal("456.78")),
    (MATH, "max(java.lang.Double, double)", "[1.5], 1", Decimal("1.5")),
    (MATH, "abs(double)", "-1.5", Decimal("1.5")),
    (MATH, "pow(double, double)", "2, 0.5", Decimal("1.4142135623730951")),
    (MATH, "round(double)", "2.5", 3),
    (MATH, "rint(double)", "2.5", 2),
    (MATH, "ceil(double)", "-0.5", 0),
    (MATH, "floorMod(int, int)", "-7, 3", 2),
    (MATH, "addExact(int, int)", "1, 2", 3),
    (MATH, "addExact(int, int)", "2147483647, 1", None),
    (MATH, "floorDiv(int, int)", "1, 0", None),
    (MATH, "sqrt(double)", "-1", None),
    (MATH, "exp(double)", "1000", None),
    (MATH, "log(double)", "0", None),
    (MATH, "max(int, int)", '1, "2"', None),
    (MATH, "max(int, int)", "1, null", None),
    (MATH, "max(int, int)", "1", None),
    (MATH, "abs(double)", "true", None),
    (TEXT, "valueOf(int)", "12.9", "12"),
    (TEXT, "valueOf(double)", "12", "12.0"),
    (TEXT, "valueOf(double)", "12345678", "1.2345678E7"),
    (TEXT, "valueOf(double)", "0.00001", "1.0E-5"),
    (TEXT, "valueOf(boolean)", "true", "true"),
    (TEXT, "valueOf(java.lang.Object)", "12.50", "12.5"),
    (TEXT, "valueOf(Object)", "null", "null"),
    (TEXT, "format(java.lang.String, [Ljava.lang.Object;)", '"%s is %.2f", ["a", 1.005]', "a is 1.01"),
    (
        TEXT,
        "format( java.lang.String, [Ljava.lang.Object; )",
        '"%,.1f|%5s|%-5s|", [1234.56, 1, "b"]',
        "1,234.6|    1|b    |",
    ),
    (TEXT, "format(String, [Ljava.lang.Object;)", '"%2$s%1$s%%", ["a", "b"]', "ba%"),
    (TEXT, "format(String, [Ljava.lang.Object;)", '"%08.3f", -1.5', "-001.500"),
    (TEXT, "format(String, [Ljava.lang.Object;)", '"%b %S", [true, "x"]', "true X"),
    (TEXT, "format(String, [Ljava.lang.Object;)", '"%e", 12345', "1.234500e+04"),
    (TEXT, "format(String, [Ljava.lang.Object;)", '"%d", [1]', None),
    (TEXT, "format(String, [Ljava.lang.Object;)", '"%s %s", ["a"]', None),
    (TEXT, "format(String, [Ljava.lang.Object;)", '"100%", []', None),
    (TEXT, "format(String, [Ljava.lang.Object;)", '"%99999999s", ["a"]', None),
]


@pytest.mark.parametrize(("owner", "signature", "arguments", "expected"), CASES)
def test_a_function_of_java_gives_what_java_gives(owner, signature, arguments, expected):
    count = signature.count(",") + 1
    names = ", ".join("ab"[:count])
    mapping = f'{{java: {{class: "{owner}", method signature: "{signature}"}}}}'

    assert parse_expression(f"(function({names}) external {mapping})({arguments})").evaluate({}) == expected


@pytest.mark.parametrize(
    ("owner", "signature"),
    [
        ("java.lang.Runtime", "exec(java.lang.String)"),
        ("java.lang.System", "getenv(java.lang.String)"),
        (MATH, "random()"),
        (MATH, "cos(int)"),
        (MATH, "__init__(double)"),
        (TEXT, "format(java.lang.String)"),
        (MATH, "cos"),
    ],
)
def test_a_function_outside_the_table_is_refused(owner, signature):
    mapping = f'{{java: {{class: "{owner}", method signature: "{signature}"}}}}'

    with pytest.raises(FeelSyntaxError, match="closed table"):
        parse_expression(f"function(a) external {mapping}")


def java_model(kind: str, call: str) -> bytes:
    entries = "".join(
        f'<contextEntry><variable name="{name}" typeRef="string"/>{literal(text)}</contextEntry>'
        for name, text in (("class", '"java.lang.Math"'), ("method signature", '"max(int,int)"'))
    )
    return model(
        f'<businessKnowledgeModel id="m" name="larger"><variable name="larger" typeRef="{kind}"/>'
        '<encapsulatedLogic kind="Java"><formalParameter name="a" typeRef="number"/>'
        f'<formalParameter name="b" typeRef="number"/><context>{entries}</context></encapsulatedLogic>'
        '</businessKnowledgeModel><decision id="d" name="d"><variable name="d"/><knowledgeRequirement>'
        f'<requiredKnowledge href="#m"/></knowledgeRequirement>{call}</decision>'
    )


@pytest.mark.parametrize(
    ("kind", "call", "expected"),
    [
        ("number", "larger(1, 2)", 2),
        ("number", "larger(b: 5, a: 2)", 5),
        ("number", 'larger("1", 2)', None),
        ("string", "larger(1, 2)", None),
    ],
)
def test_a_business_knowledge_model_may_be_a_function_of_java(kind, call, expected):
    assert load(java_model(kind, literal(call))).evaluate("d", {}).value == expected


def test_a_boxed_invocation_calls_a_function_of_java():
    bindings = "".join(
        f'<binding><parameter name="{name}"/>{literal(value)}</binding>'
        for name, value in (("a", "7"), ("b", "2"))
    )
    call = f"<invocation>{literal('larger')}{bindings}</invocation>"

    assert load(java_model("number", call)).evaluate("d", {}).value == 7
