"""What a model may not hold: refused with element and line, never left aside."""

import pytest

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.problems import CannotLoadModel, Problem, Severity
from raadhus.rules.domain.dmn.xml import NAMESPACES
from raadhus.rules.tests.modelkit import decision, input_data, literal, model, table, table_model

GOOD = decision("d", literal("1 + 1"))


def refusing(source: bytes) -> list[Problem]:
    """Return what keeps a model from being stored."""
    return [problem for problem in check(source) if problem.refuses]


def chain_of(length: int) -> str:
    """Return decisions each of which rests on the one before."""
    rest = [decision(f"d{n}", literal(f"d{n - 1} + 1"), decisions=(f"d{n - 1}",)) for n in range(1, length)]
    return "".join([decision("d0", literal("1")), *rest])


def test_a_chain_of_a_hundred_decisions_is_decided():
    assert load(model(chain_of(100))).evaluate("d99", {}).value == 100


@pytest.mark.parametrize("namespace", sorted(NAMESPACES))
def test_models_of_dmn_1_1_to_1_5_load(namespace):
    assert load(model(GOOD, namespace=namespace)).evaluate("d", {}).value == 2


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"<definitions", "not well-formed"),
        (b"<definitions/>", "not a DMN"),
        (b'<!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>', "document type"),
        (b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>', "document type"),
        (model(GOOD, namespace="https://www.omg.org/spec/DMN/20991231/MODEL/"), "not a DMN"),
        (b" " * 6_000_000, "larger than"),
        (model(GOOD + '<import name="x" importType="y" namespace="z"/>'), "are not carried out"),
        (model(GOOD + "<surprise/>"), "“surprise” is not carried out"),
        (model('<decision id="d" name="d" wobble="1"/>'), "“wobble” is not carried out"),
        (model(GOOD + GOOD), "same name or id"),
        (model(decision("d", literal("1 +"))), "ends too early"),
        (model(decision("d", literal("1"), decisions=("gone",))), "leads nowhere"),
        (
            model(
                decision("a", literal("b"), decisions=("b",)) + decision("b", literal("a"), decisions=("a",))
            ),
            "requires itself",
        ),
        (model(input_data("x", "tNone") + GOOD), "type “tNone” is not known"),
        (
            model(
                decision(
                    "d", '<literalExpression expressionLanguage="urn:js"><text>1</text></literalExpression>'
                )
            ),
            "expression language",
        ),
        (
            model(
                '<businessKnowledgeModel id="b" name="b"><encapsulatedLogic kind="PMML"/></businessKnowledgeModel>'
            ),
            "“PMML”",
        ),
        (
            model(
                '<businessKnowledgeModel id="b" name="b"><encapsulatedLogic kind="Java"><context>'
                '<contextEntry><variable name="class"/><literalExpression><text>"java.lang.Runtime"</text>'
                "</literalExpression></contextEntry><contextEntry><variable name='method signature'/>"
                '<literalExpression><text>"exec(java.lang.String)"</text></literalExpression></contextEntry>'
                "</context></encapsulatedLogic></businessKnowledgeModel>"
            ),
            "closed table",
        ),
        (
            model(
                decision(
                    "d",
                    literal(
                        'function(a) external {java: {class: "java.lang.Runtime", method signature: "exec(String)"}}'
                    ),
                )
            ),
            "closed table",
        ),
        (model(chain_of(5_000)), "at most 1000"),
        (model(chain_of(900)), "in a row"),
        (model(chain_of(102)), "in a row"),
        (table_model(["x"], ["o"], [["1", "2"]], policy="LUCKY"), "hit policy “LUCKY”"),
        (table_model(["x"], ["o"], [["1", "2"]], policy="PRIORITY"), "order of priority"),
        (table_model(["x"], ["o"], [["1", "2"]], aggregation="SUM"), "does not go with"),
        (table_model(["x"], ["o"], [["1 2 3", "2"]]), "cannot stand here"),
    ],
)
def test_a_model_that_cannot_be_carried_out_whole_is_refused(source, sentence):
    problems = check(source)

    assert any(sentence in problem.sentence for problem in problems), problems
    with pytest.raises(CannotLoadModel):
        load(source)


def test_a_problem_names_its_line_and_element():
    source = model("\n\n" + decision("d", "\n" + literal("1 +")))

    (problem,) = check(source)

    assert problem.line == 4
    assert "literalExpression" in problem.element


def test_a_rule_with_too_few_cells_is_refused():
    source = table_model(["x", "y"], ["o"], [["1", "2", "3"]]).replace(
        b"<inputEntry><text>2</text></inputEntry>", b""
    )

    assert "as many cells" in check(source)[0].sentence


def test_unknown_names_are_doubts_that_keep_a_model_from_being_stored_but_not_from_loading():
    source = model(decision("d", literal("incme + 1")))

    (problem,) = check(source)

    assert problem.severity is Severity.DOUBT
    assert "incme" in problem.sentence
    assert load(source).evaluate("d", {}).value is None


def test_a_remark_that_names_the_unknown_is_a_doubt():
    logic = table(["x"], ["o"], [["1", "2", "{x} and {z}"]], remarks=("en",))

    (problem,) = refusing(model(input_data("x") + decision("d", logic, inputs=("x",))))

    assert "“z”" in problem.sentence


def test_diagram_and_documentation_are_let_through():
    extra = (
        '<knowledgeSource id="k" name="The law"/><textAnnotation id="n"><text>hm</text></textAnnotation>'
        '<x:DMNDI xmlns:x="https://www.omg.org/spec/DMN/20230324/DMNDI/"><x:DMNDiagram/></x:DMNDI>'
    )

    assert check(model("<description>what</description>" + GOOD + extra)) == ()


def test_rows_of_a_table_that_share_an_id_are_doubted():
    doubled = table_model(["x"], ["o"], [["1", "2"], ["3", "4"]]).replace(b'id="r2"', b'id="r1"')

    assert [problem.sentence for problem in refusing(doubled)] == ["Another rule has the id “r1”"]


def test_tables_that_share_an_id_are_doubted():
    tables = [decision(name, table(["x"], ["o"], [["1", "2"]]), inputs=("x",)) for name in ("d", "e")]
    doubled = model(input_data("x") + "".join(tables)).replace(b'id="t2"', b'id="t"')

    assert [problem.sentence for problem in refusing(doubled)] == ["Another decisionTable has the id “t”"]


@pytest.mark.parametrize("value", ["Rent", "Rent ", " Rent"])
def test_two_elements_whose_values_have_one_name_are_doubted(value):
    second = decision("Fee", literal("2")).replace('<variable name="Fee"', f'<variable name="{value}"')
    found = check(model(decision("Rent", literal("1")) + second))

    assert [problem.sentence for problem in found] == ["The value of another element has the same name"]
