"""Where a type is stated, what becomes of a value that is not of it (DMN 1.5 clauses 7.3 and 10.3.2.9.4)."""

from decimal import Decimal

import pytest

from raadhus.rules.domain.dmn.loading import check, load
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.tests.modelkit import decision, input_data, literal, model


def item(name: str, base: str, *, many: bool = False, allowed: str = "", constraint: str = "") -> str:
    limits = f"<allowedValues><text>{allowed}</text></allowedValues>" if allowed else ""
    limits += f"<typeConstraint><text>{constraint}</text></typeConstraint>" if constraint else ""
    collection = ' isCollection="true"' if many else ""
    return f'<itemDefinition name="{name}"{collection}><typeRef>{base}</typeRef>{limits}</itemDefinition>'


TYPES = (
    item("tNumbers", "number", many=True)
    + item("tPositive", "number", allowed="&gt; 0")
    + item("tSmall", "tPositive", constraint="&lt; 10")
    + item("tPositives", "number", many=True, allowed="&gt; 0")
    + item("tSeveral", "number", many=True, constraint="count(?) &gt; 1")
    + item("tColour", "string", allowed='"red", "green"')
    + item("tColours", "tColour", many=True)
    + item("tTable", "tNumbers", many=True)
    + item("tDeep", "tPerson", many=True)
    + '<itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef></itemComponent>'
    '<itemComponent name="age"><typeRef>tPositive</typeRef></itemComponent></itemDefinition>'
    '<itemDefinition name="tTree"><itemComponent name="value"><typeRef>number</typeRef></itemComponent>'
    '<itemComponent name="branches" isCollection="true"><typeRef>tTree</typeRef></itemComponent></itemDefinition>'
    '<itemDefinition name="tFunction"><functionItem outputTypeRef="number"><parameters name="a" typeRef="number"/>'
    "</functionItem></itemDefinition>"
)
# Type, value, and what it becomes; "same" is the value unchanged.
CASES = [
    ("number", "1", "same"),
    ("number", "[1]", "1"),
    ("number", "[1, 2]", "null"),
    ("number", "[]", "null"),
    ("number", '"1"', "null"),
    ("number", "null", "same"),
    ("string", "1", "null"),
    ("boolean", '"true"', "null"),
    ("Any", '["a", 1]', "same"),
    ("date", '@"2020-01-01"', "same"),
    ("date", '@"2020-01-01T00:00:00"', "null"),
    ("date and time", '@"2020-01-01"', '@"2020-01-01T00:00:00Z"'),
    ("days and time duration", '@"P1Y"', "null"),
    ("tNumbers", "1", "[1]"),
    ("tNumbers", "[]", "same"),
    ("tNumbers", "[1, null]", "same"),
    ("tNumbers", '[1, "a"]', "null"),
    ("tNumbers", "[[1]]", "[1]"),
    ("tPositive", "-1", "null"),
    ("tPositive", "[1]", "1"),
    ("tSmall", "5", "same"),
    ("tSmall", "50", "null"),
    ("tSmall", "-5", "null"),
    ("tPositives", "[1, -1]", "null"),
    ("tPositives", "[1, 1]", "same"),
    ("tSeveral", "[1]", "null"),
    ("tSeveral", "[1, 2]", "same"),
    ("tColour", '"red"', "same"),
    ("tColour", '"blue"', "null"),
    ("tColour", "null", "same"),
    ("tColours", '["red", "green"]', "same"),
    ("tColours", '["red", "blue"]', "null"),
    ("tTable", "[[1], []]", "same"),
    ("tTable", "[1]", "null"),
    ("tPerson", '{name: "a", age: 1}', "same"),
    ("tPerson", '{name: "a", age: 1, more: 2}', "same"),
    ("tPerson", '{name: "a", age: null}', "same"),
    ("tPerson", '{name: "a", age: -1}', "null"),
    ("tPerson", '{name: "a"}', "null"),
    ("tPerson", '[{name: "a", age: 1}]', '{name: "a", age: 1}'),
    ("tDeep", '{name: "a", age: 1}', '[{name: "a", age: 1}]'),
    ("tTree", "{value: 1, branches: [{value: 2, branches: []}]}", "same"),
    ("tTree", '{value: 1, branches: [{value: "2", branches: []}]}', "null"),
    ("tFunction", "1", "null"),
]


def text_of(source: bytes, given: object = None) -> str:
    return value_text(to_feel(load(source).evaluate("d", {"i": given}).value))


def plain(text: str) -> str:
    return text_of(model(decision("d", literal(text))))


def expectation(value: str, becomes: str) -> str:
    return plain(value if becomes == "same" else becomes)


def as_result(kind: str, value: str) -> bytes:
    body = f'<decision id="d" name="d"><variable name="d" typeRef="{kind}"/>{literal(value)}</decision>'
    return model(TYPES + body)


def as_input(kind: str) -> bytes:
    return model(TYPES + input_data("i", kind) + decision("d", literal("i"), inputs=("i",)))


def as_entry(kind: str, value: str) -> bytes:
    entry = f'<contextEntry><variable name="e" typeRef="{kind}"/>{literal(value)}</contextEntry>'
    return model(
        TYPES + decision("d", f"<context>{entry}<contextEntry>{literal('e')}</contextEntry></context>")
    )


def knowledge(parameter: str, result: str, body: str, call: str) -> bytes:
    return model(
        f'{TYPES}<businessKnowledgeModel id="b" name="b"><variable name="b" typeRef="{result}"/><encapsulatedLogic>'
        f'<formalParameter name="x" typeRef="{parameter}"/>{literal(body)}</encapsulatedLogic>'
        '</businessKnowledgeModel><decision id="d" name="d"><variable name="d"/><knowledgeRequirement>'
        f'<requiredKnowledge href="#b"/></knowledgeRequirement>{literal(call)}</decision>'
    )


@pytest.mark.parametrize(("kind", "value", "becomes"), CASES)
@pytest.mark.parametrize("place", ["result", "entry", "parameter"])
def test_a_value_bound_to_a_typed_name_conforms_or_is_null(place, kind, value, becomes):
    sources = {
        "result": as_result(kind, value),
        "entry": as_entry(kind, value),
        "parameter": knowledge(kind, "Any", "x", f"b({value})"),
    }

    assert text_of(sources[place]) == expectation(value, becomes)


# The variable of a function may state the type of the function; no function is given from outside.
PLAIN = [case for case in CASES if case[0] != "tFunction"]


@pytest.mark.parametrize(("kind", "value", "becomes"), PLAIN)
def test_the_result_of_a_function_conforms_or_is_null(kind, value, becomes):
    assert text_of(knowledge("Any", kind, value, "b(1)")) == expectation(value, becomes)


@pytest.mark.parametrize(("kind", "value", "becomes"), PLAIN)
def test_an_input_conforms_or_is_null(kind, value, becomes):
    given = load(model(decision("d", literal(value)))).evaluate("d", {}).value

    assert text_of(as_input(kind), given) == expectation(value, becomes)


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("function(a: number) a", True),
        ("function(a) a", True),
        ("abs", True),
        ("function(a: string) 1", False),
        ("function(a: number, b: number) a", False),
        ("function() 1", False),
    ],
)
def test_a_function_conforms_by_its_parameters(value, fits):
    called = knowledge("tFunction", "Any", "x(2) != null", f"b({value})")

    assert text_of(called) == ("true" if fits else "null")


@pytest.mark.parametrize(("body", "expected"), [("x + 1", "3"), ('"a"', "null"), ("[x]", "2")])
def test_the_variable_of_a_function_may_state_the_type_of_the_function(body, expected):
    assert text_of(knowledge("number", "tFunction", body, "b(2)")) == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("b(1)", "1"),
        ("b(x: 1)", "1"),
        ("b([1])", "1"),
        ("b(null)", "null"),
        ("b()", "null"),
        ("b(1, 2)", "null"),
        ("b(y: 1)", "null"),
        ('b("1")', "null"),
        ("c(1)", "null"),
    ],
)
def test_a_call_whose_arguments_do_not_fit_is_null(call, expected):
    assert text_of(knowledge("number", "Any", "x", call)) == expected


def test_an_argument_that_does_not_fit_makes_the_call_null_whatever_the_body():
    assert text_of(knowledge("number", "Any", '"always"', 'b("1")')) == "null"
    assert text_of(knowledge("number", "Any", '"always"', "b(null)")) == '"always"'


def test_named_arguments_that_are_not_given_are_null():
    body = "(function(a, b) [a, b])(a: 1)"

    assert plain(body) == plain("[1, null]")


def test_a_note_says_which_value_had_not_its_type():
    found = load(as_result("number", '"a"')).evaluate("d", {})

    assert found.value is None
    assert found.notes == ("Decision 'd': the value does not have the type it should have",)
    assert load(as_input("tPositive")).evaluate("d", {"i": Decimal(-1)}).notes


@pytest.mark.parametrize(
    "types",
    [
        item("a", "a"),
        item("a", "b") + item("b", "a"),
        item("a", "b", allowed="1") + item("b", "a", constraint="2"),
        item("a", "n0")
        + "".join(item(f"n{each}", f"n{each + 1}") for each in range(3_000))
        + item("n3000", "number"),
    ],
)
def test_a_type_that_is_only_itself_is_refused(types):
    source = model(
        types + f'<decision id="d" name="d"><variable name="d" typeRef="a"/>{literal("1")}</decision>'
    )

    assert any("by itself alone" in problem.sentence for problem in check(source))
    assert load(source, tolerant=True).evaluate("d", {}).value is None


def span(limit: str, *, kind: str = "allowedValues", many: bool = False) -> str:
    collection = ' isCollection="true"' if many else ""
    return (
        '<itemDefinition name="tSpan"><itemComponent name="from day"><typeRef>number</typeRef></itemComponent>'
        f'<itemComponent name="until"{collection}><typeRef>number</typeRef>'
        f"<{kind}><text>{limit}</text></{kind}></itemComponent></itemDefinition>"
    )


@pytest.mark.parametrize(
    ("definition", "value", "fits"),
    [
        (span("&gt;= from day"), "{from day: 1, until: 2}", True),
        (span("&gt;= from day"), "{from day: 3, until: 2}", False),
        (span("&gt;= from day"), "{from day: 3, until: null}", True),
        (span("&gt;= from day"), "{from day: null, until: 2}", False),
        (span("? &gt; from day and ? &lt; 9"), "{from day: 3, until: 8}", True),
        (span("? &gt; from day and ? &lt; 9"), "{from day: 3, until: 9}", False),
        (span("&gt; from day", many=True), "{from day: 1, until: [2, 3]}", True),
        (span("&gt; from day", many=True), "{from day: 2, until: [2, 3]}", False),
        (span("count(?) = from day", kind="typeConstraint", many=True), "{from day: 2, until: [2, 3]}", True),
        (
            span("count(?) = from day", kind="typeConstraint", many=True),
            "{from day: 1, until: [2, 3]}",
            False,
        ),
        (span("&gt; from day"), '{from day: "a", until: 2}', False),
        (span("&gt; from day"), "[{from day: 1, until: 2}]", True),
    ],
)
def test_a_limit_of_a_component_knows_the_components_beside_it(definition, value, fits):
    """DMN 1.5 clause 7.3.3: of sibling components, "their values are available" to allowed values."""
    logic = decision("d", literal(value)).replace("<variable ", '<variable typeRef="tSpan" ')
    source = model(definition + logic)

    assert check(source) == ()
    assert (load(source).evaluate("d", {}).value is not None) is fits


@pytest.mark.parametrize(
    "name",
    [
        "my type",
        "tax-payer",
        "Profit and loss",
        "list of things",
        "date of birth",
        "number of children",
        "type/1",
        "a.b",
    ],
)
def test_a_type_may_be_called_as_a_variable_may(name):
    """DMN 1.5 clause 10.3.1.2, rule 52: a type is a qualified name, and names hold words of the language and signs."""
    asked = {
        f"5 instance of {name} and true": True,
        f'["a"] instance of list<{name}>': False,
        f"(function(x: {name}, y: {name}) x + y)(1, 2)": 3,
        f"(function(x: {name}) 1)(-5)": None,
        "5 instance of number": True,
    }
    logic = [decision(f"d{number}", literal(text)) for number, text in enumerate(asked)]
    source = model(item(name, "number", allowed="&gt; 0") + "".join(logic))

    assert check(source) == ()
    assert [load(source).evaluate(f"d{number}", {}).value for number in range(len(asked))] == [
        *asked.values()
    ]


def test_a_type_hides_no_longer_name_of_the_language():
    source = model(
        item("date and", "number")
        + decision("d", literal('@"2020-01-01T00:00:00" instance of date and time'))
    )

    assert load(source, tolerant=True).evaluate("d", {}).value is True
