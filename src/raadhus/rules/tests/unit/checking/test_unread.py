"""What nothing reads, and beside it what something does."""

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.tests.modelkit import decision, input_data, literal, model, table

SCALE = decision(
    "scale", table(["n"], ["low", "high"], [["< 5", "1", "2"], [">= 5", "3", "4"]]), inputs=("n",)
)
KIND = decision("sort", table(["n"], ["out"], [["< 5", '"a"'], [">= 5", '"b"']]), inputs=("n",))
KNOWLEDGE = (
    '<businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="a"/>'
    "<literalExpression><text>a</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"
)


def found(body: str, results: tuple[str, ...] = ()) -> list[str]:
    return [problem.code for problem in check(model(input_data("n", "number") + body), results=results)]


def test_an_input_that_nothing_requires():
    assert found(decision("r", literal("1"))) == ["unread-input"]
    assert found(decision("r", literal("n"), inputs=("n",))) == []


def test_a_requirement_that_is_not_read():
    assert found(decision("r", literal("1"), inputs=("n",))) == ["unused-requirement"]


def test_a_requirement_that_only_a_remark_reads_is_read():
    rows = [["-", "1", "It is {n}."]]

    assert found(decision("r", table(["1"], ["out"], rows, remarks=("en",)), inputs=("n",))) == []


def test_a_function_that_nothing_calls():
    call = decision("r", literal("f(n)"), inputs=("n",)).replace(
        "<literalExpression>",
        '<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement><literalExpression>',
    )

    assert found(KNOWLEDGE + decision("r", literal("n"), inputs=("n",))) == ["unread-function"]
    assert found(KNOWLEDGE + call) == []


def test_an_output_column_that_nothing_reads():
    assert found(SCALE + decision("r", literal("scale.low"), decisions=("scale",))) == ["unread-output"]
    assert found(SCALE + decision("r", literal("scale.low + scale.high"), decisions=("scale",))) == []
    assert found(SCALE + decision("r", literal("scale"), decisions=("scale",))) == []
    assert found(SCALE) == []


def test_outputs_of_a_decision_that_is_read_from_outside_are_read():
    body = SCALE + decision("r", literal("scale.low"), decisions=("scale",))

    assert found(body, ("r", "scale")) == []


def test_a_decision_that_no_result_rests_on():
    body = SCALE + decision("r", literal("1"))

    assert found(body, ("r",)) == ["unread-decision"]
    assert found(body, ("r", "scale")) == []
    assert found(body) == []


def test_a_value_that_no_reader_takes():
    def reading(cell):
        rows = [['"a"', "1"], [cell, "2"]]
        return KIND + decision("r", table(["sort"], ["out"], rows), decisions=("sort",))

    assert "unmatched-output" in found(reading('"a"'))
    assert found(reading('"b"')) == []
