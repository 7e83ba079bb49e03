"""A file that is read and written anew says the same, whatever tool it came from."""

import io

import pytest
from lxml import etree

from raadhus.processes.domain import xml_tree
from raadhus.processes.domain.document.census import census_of
from raadhus.processes.domain.document.compare import differences
from raadhus.processes.domain.document.diagram import Shape
from raadhus.processes.domain.document.editing import NoSuchPart, move_shape, rename, walk
from raadhus.processes.domain.document.foundation import BaseElement
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.document.writer import write_document
from raadhus.processes.domain.library import check
from raadhus.processes.domain.problems import ModelRefused
from raadhus.processes.domain.xml_tree import parse_document
from raadhus.processes.tests.unit import tinyfeel
from raadhus.processes.tests.unit.drawing import model
from raadhus.processes.tests.unit.moremodels import MORE, ODD
from raadhus.processes.tests.unit.vendormodels import MODELS

EACH = pytest.mark.parametrize("source", [*MODELS.values(), *MORE.values()], ids=[*MODELS, *MORE])
EVEN_ODD = pytest.mark.parametrize(
    "source", [*MODELS.values(), *MORE.values(), *ODD.values()], ids=[*MODELS, *MORE, *ODD]
)


def changes(source: bytes, written: bytes) -> list[str]:
    return [str(one) for one in differences(parse_document(source), parse_document(written))]


def canonical(source: bytes) -> list[tuple[object, ...]]:
    """Return the events of a file as another parser sees them; blanks beside elements are none."""
    events: list[tuple[object, ...]] = []
    for kind, one in etree.iterparse(
        io.BytesIO(source), events=("start", "end", "comment", "pi", "start-ns")
    ):
        match kind:
            case "start":
                events.append((one.tag, one.prefix, dict(one.nsmap), sorted(one.attrib.items())))
            case "end":
                text = one.text or ""
                events.append((one.tag, "" if len(one) and not text.strip() else text))
            case "start-ns":
                pass
            case _:
                events.append((kind, str(one)))
        if kind == "end":
            events.append(tuple((child.tail or "").strip() for child in one))
    return events


@EVEN_ODD
def test_what_was_read_and_written_anew_is_equal(source):
    written = write_document(read_document(source))
    assert changes(source, written) == []
    assert parse_document(source) == parse_document(written)
    assert read_document(written) == read_document(source)
    assert write_document(read_document(written)) == written


@EVEN_ODD
def test_another_parser_finds_the_same_in_both(source):
    assert canonical(write_document(read_document(source))) == canonical(source)


@EACH
def test_every_element_the_standard_knows_is_understood(source):
    census = census_of(read_document(source), parse_document(source))
    ours = {name for name in census.opaque if name.partition(":")[0] in {"bpmn", "bpmndi", "dc", "di"}}
    assert ours <= {"bpmn:newThing", "bpmn:inside", "bpmn:extensionElements"}


def test_a_file_of_too_many_elements_is_refused(monkeypatch):
    monkeypatch.setattr(xml_tree, "ELEMENT_LIMIT", 10)
    with pytest.raises(ModelRefused, match="more than 10 elements"):
        read_document(b"<a>" + b"<b/>" * 10 + b"</a>")


def test_text_keeps_its_blanks_and_signs():
    listeners = read_document(MODELS["listeners"])
    (script,) = [part.text for part in walk(listeners.definitions) if part.tag == "" and "if (a" in part.text]
    assert script == "if (a < b && c) { x = 1 }"
    forms = read_document(MODELS["forms and external jobs"])
    assert "  Keeps its\n  blanks " in [getattr(part, "text", None) for part in walk(forms.definitions)]


def test_renaming_one_element_changes_its_name_and_nothing_else():
    source = MODELS["forms and external jobs"]
    written = write_document(rename(read_document(source), "T1", "Another <name>"))
    (change,) = changes(source, written)
    assert change.endswith("changed: /definitions[@id='D1']/process[@id='P1']/serviceTask[@id='T1']/@name")
    old, new = (write_document(read_document(one)).decode().splitlines() for one in (source, written))
    assert [line for line in new if line not in old] == [
        next(line for line in old if 'id="T1"' in line).replace("Two&#10;lines", "Another &lt;name&gt;")
    ]


def test_moving_one_shape_changes_its_place_and_nothing_else():
    source = MODELS["forms and external jobs"]
    written = write_document(move_shape(read_document(source), "S1", 10, -0.5))
    found = changes(source, written)
    assert [one.rpartition("/")[2] for one in found] == ["@x", "@y"]
    assert all("BPMNShape[@id='S1_di']/Bounds/" in one for one in found)
    assert b'x="189" y="159"' in written


@EACH
def test_every_element_can_be_renamed_alone_and_every_shape_moved_alone(source):
    document = read_document(source)
    for part in walk(document.definitions):
        match part:
            case Shape(bpmn_element=str() as element):
                found = changes(source, write_document(move_shape(document, element, 1, 0)))
                assert [one.rpartition("/")[2] for one in found] == ["@x"]
            case BaseElement(id=str() as identity) if hasattr(part, "name"):
                found = changes(source, write_document(rename(document, identity, "Nyt navn")))
                assert [one.rpartition("/")[2] for one in found] == ["@name"]
                assert f"[@id='{identity}']/@name" in found[0]


@EACH
def test_what_the_engine_does_not_carry_out_is_refused_when_installed_and_only_then(source):
    problems = [one for one in check(source, tinyfeel.parse, set()) if one.is_error]
    assert problems
    assert all(one.line and one.sentence for one in problems)
    assert read_document(source).definitions.origin.line


def test_blanks_part_words_in_documentation_with_marks_but_not_elements():
    words = "<documentation><b>two</b> <i>words</i></documentation>"
    source = model(f"  <startEvent id='a'>\n {words}  \n</startEvent>")
    written = write_document(read_document(source))
    assert words.encode() in written
    assert changes(source, written.replace(b"</b> <i>", b"</b><i>")) == [
        "line 4: lost: /definitions/process[@id='P']/startEvent[@id='a']/documentation/text()"
    ]


def test_a_name_with_a_prefix_still_means_the_same_element():
    written = write_document(read_document(MODELS["a workbench with a byte order mark"]))
    assert b'messageRef="tns:Message_1"' in written
    assert etree.fromstring(written).nsmap["tns"] == "http://www.example.org/w"


@pytest.mark.parametrize("name", ["utf8", "UTF8", "utf-8", "latin1", "windows-1252", "iso-8859-15", "UTF-16"])
def test_usual_encodings_are_read_whatever_they_are_called(name):
    text = MODELS["listeners"].decode().replace('name="Vacation"', 'name="Ferie på øen"')
    source = f"<?xml version='1.0' encoding='{name}'?>{text}".encode(name)
    assert 'name="Ferie på øen"' in write_document(read_document(source)).decode()


def test_an_element_that_is_not_there_cannot_be_changed():
    document = read_document(MODELS["listeners"])
    with pytest.raises(NoSuchPart):
        rename(document, "nobody", "x")
    with pytest.raises(NoSuchPart):
        move_shape(document, "u", 1, 1)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ((b'name="Vacation"', b'name="Leave"'), "changed: /definitions/process[@id='vac']/@name"),
        ((b' errorCode="404"', b""), "lost: /definitions/error[@id='er']/@errorCode"),
        ((b'<error id="er"', b'<error z="1" id="er"'), "added: /definitions/error[@id='er']/@z"),
        ((b'<error id="er" errorCode="404"/>', b""), "lost: /definitions/error[@id='er']"),
        ((b"<!-- and this -->", b""), "lost: /definitions/process[@id='vac']/comment"),
        ((b"c) { x = 1 }", b"c)"), "scriptTask[@id='s']/script/text()"),
        ((b'xmlns:activiti="http://activiti.org/bpmn"', b'xmlns:activiti="urn:a"'), "/namespaces"),
    ],
)
def test_whatever_is_lost_is_named(damage, said):
    source = MODELS["listeners"]
    assert any(said in one for one in changes(source, source.replace(*damage)))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "not well-formed"),
        (b"<a", "not well-formed"),
        (b"<a/>", "not a BPMN 2.0 file"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]>\n<a>&x;</a>', "document type"),
        ('<?xml version="1.0" encoding="utf-16"?>\n<!DOCTYPE a []>\n<a/>'.encode("utf-16"), "line 2"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "utf-7"),
        (b'<?xml version="1.0" encoding="idna"?><a/>', "idna"),
        (b"<a>\xff</a>", "not well-formed"),
        (b"<a>" * 5000, "nested deeper"),
        (b'<a x="1" x="2"/>', "duplicate attribute"),
        (b"<p:a/>", "prefix"),
        (b"<a>&lol;</a>", "undefined entity"),
    ],
)
def test_a_hostile_or_foreign_file_is_refused_with_its_line(source, said):
    with pytest.raises(ModelRefused) as refused:
        read_document(source)
    assert said in str(refused.value)
    assert str(refused.value).startswith("line ")
