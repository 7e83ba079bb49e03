"""Files in every habit of writing are written anew without loss, as another library compares them."""

import random

import pytest
from lxml import etree

from raadhus.processes.domain.document.census import census_of
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.document.writer import write_document
from raadhus.processes.domain.xml_tree import parse_document
from raadhus.processes.tests.unit.standard import EITHER, EVERY, NAMESPACES, entry_of, ways_to, written
from raadhus.processes.tests.unit.test_documents import canonical
from raadhus.processes.tests.unit.vendorhand import Hand

KEEPS = {f"{{{NAMESPACES['bpmn']}}}{name}" for name in ("documentation", "text", "script")}


def canonical_form(source: bytes) -> bytes:
    """Return the canonical form (C14N 1.0, comments kept); blanks that only set elements apart are taken out."""
    root = etree.fromstring(source, etree.XMLParser(resolve_entities=False))
    for one in root.iter(etree.Element):
        if len(one) and not any(above.tag in KEEPS for above in (one, *one.iterancestors())):
            between = [one.text, *(child.tail for child in one)]
            if not any((text or "").strip() for text in between):
                one.text = None
                for child in one:
                    child.tail = None
    return bytes(etree.tostring(root.getroottree(), method="c14n", with_comments=True))


def assert_nothing_is_lost(source: bytes) -> None:
    written = write_document(read_document(source))
    assert canonical_form(written) == canonical_form(source)
    assert canonical(written) == canonical(source)
    assert parse_document(written) == parse_document(source)


@pytest.mark.parametrize("seed", range(150))
def test_whatever_a_tool_writes_comes_out_the_same(seed):
    assert_nothing_is_lost(Hand(random.Random(seed)).file())  # noqa: S311 - it writes tests, not secrets


def test_every_element_and_attribute_of_the_standard_is_understood_at_its_place():
    seen: set[str] = set()
    for way in ways_to().values():
        children = set(entry_of(way[-1]).children)
        for some in filter(None, (children - EITHER, children & EITHER)):
            source = written(way, "".join(written((one,), "") for one in some)).encode()
            census = census_of(read_document(source), parse_document(source))
            seen |= census.understood.keys()
            assert (way, census.opaque, census.opaque_attributes) == (way, {}, {})
            assert_nothing_is_lost(source)
    assert {name if ":" in name else f"bpmn:{name}" for name in EVERY} - seen == set()


@pytest.mark.parametrize("name", sorted(EVERY - {"definitions"}))
def test_an_element_stands_anywhere_and_is_kept(name):
    prefix, _colon, local = name.rpartition(":")
    spaces = " ".join(f'xmlns:{key}="{uri}"' for key, uri in NAMESPACES.items())
    one = f'<{prefix or "bpmn"}:{local} id="x" name="n"> <!-- a --> <bpmn:task/>\n words </{prefix or "bpmn"}:{local}>'
    places = ("process", "task", "documentation", "incoming", "extensionElements", "laneSet", "text")
    inside = "".join(f"<bpmn:{place}>{one}{one}</bpmn:{place}>" for place in places)
    drawn = f"<bpmndi:BPMNDiagram>{one}<bpmndi:BPMNPlane>{one}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    assert_nothing_is_lost(
        f"<bpmn:definitions {spaces}>{one}{inside}{drawn}{one}</bpmn:definitions>".encode()
    )
