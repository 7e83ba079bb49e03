"""What was drawn is brought into the file it began from, and nothing else: whatever the tool does not know stays."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from raadhus.processes.domain.document.compare import differences
from raadhus.processes.domain.outline.redrawing import readable_by_tools, redrawn
from raadhus.processes.domain.problems import ModelRefused
from raadhus.processes.domain.xml_tree import XmlDocument, XmlElement, parse_document
from raadhus.processes.domain.xml_writer import write_xml

BEFORE = b"""<?xml version="1.0"?>
<!-- why it is so -->
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:v="urn:vendor"
    xmlns:raadhus="urn:raadhus:bpmn:1" id="file" v:version="3">
  <!-- the course -->
  <process id="p" isExecutable="true">
    <startEvent id="s" isInterrupting="true"><outgoing>f1</outgoing></startEvent>
    <!-- a person -->
    <userTask id="t" name="Read" v:colour="red">
      <extensionElements><v:form><v:field/>text</v:form><raadhus:task handler="read" unit="a"/></extensionElements>
      <incoming>f1</incoming>
      <outgoing>f2</outgoing>
      <v:stray/>
    </userTask>
    <endEvent id="e"><incoming>f2</incoming></endEvent>
    <subProcess id="sub"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
    <sequenceFlow id="f2" sourceRef="t" targetRef="e"/>
  </process>
</definitions>
"""


def as_a_tool_writes(source: bytes) -> bytes:
    """Return the file without comments and stray parts, with nothing that is a default, and spelt with a prefix."""

    def lossy(one: XmlElement) -> XmlElement:
        content = tuple(
            lossy(part) if isinstance(part, XmlElement) else part
            for part in one.content
            if isinstance(part, str) or (isinstance(part, XmlElement) and part.name not in {"stray", "field"})
        )
        attributes = {key: value for key, value in one.attributes.items() if key != "isInterrupting"}
        return replace(
            one,
            content=content,
            attributes=MappingProxyType(attributes),
            prefix="x" if not one.prefix else one.prefix,
            namespaces=tuple(sorted((prefix or "x", uri) for prefix, uri in one.namespaces)),
        )

    return write_xml(XmlDocument((), lossy(parse_document(source).root)))


OPENED = as_a_tool_writes(BEFORE)


def changes(*edits: tuple[bytes, bytes]) -> list[str]:
    """Return what becomes otherwise when this is drawn in what the tool opened."""
    drawn = OPENED
    for old, new in edits:
        assert drawn.count(old) == 1, old
        drawn = drawn.replace(old, new)
    after = redrawn(BEFORE, OPENED, drawn)
    return [
        f"{one.loss} {one.path.removeprefix('/definitions[@id=')}"
        for one in differences(parse_document(BEFORE), parse_document(after))
    ]


def test_nothing_drawn_returns_the_very_bytes():
    assert redrawn(BEFORE, OPENED, OPENED) == BEFORE


def test_exactly_what_was_drawn_changes():
    assert changes((b'name="Read"', b'name="Decide"')) == [
        "changed 'file']/process[@id='p']/userTask[@id='t']/@name"
    ]
    assert changes((b'unit="a"', b'unit="b"')) == [
        "changed 'file']/process[@id='p']/userTask[@id='t']/extensionElements/task/@unit"
    ]


def test_a_step_between_two_others_comes_with_its_ways_and_is_named_as_the_file_names():
    told = changes(
        (b'<x:sequenceFlow id="f2"', b'<x:task id="n"/><x:sequenceFlow id="f3"/><x:sequenceFlow id="f2"'),
        (b'sourceRef="t" targetRef="e"', b'sourceRef="t" targetRef="n"'),
    )
    process = "'file']/process[@id='p']"
    assert sorted(told) == [
        f"added {process}/sequenceFlow[@id='f3']",
        f"added {process}/task[@id='n']",
        f"changed {process}/sequenceFlow[@id='f2']/@targetRef",
    ]


def test_what_is_removed_goes_and_comments_stay():
    removed = redrawn(BEFORE, OPENED, OPENED.replace(b'<x:subProcess id="sub"/>', b""))
    assert b"subProcess" not in removed
    assert removed.count(b"<!--") == 3


def test_a_step_that_moves_into_another_keeps_what_the_tool_does_not_know():
    start, end = OPENED.index(b"<x:userTask"), OPENED.index(b"</x:userTask>") + len(b"</x:userTask>")
    task = OPENED[start:end]
    drawn = OPENED.replace(task, b"").replace(
        b'<x:subProcess id="sub"/>', b'<x:subProcess id="sub">' + task + b"</x:subProcess>"
    )
    root = parse_document(redrawn(BEFORE, OPENED, drawn)).root
    (inside,) = next(one for one in root.walk() if one.id == "sub").children
    before = next(one for one in parse_document(BEFORE).root.walk() if one.id == "t")
    assert inside == before


def test_a_step_of_another_kind_keeps_the_attributes_of_other_tools():
    drawn = OPENED.replace(b"userTask", b"manualTask").replace(b' v:colour="red"', b"")
    task = next(one for one in parse_document(redrawn(BEFORE, OPENED, drawn)).root.walk() if one.id == "t")
    assert task.name == "manualTask"
    assert task.attributes["{urn:vendor}colour"] == "red"


def test_another_order_of_ways_is_taken_over():
    two = BEFORE.replace(b"<outgoing>f2</outgoing>", b"<outgoing>f2</outgoing><outgoing>f9</outgoing>")
    opened = as_a_tool_writes(two)
    drawn = opened.replace(b">f2</x:outgoing>", b">?</x:outgoing>", 1)
    drawn = drawn.replace(b">f9</x:outgoing>", b">f2</x:outgoing>").replace(b">?<", b">f9<")
    task = next(one for one in parse_document(redrawn(two, opened, drawn)).root.walk() if one.id == "t")
    assert [one.text for one in task.children if one.name == "outgoing"] == ["f9", "f2"]


@pytest.mark.parametrize("broken", [b"", b"<a>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_broken_or_hostile_file_is_refused(broken):
    with pytest.raises(ModelRefused):
        redrawn(BEFORE, OPENED, broken)
    with pytest.raises(ModelRefused):
        redrawn(BEFORE, broken, OPENED)


def test_many_nameless_parts_cost_what_they_are_many():
    many = b"<a>" + b"<b/>" * 100_000 + b"</a>"
    assert redrawn(many, many, many.replace(b"<a>", b'<a c="d">')).startswith(b"<?xml")


def test_every_tool_reads_utf_8():
    assert b"bl\xc3\xa5" in readable_by_tools(
        '<?xml version="1.0" encoding="utf-16"?><a>blå</a>'.encode("utf-16")
    )
