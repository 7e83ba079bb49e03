"""Whatever a file holds, in whatever order and language, survives being read and written anew."""

from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from raadhus.processes.domain.document.compare import differences
from raadhus.processes.domain.document.definitions import BpmnDocument, Definitions
from raadhus.processes.domain.document.editing import walk
from raadhus.processes.domain.document.parts import Mixed, Part
from raadhus.processes.domain.document.plans import plan_of
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.document.writer import tree_of, write_document
from raadhus.processes.domain.namespaces import BPMN, XML
from raadhus.processes.domain.xml_tree import parse_document
from raadhus.processes.tests.unit.test_documents import canonical


def kinds_below(kind: type[Part], found: dict[type[Part], None]) -> dict[type[Part], None]:
    """Return every kind of part that may stand within a kind, however deep."""
    for _, one in plan_of(kind).children.values():
        if one not in found:
            found[one] = None
            kinds_below(one, found)
    return found


KINDS = list(kinds_below(Definitions, {Definitions: None}))
NAMES = [
    *sorted({name for kind in KINDS for name in plan_of(kind).children}),
    ("urn:vendor", "thing"),
    ("urn:vendor:two", "thing"),
    ("", "plain"),
    (BPMN, "unheardOf"),
]
ATTRIBUTES = [
    *sorted({name for kind in KINDS for name in plan_of(kind).attributes}),
    "{urn:vendor}a",
    "{urn:vendor:two}a",
    f"{{{XML}}}lang",
]
LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff"
)
TEXT = st.text(LETTERS | st.sampled_from(" \n\t<>&\"'{}]æøå"), max_size=12)
ROOM = {None: BPMN, "v": "urn:vendor", "w": "urn:vendor", "x": "urn:vendor:two"}


@st.composite
def files(draw) -> bytes:
    """Return a file with BPMN's names in any order and depth, as another library writes it."""
    root = etree.Element(f"{{{BPMN}}}definitions", nsmap=draw(st.sampled_from([ROOM, {"bpmn": BPMN}])))
    places = [root]
    for _ in range(draw(st.integers(0, 25))):
        parent = draw(st.sampled_from(places))
        match draw(st.integers(0, 9)):
            case 0:
                parent.append(etree.Comment(draw(st.sampled_from([" a ", "b", ""]))))
            case 1:
                parent.append(etree.ProcessingInstruction("vendor", draw(st.sampled_from(["a='1'", None]))))
            case _:
                namespace, name = draw(st.sampled_from(NAMES))
                tag = f"{{{namespace}}}{name}" if namespace else name
                places.append(etree.SubElement(parent, tag, nsmap=draw(st.sampled_from([None, ROOM]))))
    for place in places:
        for name in draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=3)):
            place.set(name, draw(TEXT))
        if draw(st.integers(0, 2)) == 0:
            place.text = draw(TEXT)
        if place is not root and draw(st.integers(0, 5)) == 0:
            place.tail = draw(TEXT)
    encoding = draw(st.sampled_from(["UTF-8", "UTF-16", "ISO-8859-1", "US-ASCII"]))
    return bytes(etree.tostring(root, encoding=encoding, xml_declaration=True))


@settings(max_examples=150)
@given(files())
def test_a_file_in_any_order_is_written_as_it_was_read(source):
    written = write_document(read_document(source))
    assert list(differences(parse_document(source), parse_document(written))) == []
    assert parse_document(written) == parse_document(source)
    assert canonical(written) == canonical(source)


@st.composite
def parts(draw, kind: type[Part] = Definitions, depth: int = 4) -> Part:
    """Return a part that is made here, not read: it has no prefix, no namespaces and no order of its own."""
    plan = plan_of(kind)
    values: dict[str, object] = {}
    for field, lexical in plan.attributes.values():
        if draw(st.integers(0, 3)) == 0:
            values[field] = lexical(draw(TEXT))
    if issubclass(kind, Mixed):
        text = draw(TEXT)
        values["other"] = (text,) if text else ()
    elif depth:
        for slot in draw(st.lists(st.sampled_from(plan.slots), max_size=3)) if plan.slots else ():
            allowed = [one for owner, one in plan.children.values() if owner is slot]
            made = draw(
                st.lists(st.sampled_from(allowed).flatmap(lambda one: parts(one, depth - 1)), max_size=2)
            )
            if slot.takes_many:
                values[slot.field] = tuple(made)
            elif made:
                values[slot.field] = made[0]
    return kind(**values)


def said(part: Part) -> list[object]:
    """Return what a part says, without how it is spelt."""
    return [
        (type(one), [getattr(one, field.name) for field in fields(one) if _is_said(field)])
        for one in walk(part)
    ]


def _is_said(field) -> bool:
    return field.name != "origin" and "children" not in field.metadata


@settings(max_examples=80)
@given(parts())
def test_a_document_made_of_parts_survives_being_written_and_read(definitions):
    written = write_document(BpmnDocument(definitions))
    again = read_document(written)
    assert said(again.definitions) == said(definitions)
    assert all(part.origin.order == () for part in walk(again.definitions))
    assert write_document(again) == written
    assert tree_of(again) == parse_document(written)
    assert etree.fromstring(written).tag == f"{{{BPMN}}}definitions"


def test_every_name_of_the_standard_is_known_once():
    names = [tag for _, tag in NAMES]
    assert {"choreographyTask", "potentialOwner", "BPMNLabelStyle", "callConversation"} <= set(names)
    assert len(KINDS) > 130
    assert len({(kind.namespace, kind.tag) for kind in KINDS if kind.tag}) == sum(
        bool(kind.tag) for kind in KINDS
    )
