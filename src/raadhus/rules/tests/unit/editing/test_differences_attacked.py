"""Two files that look alike to a reviewer decide alike, however somebody went about hiding a change."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.editing.change_table import with_ids
from raadhus.rules.domain.editing.compare_models import difference
from raadhus.rules.domain.editing.differences import Difference, Trait
from raadhus.rules.tests.reviewkit import BEFORE, DMN, MODEL, OLDER, SOURCE, answers


def expect_told(changed):
    """Expect that the reviewer is told something, or that nothing is decided otherwise."""
    after = answers(changed)
    if after is None:
        return  # it is refused before anybody reviews it
    kept = with_ids(changed)
    assert answers(kept) == after
    for source in (changed, kept):
        found = difference(SOURCE, source)
        assert not found.is_empty or after == BEFORE


TEXTS = (
    "100 // kroner\n+ 50",
    "900",
    "Income",
    "Home",
    "90",
    "80",
    "number",
    "[0..100]",
    "Limits.last - 850",
)
SPLITS = ("<!-- -->", "<?tool ?>", "<![CDATA[]]>", "&#x200B;", "&#xA0;", "\n", "&#13;", "&#x202E;", "<t:x/>")


@pytest.mark.parametrize(("text", "split"), list(itertools.product(TEXTS, SPLITS)))
def test_a_text_that_is_split_is_told_as_it_is_read(text, split):
    for place, more in itertools.product((1, len(text) // 2, len(text) - 1, len(text)), ("", "1", "0")):
        torn = text[:place] + split + more + text[place:]
        expect_told(MODEL.replace(f">{text}<", f">{torn}<").encode())


def with_encoding(encoding):
    return MODEL.replace("UTF-8", encoding).replace('"isle"', '"isleø"').encode(encoding)


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "windows-1252", "UTF-8", "ISO-8859-5", "UTF-7"])
def test_a_file_in_another_encoding_is_read_as_it_is_decided(encoding):
    try:
        source = with_encoding(encoding)
    except UnicodeEncodeError:
        source = with_encoding("ISO-8859-1").replace(b"ISO-8859-1", encoding.encode())
    expect_told(source)


def test_the_same_in_another_encoding_differs_in_its_writing_only():
    source = MODEL.replace("UTF-8", "UTF-16").encode("UTF-16")

    assert answers(source) == BEFORE
    assert difference(SOURCE, source).is_layout_only


CHANGES = {
    "a line end behind a remark of FEEL": ("kroner\n+", "kroner +"),
    "a remark of FEEL over a line end": ("100 // kroner\n+ 50", "100 /* kroner\n+ 50 */"),
    "a name that only a tool's element has": (
        "<t:about/>",
        '<t:about><t:output name="last-Income"/></t:about>',
    ),
    "a name that an element among the remarks has": ("<t:about/>", '<output name="last-Income"/>'),
    "a name that a variable among the remarks has": ("<t:about/>", '<variable name="last-Income"/>'),
    "a second expression of a column": (
        "<text>Income</text></inputExpression>",
        "<text>Income</text></inputExpression><inputExpression><text>Income * 2</text></inputExpression>",
    ),
    "a second expression of a column before it": (
        '<input id="i">',
        '<input id="i"><inputExpression><text>Income * 2</text></inputExpression>',
    ),
    "values allowed twice": (
        "<allowedValues>",
        "<allowedValues><text>[0..10]</text></allowedValues><allowedValues>",
    ),
    "values allowed twice, the other way": (
        "</allowedValues>",
        "</allowedValues><allowedValues><text>[0..10]</text></allowedValues>",
    ),
    "two types": ("<typeRef>number</typeRef>", "<typeRef>number</typeRef><typeRef>string</typeRef>"),
    "a type as an attribute too": ('name="Share"', 'name="Share" typeRef="string"'),
    "an attribute with a prefix": ('hitPolicy="UNIQUE"', 'hitPolicy="UNIQUE" t:hitPolicy="FIRST"'),
    "an attribute of DMN with a prefix": (
        'hitPolicy="UNIQUE"',
        f'hitPolicy="UNIQUE" xmlns:d="{DMN}" d:hitPolicy="FIRST"',
    ),
    "a policy left out": ('hitPolicy="UNIQUE"', ""),
    "another policy": ('hitPolicy="UNIQUE"', 'hitPolicy="FIRST"'),
    "a base": ('id="m"', 'id="m" xml:base="https://example.org/" xml:lang="da" xml:space="preserve"'),
    "a prefix for types": ('id="m"', f'id="m" xmlns:number="{DMN}"'),
    "a type with a prefix": ('typeRef="Share"', 'typeRef="feel:number"'),
    "an id in capitals": ('id="S"', 'id="s"'),
    "a reference in capitals": ('href="#L"', 'href="#l"'),
    "a reference with the namespace": ('href="#L"', 'href="urn:m#L"'),
    "an input where a decision is required": (
        '<requiredDecision href="#L"/></informationRequirement>\n<decisionTable',
        '<requiredInput href="#L"/></informationRequirement>\n<decisionTable',
    ),
    "a requirement left out": (
        '<informationRequirement><requiredInput href="#y"/></informationRequirement>',
        "",
    ),
    "an input of another name": ('name="Home"', 'name="Ηome"'),
    "a letter that looks alike in a text": ('"isle"', '"іsle"'),
    "a letter that turns the line in a text": ('"isle"', '"\u202eelsi\u202c"'),
    "a letter of no width in a text": ('"isle"', '"is\u200dle"'),
    "composed and decomposed": ('"isle"', '"I\u0307sle"'),
    "another digit": ("<text>90</text>", "<text>９0</text>"),
    "another minus": ("<text>Limits.last - 850</text>", "<text>Limits.last − 850</text>"),
    "a table of an older version": ('<decisionTable id="t"', f'<decisionTable xmlns="{OLDER}" id="t"'),
    "a second text in a cell": ("<text>90</text>", "<text>90</text><text>10</text>"),
    "a text before the text of a cell": (
        "<text>90</text>",
        f'<text xmlns="{OLDER}">10</text><text>90</text>',
    ),
    "a second variable": ('<variable name="Grant"', '<variable name="Other"/><variable name="Grant"'),
    "a row with the id of another": ('id="r2"', 'id="r1"'),
    "a row without id": ('id="r2"', ""),
    "a decision with the id of a row": ('id="S"', 'id="r1"'),
    "another decision of the same id": ("</definitions>", '<decision id="S" name="x"/></definitions>'),
    "an import": (
        "<itemDefinition",
        f'<import name="Share" namespace="urn:m" importType="{DMN}"/><itemDefinition',
    ),
    "a language": ("<literalExpression><text>900", '<literalExpression expressionLanguage="feel"><text>900'),
    "another language": (
        "<literalExpression><text>900",
        '<literalExpression expressionLanguage="js"><text>900',
    ),
    "a cell that is a page of text": ("<text>90</text>", "<text>90</text>\n<description>10</description>"),
    "two decisions in the other order": ('<decision id="L"', '<decision id="Z" name="Z"/><decision id="L"'),
    "a collection": ('name="Share"><typeRef>', 'name="Share" isCollection="true"><typeRef>'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_that_decides_is_hidden(change):
    before, after = CHANGES[change]
    assert before in MODEL

    expect_told(MODEL.replace(before, after).encode())
    expect_told(MODEL.replace(before, after, 1).encode())


@pytest.mark.parametrize(
    "version", ["20151101/dmn.xsd", "20180521/MODEL/", "20191111/MODEL/", "20211108/MODEL/"]
)
def test_another_version_of_dmn_decides_alike_or_is_told(version):
    scheme = "http" if version < "2019" else "https"

    expect_told(MODEL.replace(DMN, f"{scheme}://www.omg.org/spec/DMN/{version}").encode())


PIECES = st.sampled_from(
    [
        *(
            "<!-- x -->",
            "<?x y?>",
            "<![CDATA[1]]>",
            "&#49;",
            "\u200b",
            "\u202e",
            "\u00a0",
            "0",
            "9",
            "-",
            " ",
            "\n",
        ),
        *(
            '"',
            "//",
            "/*",
            "*/",
            "<t:x/>",
            "<text>1</text>",
            't:name="x"',
            " name='x'",
            "<variable name='last-Income'/>",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(MODEL)), PIECES), min_size=1, max_size=2))
def test_whatever_is_put_anywhere_is_told_or_decides_nothing(changes):
    changed = MODEL
    for place, piece in changes:
        changed = changed[:place] + piece + changed[place:]

    expect_told(changed.encode())


def test_what_is_written_alike_and_read_otherwise_is_told_with_its_place():
    renamed = MODEL.replace('<variable name="last"/>', '<variable name="last-Income"/>').encode()
    found = difference(SOURCE, renamed)

    told = {part.id: [turn.trait for turn in part.turns] for part in found.parts}
    assert told["G"] == [Trait.MEANING]
    asked = {"Income": Decimal(1), "Home": "isle"}
    assert load(SOURCE).evaluate("Grant", asked).value == 989
    assert load(renamed).evaluate("Grant", asked).value == 990


def test_a_cell_that_is_written_alike_and_read_otherwise_is_told():
    before = MODEL.replace("Limits.last - 850", "Limits.last-Income")
    after = before.replace('<variable name="last"/>', '<variable name="last-Income"/>')

    told = {
        part.id: [turn.trait for turn in part.turns]
        for part in difference(before.encode(), after.encode()).parts
    }

    assert told["t"] == [Trait.MEANING]


def test_a_drawing_and_remarks_of_tools_are_no_change_of_meaning():
    drawn = MODEL.replace("</definitions>", '<t:drawing xmlns:t="urn:x"/></definitions>')
    moved = MODEL.replace("<t:about/>", "<t:about><t:more/></t:about>").replace("><", ">\n   <")

    assert answers(drawn.encode()) is None
    assert difference(SOURCE, moved.encode()) == Difference(is_layout_only=True)
