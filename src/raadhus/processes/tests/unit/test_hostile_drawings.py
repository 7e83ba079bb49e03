"""Whatever somebody uploads as a drawing is refused or shown with findings: no page of a draft fails by it."""

import pytest

from raadhus.processes.domain.problems import ModelRefused
from raadhus.processes.public import check_model
from raadhus.processes.public.outline import difference, outline

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:raadhus="urn:raadhus:bpmn:1" '
    'targetNamespace="x">'
)
START = '<startEvent id="a"/>'


def file(body: str) -> bytes:
    return f"{HEAD}{body}</definitions>".encode()


def process(body: str) -> bytes:
    return file(f'<process id="p" isExecutable="true">{body}</process>')


def within(depth: int, element: str) -> str:
    """Return elements of a name one in another."""
    opened = "".join(f'<{element} id="e{number}">' for number in range(depth))
    return opened + f"</{element}>" * depth


def script(text: str) -> bytes:
    return process(f'{START}<scriptTask id="s"><script>{text}</script></scriptTask>')


SOUND = process(START + '<endEvent id="z"/><sequenceFlow id="f" sourceRef="a" targetRef="z"/>')
HOSTILE = {
    "parts forty deep": process(within(40, "subProcess")),
    "parts two thousand deep": process(within(2_000, "subProcess")),
    "lanes a thousand deep": process(
        "<laneSet>" + "<lane><childLaneSet>" * 1_000 + "</childLaneSet></lane>" * 1_000 + "</laneSet>"
    ),
    "settings deep": process(
        "<extensionElements>" + "<raadhus:x>" * 2_000 + "</raadhus:x>" * 2_000 + "</extensionElements>"
    ),
    "nothing": file(""),
    "one id for all": process(
        START * 3 + '<endEvent id="a"/><sequenceFlow id="a" sourceRef="a" targetRef="a"/>'
    ),
    "no ids": process("<startEvent/><task/><endEvent/><sequenceFlow/>"),
    "an arrow to itself": process(START + '<sequenceFlow id="f" sourceRef="a" targetRef="a"/>'),
    "arrows from and to nowhere": process(
        START + '<sequenceFlow id="f" sourceRef="x" targetRef="y"/><boundaryEvent id="b" attachedToRef="b"/>'
    ),
    "a process that calls itself": process(START + '<callActivity id="c" calledElement="p"/>'),
    "edges on edges in a ring": process(
        "".join(f'<boundaryEvent id="b{n}" attachedToRef="b{(n + 1) % 500}"/>' for n in range(500))
    ),
    "a long course": process(
        START
        + "".join(
            f'<task id="n{n}"/><sequenceFlow id="f{n}" sourceRef="{f"n{n - 1}" if n else "a"}" targetRef="n{n}"/>'
            for n in range(1_500)
        )
    ),
    "names that are no names": process(
        '<task id="q:&lt;b&gt;" name="&lt;script&gt;alert(1)&lt;/script&gt;"/><task id="%(title)s" name="%s{{ x }}"/>'
    ),
    "brackets without end": script("(" * 5_000 + "1" + ")" * 5_000),
    "a sum without end": script("+".join(["1"] * 20_000)),
    "a cycle of seconds since long ago": process(
        '<startEvent id="a"><timerEventDefinition><timeCycle>R/0001-01-01/PT1S</timeCycle>'
        "</timerEventDefinition></startEvent>"
    ),
    "branches beyond measure": process(
        START
        + '<userTask id="t"><multiInstanceLoopCharacteristics><loopCardinality>1e99999</loopCardinality>'
        + "</multiInstanceLoopCharacteristics></userTask>"
    ),
    "an entity": b'<!DOCTYPE a [<!ENTITY x "y">]><definitions>&x;</definitions>',
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_it_is_refused_or_shown_with_findings(source: bytes) -> None:
    assert check_model(source)  # something is said of it
    try:
        found = outline(source)
    except ModelRefused:
        return
    assert difference(SOUND, source).steps or not found.steps
    assert difference(source, source).steps == ()
