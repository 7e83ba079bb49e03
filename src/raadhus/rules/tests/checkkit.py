"""What the checks find in small models, for tests."""

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.domain.dmn.problems import Problem
from raadhus.rules.tests.modelkit import decision, input_data, literal, model, table

DEFINITIONS = (
    '<itemDefinition name="tLimits"><itemComponent name="first"><typeRef>number</typeRef></itemComponent>'
    '<itemComponent name="last"><typeRef>number</typeRef></itemComponent></itemDefinition>'
    '<itemDefinition name="tColour"><typeRef>string</typeRef>'
    '<allowedValues><text>"red", "green"</text></allowedValues></itemDefinition>'
    '<itemDefinition name="tAge"><typeRef>number</typeRef>'
    "<allowedValues><text>[0..120]</text></allowedValues></itemDefinition>"
    '<itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>'
)
INPUTS = {
    "n": "number",
    "m": "number",
    "s": "string",
    "b": "boolean",
    "d": "date",
    "limits": "tLimits",
    "numbers": "tNumbers",
    "colour": "tColour",
    "age": "tAge",
    "any": "Any",
}


def model_of(logic: str) -> bytes:
    """Return a model of one decision `r` over the inputs above."""
    inputs = "".join(input_data(name, kind) for name, kind in INPUTS.items())
    return model(DEFINITIONS + inputs + decision("r", logic, inputs=tuple(INPUTS)))


def findings(logic: str) -> list[Problem]:
    """Return what is found in the decision, but for inputs that it does not read."""
    return [problem for problem in check(model_of(logic)) if problem.code != "unused-requirement"]


def codes(logic: str) -> list[str]:
    """Return the codes of what is found."""
    return [problem.code for problem in findings(logic)]


def codes_of_text(text: str) -> list[str]:
    """Return what is found in a literal expression."""
    return codes(literal(text))


def codes_of_table(inputs: list[str], rows: list[list[str]], **options: str) -> list[str]:
    """Return what is found in a table with one output."""
    return codes(table(inputs, ["out"], rows, **options))
