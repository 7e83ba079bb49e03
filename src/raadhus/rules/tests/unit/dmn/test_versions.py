"""Models of DMN 1.1 to 1.5, each with the ways of writing of its version."""

import pytest

from raadhus.rules.domain.dmn.loading import check, load
from raadhus.rules.domain.dmn.xml import NAMESPACES
from raadhus.rules.tests.modelkit import decision, input_data, literal, model

FEEL = [
    "http://www.omg.org/spec/FEEL/20140401",
    "http://www.omg.org/spec/DMN/20180521/FEEL/",
    "https://www.omg.org/spec/DMN/20191111/FEEL/",
    "https://www.omg.org/spec/DMN/20211108/FEEL/",
    "https://www.omg.org/spec/DMN/20230324/FEEL/",
    "feel",
]
TYPES = (
    '<itemDefinition name="tAge"><typeRef>{0}number</typeRef><allowedValues><text>&gt;= 0</text></allowedValues>'
    '</itemDefinition><itemDefinition name="tAges" isCollection="true"><typeRef>{1}tAge</typeRef></itemDefinition>'
)


@pytest.mark.parametrize("namespace", sorted(NAMESPACES))
@pytest.mark.parametrize(("feel", "own"), [("", ""), ("feel:", "own:")])
def test_a_model_of_each_version_loads_with_its_ways_to_name_types(namespace, feel, own):
    more = (
        f'xmlns:feel="{FEEL[0]}" xmlns:own="urn:test" expressionLanguage="{FEEL[0]}" typeLanguage="{FEEL[0]}"'
    )
    body = (
        TYPES.format(feel, own)
        + input_data("ages", f"{own}tAges")
        + decision("d", literal("sum(ages)"), inputs=("ages",))
    )
    source = model(body, namespace=namespace, more=more)

    assert check(source) == ()
    assert load(source).evaluate("d", {"ages": [1, 2]}).value == 3
    assert load(source).evaluate("d", {"ages": [1, -2]}).value is None


@pytest.mark.parametrize("language", FEEL)
def test_feel_is_known_by_each_of_its_names(language):
    logic = literal("1").replace(
        "<literalExpression>", f'<literalExpression expressionLanguage="{language}">'
    )

    assert check(model(decision("d", logic))) == ()


@pytest.mark.parametrize("place", ["definitions", "literalExpression"])
def test_another_expression_language_is_refused(place):
    other = 'expressionLanguage="http://www.w3.org/1999/XPath"'
    logic = literal("1")
    if place == "literalExpression":
        source = model(decision("d", logic.replace("<literalExpression>", f"<literalExpression {other}>")))
    else:
        source = model(decision("d", logic), more=other)

    assert "expression language" in check(source)[0].sentence


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("dateTime", "date and time"), ("dayTimeDuration", "days and time"), ("yearMonthDuration", "years")],
)
def test_the_short_names_of_types_in_dmn_1_1_are_known(kind, expected):
    texts = {"date and time": '@"2020-01-01T00:00:00"', "days and time": '@"P1D"', "years": '@"P1Y"'}
    body = f'<decision id="d" name="d"><variable name="d" typeRef="feel:{kind}"/>{literal(texts[expected])}</decision>'
    source = model(body, namespace=sorted(NAMESPACES)[0], more=f'xmlns:feel="{FEEL[0]}"')

    assert check(source) == ()
    assert load(source).evaluate("d", {}).value is not None
