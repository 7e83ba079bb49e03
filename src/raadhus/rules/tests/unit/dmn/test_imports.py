"""Models that import others: names, types, inputs, services, and what is refused."""

from decimal import Decimal

import pytest

from raadhus.rules.domain.dmn.documents import MAX_IMPORTED, MAX_MODELS
from raadhus.rules.domain.dmn.loading import check, load
from raadhus.rules.domain.dmn.problems import CannotLoadModel
from raadhus.rules.tests.modelkit import NAMESPACE, decision, input_data, literal, model

PERSON = (
    '<itemDefinition name="tPerson"><itemComponent name="full name"><typeRef>string</typeRef></itemComponent>'
    '<itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>'
)
GROWTH = (
    '<businessKnowledgeModel id="k" name="add one"><variable name="add one" typeRef="number"/>'
    '<encapsulatedLogic><formalParameter name="n" typeRef="number"/>'
    + literal("if n > 3 then n else add one(n + 1)")
    + "</encapsulatedLogic></businessKnowledgeModel>"
)
SERVICE = (
    '<decisionService id="s" name="greeting service"><variable name="greeting service"/>'
    '<outputDecision href="#greeting"/><inputData href="#person"/></decisionService>'
)
LOWER = model(
    PERSON
    + input_data("person", "tPerson")
    + decision("greeting", literal('"Hi " + person.full name'), inputs=("person",))
    + GROWTH
    + SERVICE,
    own="urn:lower",
)


def imports(namespace: str, name: str = "low er") -> str:
    return f'<import namespace="{namespace}" name="{name}" importType="{NAMESPACE}"/>'


def requires(*references: str, kind: str = "Decision") -> str:
    return "".join(
        f'<informationRequirement><required{kind} href="{reference}"/></informationRequirement>'
        for reference in references
    )


def knows(reference: str) -> str:
    return f'<knowledgeRequirement><requiredKnowledge href="{reference}"/></knowledgeRequirement>'


def upper(logic: str, needs: str, name: str = "low er", own: str = "urn:upper", kind: str = "Any") -> bytes:
    body = (
        f'<decision id="d" name="d"><variable name="d" typeRef="{kind}"/>{needs}{literal(logic)}</decision>'
    )
    return model(imports("urn:lower", name) + body, own=own, more='xmlns:l="urn:lower"')


ANNA = {"full name": "Anna", "age": 3}
CASES = {
    "a decision": ("low er.greeting", requires("urn:lower#greeting"), "Hi Anna"),
    "an input": ("low er.person.full name", requires("urn:lower#person", kind="Input"), "Anna"),
    "a function that calls itself": ("low er.add one(1)", knows("urn:lower#k"), 4),
    "a service": ('low er.greeting service({full name: "Bo", age: 1})', knows("urn:lower#s"), "Hi Bo"),
    "a service by named argument": (
        'low er.greeting service(person: {full name: "Bo", age: 1})',
        knows("urn:lower#s"),
        "Hi Bo",
    ),
    "a type": ('{full name: "B", age: 2} instance of low er.tPerson', "", True),
    "a list of a type": ("[1] instance of list<low er.tPerson>", "", False),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_imported_is_known_behind_the_name_of_the_import(case):
    logic, needs, expected = CASES[case]

    found = load(upper(logic, needs), {"urn:lower": LOWER}).evaluate("d", {"low er": {"person": ANNA}})

    assert found.value == expected


@pytest.mark.parametrize("case", CASES)
def test_an_import_without_a_name_adds_its_names_to_the_model(case):
    logic, needs, expected = CASES[case]
    source = upper(logic.replace("low er.", ""), needs, name="")

    assert load(source, {"urn:lower": LOWER}).evaluate("d", {"person": ANNA}).value == expected


@pytest.mark.parametrize(
    "given",
    [{"low er": {"person": ANNA}}, {"low er.person": ANNA}, {"person": ANNA}],
    ids=["nested", "dotted", "plain"],
)
def test_an_imported_input_may_be_given_in_three_ways(given):
    source = upper("low er.greeting", requires("urn:lower#greeting"))

    assert load(source, {"urn:lower": LOWER}).evaluate("d", given).value == "Hi Anna"


@pytest.mark.parametrize("kind", ["low er.tPerson", "l:tPerson"])
def test_a_value_is_made_to_fit_an_imported_type(kind):
    needs = requires("urn:lower#person", kind="Input")
    compiled = load(upper("[low er.person]", needs, kind=kind), {"urn:lower": LOWER})

    assert compiled.evaluate("d", {"person": ANNA}).value == ANNA
    assert compiled.evaluate("d", {"person": {"age": 1}}).value is None


def test_an_import_of_an_import_is_reached_on_both_ways():
    middle = upper('low er.greeting + "!"', requires("urn:lower#greeting"), own="urn:middle")
    body = (
        imports("urn:middle", "mid")
        + imports("urn:lower", "low")
        + f'<decision id="e" name="e"><variable name="e"/>'
        f"{requires('urn:middle#d', 'urn:lower#greeting')}{literal('mid.d + low.greeting')}</decision>"
    )
    compiled = load(model(body, own="urn:top"), {"urn:lower": LOWER, "urn:middle": middle})

    for given in ({"mid": {"low er": {"person": ANNA}}}, {"low": {"person": ANNA}}):
        assert compiled.evaluate("e", given).value == "Hi Anna!Hi Anna"


def test_a_model_that_is_imported_in_two_places_may_have_two_values_for_its_input():
    parts = [
        upper("low er.greeting", requires("urn:lower#greeting"), own=own) for own in ("urn:left", "urn:right")
    ]
    body = (
        imports("urn:left", "left")
        + imports("urn:right", "right")
        + f'<decision id="e" name="e"><variable name="e"/>{requires("urn:left#d", "urn:right#d")}'
        f"{literal('[left.d, right.d]')}</decision>"
    )
    others = {"urn:left": parts[0], "urn:right": parts[1], "urn:lower": LOWER}
    compiled = load(model(body, own="urn:top"), others)
    bo = {"full name": "Bo", "age": 1}
    left, right = {"low er": {"person": ANNA}}, {"low er": {"person": bo}}

    assert compiled.evaluate("e", {"left": left, "right": right}).value == ["Hi Anna", "Hi Bo"]
    assert compiled.evaluate("e", {"left": left}).value == ["Hi Anna", "Hi Anna"]
    assert compiled.evaluate("e", {"person": bo}).value == ["Hi Bo", "Hi Bo"]


def test_the_same_name_in_two_models_means_two_values():
    body = (
        input_data("person")
        + f'<decision id="d" name="d"><variable name="d"/>{requires("#person", kind="Input")}'
        f"{requires('urn:lower#greeting')}{literal('person + low er.greeting')}</decision>"
    )
    source = model(imports("urn:lower") + body)

    found = load(source, {"urn:lower": LOWER}).evaluate("d", {"person": "Eva ", "low er": {"person": ANNA}})

    assert found.value == "Eva Hi Anna"


def test_a_decision_of_an_imported_model_may_be_asked_for():
    compiled = load(upper("1", ""), {"urn:lower": LOWER})

    assert compiled.evaluate("low er.greeting", {"person": ANNA}).value == "Hi Anna"
    assert compiled.evaluate("low er.add one", {"n": Decimal(2)}).value == 4


def chain(length: int) -> dict[str, bytes]:
    return {
        f"urn:{number}": model(
            imports(f"urn:{number + 1}", "a") if number + 1 < length else "", own=f"urn:{number}"
        )
        for number in range(length)
    }


REFUSED = {
    "a model that is not at hand": ({}, "is not at hand"),
    "a model that imports itself": (
        {"urn:lower": model(imports("urn:upper", "u"), own="urn:lower"), "urn:upper": b""},
        "imports itself",
    ),
    "what is no model": ({"urn:lower": b"<a/>"}, "not a DMN"),
    "a model with an error": (
        {"urn:lower": model("<foo/>", own="urn:lower")},
        "model 'test', foo: The element",
    ),
    "a part that is not there": ({"urn:lower": model("", own="urn:lower")}, "leads nowhere"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_import_is_refused(case):
    others, sentence = REFUSED[case]

    with pytest.raises(CannotLoadModel, match=sentence):
        load(upper("low er.greeting", requires("urn:lower#greeting")), others)


def test_a_long_chain_of_imports_is_refused():
    models = chain(MAX_MODELS + 1)
    assert check(models["urn:1"], models) == ()
    with pytest.raises(CannotLoadModel, match="imports at most"):
        load(models["urn:0"], models)


def test_a_large_model_is_not_imported_again_and_again():
    large = model(
        "".join(f'<itemDefinition name="t{each}"/>' for each in range(MAX_IMPORTED // 3)), own="urn:l"
    )
    source = model("".join(imports("urn:l", f"n{each}") for each in range(4)))

    with pytest.raises(CannotLoadModel, match="more than"):
        load(source, {"urn:l": large})


def test_an_import_of_another_kind_is_refused():
    body = (
        '<import namespace="urn:p" name="p" importType="http://www.dmg.org/PMML-4_2" locationURI="../../p"/>'
    )

    assert "PMML" in check(model(body), {"urn:p": b""})[0].sentence


@pytest.mark.parametrize("second", ["low er", " low  er ", "d", "person"])
def test_an_import_has_a_name_of_its_own(second):
    other = model(decision("greeting", literal('"Bye"')), own="urn:other")
    body = input_data("person") + decision("d", literal("1"))
    source = model(imports("urn:lower") + imports("urn:other", second) + body, own="urn:upper")

    with pytest.raises(CannotLoadModel, match="Another import or element has the same name"):
        load(source, {"urn:lower": LOWER, "urn:other": other})


def test_imports_of_other_names_and_without_name_are_read():
    other = model(decision("parting", literal('"Bye"')), own="urn:other")
    source = model(
        imports("urn:lower", "") + imports("urn:other", "other") + decision("d", literal("1")),
        own="urn:upper",
    )

    assert load(source, {"urn:lower": LOWER, "urn:other": other}).evaluate("d", {}).value == 1
