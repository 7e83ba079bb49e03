"""What is found by types alone; beside each expression that is wrong stands one that is not."""

import pytest

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.domain.dmn.problems import Severity
from raadhus.rules.tests.checkkit import DEFINITIONS, codes, codes_of_text, findings
from raadhus.rules.tests.modelkit import decision, input_data, literal, model, table

WRONG_AND_RIGHT = [
    ("unknown-name", "nn + 1", "n + 1"),
    ("unknown-name", "some x in numbers satisfies y > 1", "some x in numbers satisfies x > 1"),
    ("unknown-member", "limits.frst", "limits.first"),
    ("unknown-member", "d.hour", "d.year"),
    ("unknown-member", "{a: 1}.b", "{a: 1}.a"),
    ("unknown-member", "[{a: 1}].b", "[{a: 1}].a"),
    ("unknown-member", "n.first", "any.first"),
    ("no-arithmetic", "n + s", "n + m"),
    ("no-arithmetic", "d + n", "d + duration(s)"),
    ("no-arithmetic", "s * n", "any * n"),
    ("no-arithmetic", "b - b", "d - d"),
    ("no-comparison", "n = s", "n = null"),
    ("no-comparison", 'd > "2024-01-01"', 'd > @"2024-01-01"'),
    ("no-comparison", "n between s and 3", "n between 1 and 3"),
    ("no-negation", "-s", "-n"),
    ("not-a-condition", "if n then 1 else 2", "if n > 0 then 1 else 2"),
    ("not-a-condition", "b and s", "b and any"),
    ("not-a-condition", "every x in numbers satisfies x + 1", "every x in numbers satisfies x > 1"),
    ("cell-of-other-kind", 'n in ("a")', "n in (1, 2)"),
    ("cell-of-other-kind", "s in (< 5)", 's in ("a")'),
    ("not-a-function", "n(1)", "any(1)"),
    ("wrong-count", "upper case(s, s)", "upper case(s)"),
    ("wrong-count", "(function(a) a)(1, 2)", "(function(a) a)(1)"),
    ("wrong-names", "upper case(text: s)", "upper case(string: s)"),
    ("wrong-argument", "upper case(n)", "upper case(any)"),
    ("wrong-argument", "floor(s)", "floor(numbers)"),
    ("wrong-argument", "(function(a: number) a)(s)", "(function(a: number) a)(n)"),
    ("division-by-zero", "n / 0", "n / 2"),
    ("division-perhaps", "n / m", "if m != 0 then n / m else 0"),
    ("division-perhaps", "n / (m + 1)", "if m >= 0 then n / (m + 1) else 0"),
    ("division-perhaps", "n / count(numbers)", "if count(numbers) > 0 then n / count(numbers) else 0"),
    ("division-perhaps", "n / age", "n / (age + 1)"),
    ("division-perhaps", "modulo(n, m)", "modulo(n, 10)"),
    ("division-perhaps", "n / d.weekday - n / m", "n / d.weekday"),
    ("division-perhaps", "if m = 0 then n / m else 0", "if m = 0 then 0 else n / m"),
]


@pytest.mark.parametrize(("code", "wrong"), [(code, wrong) for code, wrong, _ in WRONG_AND_RIGHT])
def test_an_expression_that_cannot_have_a_value_is_found(code, wrong):
    assert codes_of_text(wrong) == [code]


@pytest.mark.parametrize("right", sorted({right for _, _, right in WRONG_AND_RIGHT}))
def test_an_expression_that_can_have_a_value_is_let_be(right):
    assert codes_of_text(right) == []


@pytest.mark.parametrize(
    "text",
    [
        "any.x.y + any[1] * any(1, 2)",
        "numbers[item > 1]",
        "numbers[1] + 1",
        "for x in numbers return x + 1",
        "sum(for x in numbers return x * 2) + 1",
        "sort(numbers, function(a, b) a > b)",
        "{f: function(k) if k < 1 then 1 else f(k - 1), v: f(3)}.v",
        "[{a: 1}, {a: 2, b: 3}].b",
        "[{a: 1}, {a: 2}][a > 1].a",
        "min(n, m) + max(numbers)",
        'string length("a" + s) > 2',
        "if b then 1 else null",
        "(if b then null else n) + 1",
        'get value({a: 1}, "a") + 1',
        "d instance of date",
        'date(d) - date("2024-01-01") > duration("P1D")',
        "years and months duration(d, d).years",
        "any in [1..5]",
        "n in numbers",
        "not(b) or any",
        'string join(["a", s], ", ")',
        "[n][1] + 1",
        "numbers = [1, 2]",
        "now() > now()",
        "min(c: numbers)",
        "min(c1: n, c2: m)",
        "substring(string: s, start position: 2)",
    ],
)
def test_what_is_right_or_unknown_is_never_alarmed(text):
    assert codes_of_text(text) == []


def test_a_decision_that_never_has_its_type_is_found():
    wrong = decision("r", literal('"a"')).replace('name="r"/>', 'name="r" typeRef="number"/>')
    right = wrong.replace('"a"', "1", 1).replace("&quot;a&quot;", "1")

    assert [problem.code for problem in check(model(wrong))] == ["wrong-type"]
    assert check(model(right)) == ()


def test_an_output_cell_of_another_type_is_found_with_row_and_column():
    logic = table(["n"], ["out"], [["< 1", "1"], [">= 1", '"a"']]).replace(
        '<output name="out">', '<output name="out" typeRef="number">'
    )

    (problem,) = findings(logic)

    assert (problem.code, problem.place.row, problem.place.column) == ("wrong-type", 2, "out")


def test_a_value_outside_the_allowed_ones_of_its_type_is_found():
    def source(text):
        head = '<variable name="r"/>'
        body = decision("r", literal(text)).replace(head, '<variable name="r" typeRef="tColour"/>')
        return model(DEFINITIONS + body)

    assert [problem.code for problem in check(source('"blue"'))] == ["value-not-allowed"]
    assert check(source('"red"')) == ()


def test_a_context_without_an_entry_of_its_type_is_found():
    def source(text):
        body = decision("r", literal(text)).replace('name="r"/>', 'name="r" typeRef="tLimits"/>')
        return model(DEFINITIONS + body)

    assert [problem.code for problem in check(source("{first: 1}"))] == ["missing-entry"]
    assert check(source("{first: 1, last: 2}")) == ()
    assert check(source("null")) == ()


def test_a_cell_that_asks_for_another_kind_is_found_with_its_place():
    logic = table(["n", "s"], ["out"], [["1", '"a"', "1"], ["2", "2", "2"]], default="0")

    (problem,) = findings(logic)

    assert (problem.code, problem.severity) == ("cell-of-other-kind", Severity.DOUBT)
    assert (problem.place.table, problem.place.row, problem.place.column) == ("t", 2, "s")
    assert problem.line > 0


def test_an_unknown_name_in_a_cell_is_told_once_with_row_and_column():
    (problem,) = findings(table(["n"], ["out"], [["< nn", "1"], ["-", "2"]], policy="FIRST", default="0"))[:1]

    assert (problem.code, problem.place.row, problem.place.column) == ("unknown-name", 1, "n")
    assert problem.column == 3


def test_functions_of_the_model_are_checked_at_the_call():
    knowledge = (
        '<businessKnowledgeModel id="twice" name="twice"><variable name="twice"/><encapsulatedLogic>'
        '<formalParameter name="a" typeRef="number"/><literalExpression><text>a * 2</text></literalExpression>'
        "</encapsulatedLogic></businessKnowledgeModel>"
    )

    def found(text):
        body = decision("r", literal(text)).replace(
            "<literalExpression>",
            '<knowledgeRequirement><requiredKnowledge href="#twice"/></knowledgeRequirement><literalExpression>',
        )
        return [problem.code for problem in check(model(knowledge + body))]

    assert found("twice(2) + 1") == []
    assert found('twice("a")') == ["wrong-argument"]
    assert found("twice(1, 2)") == ["wrong-count"]
    assert found("twice(b: 1)") == ["wrong-names"]
    assert found('twice(1) + "a"') == ["no-arithmetic"]


def test_types_travel_from_decision_to_decision():
    first = decision("limits", table(["n"], ["low", "high"], [["-", "1", '"a"']]), inputs=("n",))
    second = decision("r", literal("limits.low + limits.high"), decisions=("limits",))

    found = check(model(input_data("n", "number") + first + second))

    assert [problem.code for problem in found] == ["no-arithmetic"]


def test_divisors_of_a_table_that_are_never_zero_are_let_be():
    def found(step):
        scale = decision(
            "scale",
            table(["n"], ["step", "top"], [["1", step, "2"], ["2", "5", "3"]], default="1"),
            inputs=("n",),
        )
        share = decision("r", literal("scale.top / scale.step"), decisions=("scale",))
        return [problem.code for problem in check(model(input_data("n", "number") + scale + share))]

    assert found("4") == []
    assert found("0") == ["division-perhaps"]


def test_a_row_knows_where_its_columns_lie():
    assert codes(table(["m"], ["out"], [["> 0", "n / m"], ["<= 0", "0"]])) == []
    assert codes(table(["m"], ["out"], [[">= 0", "n / m"], ["< 0", "0"]])) == ["division-perhaps"]
