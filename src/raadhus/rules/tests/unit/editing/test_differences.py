"""Whoever reads what differs sees everything that decides: no attribute, text or place of it can change unseen."""

import re

import pytest
from lxml import etree

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.editing.change_table import (
    CannotChangeTable,
    ChangeCell,
    change_table,
)
from raadhus.rules.domain.editing.compare_models import difference
from raadhus.rules.domain.editing.differences import Trait
from raadhus.rules.domain.editing.sheets import sheets_of
from raadhus.rules.tests.modelkit import FREE_PLACE

TABLE = """
<decisionTable id="{id}" hitPolicy="UNIQUE"><input id="i-{id}"><inputExpression typeRef="number"><text>x</text>
</inputExpression><inputValues><text>[0..9]</text></inputValues></input>
<output name="a" typeRef="number"><outputValues><text>1,2</text></outputValues>
<defaultOutputEntry><text>1</text></defaultOutputEntry></output><output name="b"/><annotation name="en"/>
<rule id="r"><inputEntry><text>1</text></inputEntry><outputEntry><text>{first}</text></outputEntry>
<outputEntry><text>3</text></outputEntry><annotationEntry><text>so</text></annotationEntry></rule>
<rule id="r"><inputEntry><text>2</text></inputEntry><outputEntry><text>2</text></outputEntry><outputEntry><text>4</text>
</outputEntry></rule></decisionTable>"""
MODEL = f"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">
<extensionElements><remark xmlns="urn:a-tool">{TABLE.format(id="t", first="8")}</remark></extensionElements>
<import name="other" namespace="urn:o" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
<itemDefinition id="T" name="T" isCollection="true"><typeRef>number</typeRef>
<allowedValues><text>&gt; 0</text></allowedValues></itemDefinition>
<inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>
<decision id="D" name="D"><variable name="D" typeRef="Any"/>
<informationRequirement><requiredInput href="#x"/></informationRequirement>
<knowledgeRequirement><requiredKnowledge href="#B"/></knowledgeRequirement>
<context><contextEntry><variable name="k" typeRef="string"/><literalExpression typeRef="string"><text>"a  b"</text>
</literalExpression></contextEntry><contextEntry><variable name="t"/>{TABLE.format(id="t", first="1")}</contextEntry>
<contextEntry><variable name="l"/><for iteratorVariable="p">
<in><literalExpression><text>[1, 2]</text></literalExpression></in>
<return><literalExpression><text>p + 1</text></literalExpression></return></for></contextEntry></context></decision>
<decision id="E" name="E"><variable name="E" typeRef="number"/>
<informationRequirement><requiredInput href="#x"/></informationRequirement>
<literalExpression typeRef="Any"><text>x * 2</text></literalExpression></decision>
<businessKnowledgeModel id="B" name="B"><variable name="B"/><encapsulatedLogic kind="FEEL">
<formalParameter name="x" typeRef="number"/>{TABLE.format(id="u", first="1")}</encapsulatedLogic></businessKnowledgeModel>
<decisionService id="S" name="S"><variable name="S"/><outputDecision href="#D"/><inputData href="#x"/></decisionService>
</definitions>"""
SOURCE = MODEL.encode()
ONE_TABLE = f"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">
<inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>
<decision id="D" name="D"><variable name="D"/><informationRequirement><requiredInput href="#x"/></informationRequirement>
{TABLE.format(id="t", first="2<!-- -->")}</decision></definitions>"""
TITLES = {"id", "label"}


def written(root):
    return etree.tostring(root)


def deciding(root):
    remarks = root.find("{*}extensionElements")
    return [one for one in root.iter(f"{{{etree.QName(root).namespace}}}*") if one not in {root, remarks}]


PLACES = [
    (number, name)
    for number, element in enumerate(deciding(etree.fromstring(SOURCE)))
    for name in (*element.attrib, *(["text"] if (element.text or "").strip() else []))
    if name not in TITLES
]


@pytest.mark.parametrize(("number", "name"), PLACES)
def test_no_attribute_or_text_that_decides_changes_unseen(number, name):
    root = etree.fromstring(SOURCE)
    element = deciding(root)[number]
    if name == "text":
        element.text = f"{(element.text or '').strip()}1"
    else:
        element.set(name, element.get(name) + "1")

    found = difference(SOURCE, written(root))

    assert not found.is_empty
    assert not found.is_layout_only


def says_more_than_its_parent(element):
    stated = {name: value for name, value in element.attrib.items() if name not in TITLES}
    return bool("".join(element.itertext()).strip()) or stated not in (
        {},
        {"name": element.getparent().get("name")},
    )


TELLING = [
    number
    for number, element in enumerate(deciding(etree.fromstring(SOURCE)))
    if says_more_than_its_parent(element)
]


@pytest.mark.parametrize("number", TELLING)
def test_nothing_that_decides_is_taken_away_unseen(number):
    root = etree.fromstring(SOURCE)
    element = deciding(root)[number]
    element.getparent().remove(element)

    assert not difference(SOURCE, written(root)).is_empty


def test_a_tables_columns_in_another_order_are_told():
    root = etree.fromstring(SOURCE)
    table = next(one for one in deciding(root) if one.get("id") == "u")
    for parent, name in ((table, "output"), *((rule, "outputEntry") for rule in table.findall("{*}rule"))):
        first, second = parent.findall(f"{{*}}{name}")
        second.addnext(first)

    (found,) = difference(SOURCE, written(root)).tables

    assert [(turn.trait, turn.before, turn.after) for turn in found.turns] == [
        (Trait.COLUMN_ORDER, "x, a, b, en", "x, b, a, en")
    ]
    assert found.rows == ()


def test_a_text_with_a_remark_in_it_is_read_as_the_engine_reads_it():
    plain = ONE_TABLE.replace("<!-- -->", "").encode()
    hidden = ONE_TABLE.replace("<!-- -->", "<!-- -->000<?tool?>0").encode()

    assert load(hidden).evaluate("D", {"x": 1}).value["a"] == 20000
    assert sheets_of(hidden)[0].rows[0].texts[1] == "20000"
    assert not difference(plain, hidden).is_empty


def test_a_cell_with_a_remark_in_it_holds_what_is_written_into_it_and_nothing_else():
    hidden = ONE_TABLE.replace("<!-- -->", "<!-- -->0").replace('id="r"', 'id="first"', 1).encode()

    changed = change_table(hidden, "t", [ChangeCell("first", 1, "5")])

    assert load(changed).evaluate("D", {"x": 1}).value["a"] == 5


def test_a_table_is_changed_by_its_id_only_when_no_other_has_it():
    twice = SOURCE.replace(b'id="u"', b'id="t"')

    with pytest.raises(CannotChangeTable):
        change_table(twice, "t", [ChangeCell("r", 1, "5")])


def test_tables_in_the_extensions_of_tools_are_none():
    assert [(sheet.id, sheet.rows[0].texts[1]) for sheet in sheets_of(SOURCE)] == [("t", "1"), ("u", "1")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('da="a"', 'da="b"'),
        ('unit="DKK"', 'unit="NOK"'),
        ('is="yes"', 'is="no"'),
        ('en="so"', 'en="not so"'),
        ('label="One"', 'label="Two"'),
        ('en="model"', 'en="other"'),
        ('en="doubled"', 'en="halved"'),
    ],
)
def test_what_citizens_are_told_does_not_change_unseen(before, after):
    space = 'xmlns:w="urn:raadhus:dmn:1"'
    told = f'<w:words {space} da="a" unit="DKK"/><w:value {space} is="yes" da="ja"/><w:how {space} en="so"/>'
    source = MODEL.replace(
        '<decision id="E" name="E">',
        f'<decision id="E" name="E" label="One"><extensionElements>{told}</extensionElements>',
    ).replace(
        "<text>x * 2</text>",
        f'<extensionElements><w:how {space} en="doubled"/></extensionElements>\n<text>x * 2</text>',
    )
    source = source.replace(
        "<extensionElements><remark", f'<extensionElements><w:about {space} en="model"/><remark'
    )
    assert source.count(before) == 1

    (part,) = difference(source.encode(), source.replace(before, after).encode()).parts

    assert {turn.trait for turn in part.turns} == {Trait.WORDS}


def test_the_words_of_a_formula_that_are_gone_are_told_by_language_and_without_ids():
    cut = re.sub(rb"<raadhus:how da=\"5[^>]*/>", b"", FREE_PLACE)
    assert cut != FREE_PLACE

    (part,) = difference(FREE_PLACE, cut).parts

    assert {(turn.kind, turn.language, turn.of, turn.after) for turn in part.turns} == {
        ("how", language, "", "") for language in ("da", "nb", "en")
    }


def test_what_people_read_differs_text_by_text_with_its_language_and_what_it_tells_of():
    before = FREE_PLACE.replace(b'en="Parents\' share"', b'en="What parents pay"', 1)
    assert before != FREE_PLACE

    (part,) = difference(before, FREE_PLACE).parts

    (turn,) = part.turns
    assert (turn.kind, turn.language, turn.before, turn.after) == (
        "words",
        "en",
        "What parents pay",
        "Parents' share",
    )
