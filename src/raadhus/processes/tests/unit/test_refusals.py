"""What is not carried out is refused with name and line; what has no effect is said."""

import pytest

from raadhus.processes.domain.library import check, load
from raadhus.processes.domain.problems import ModelRefused, Severity
from raadhus.processes.domain.xml_tree import SIZE_LIMIT_BYTES
from raadhus.processes.tests.unit import tinyfeel
from raadhus.processes.tests.unit.drawing import arrows, model, service, user

LINE = '<startEvent id="start"/>\n{}\n' + arrows("start > it")
CYCLE = (
    '<intermediateCatchEvent id="it"><timerEventDefinition><timeCycle>{}</timeCycle>'
    "</timerEventDefinition></intermediateCatchEvent>"
)
COMPENSATING = (
    '<subProcess id="it" triggeredByEvent="true"><startEvent id="s"><compensateEventDefinition/>'
    "</startEvent></subProcess>"
)


def wait_for(duration: str) -> str:
    """Return an event that waits for a duration."""
    return (
        f'<intermediateCatchEvent id="it"><timerEventDefinition><timeDuration>{duration}</timeDuration>'
        "</timerEventDefinition></intermediateCatchEvent>"
    )


HANDLERS = {"work", "user task"}


def errors(source: bytes, handlers: set[str] | None = HANDLERS) -> list[str]:
    return [str(problem) for problem in check(source, tinyfeel.parse, handlers) if problem.is_error]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ('<complexGateway id="it"/>', "complexGateway"),
        ('<callActivity id="it"/>', "calledElement"),
        ('<callActivity id="it" calledElement="P"/>', "call itself"),
        ('<callActivity id="it" calledElement="far:away"/>', "“away” is not in this file"),
        ('<transaction id="it"/>', "no start event"),
        ('<adHocSubProcess id="it"/>', "no activity"),
        ('<adHocSubProcess id="it"><startEvent id="s"/></adHocSubProcess>', "no start and no end"),
        ('<sendTask id="it"/>', "messageRef"),
        ('<task id="it"><multiInstanceLoopCharacteristics/></task>', "loopCardinality or a collection"),
        ('<task id="it"><standardLoopCharacteristics/></task>', "never ends"),
        ('<task id="it"><standardLoopCharacteristics loopMaximum="0"/></task>', "no number of times"),
        (
            f'<task id="it"><standardLoopCharacteristics loopMaximum="{"9" * 5_000}"/></task>',
            "no number of times",
        ),
        (
            '<task id="it"><multiInstanceLoopCharacteristics behavior="One"/></task>',
            "multi-instance that throws events",
        ),
        ('<task id="it" isForCompensation="true"/>', "no compensation event leads to it"),
        ('<subProcess id="it" triggeredByEvent="true"/>', "no start event"),
        (
            COMPENSATING,
            "compensation event sub-process is not carried out",
        ),
        ('<endEvent id="it"><cancelEventDefinition/></endEvent>', "within a transaction only"),
        (
            '<transaction id="it"><startEvent id="s"/><endEvent id="off"><cancelEventDefinition/></endEvent>'
            + arrows("s > off")
            + "</transaction>",
            "no cancel event on its edge",
        ),
        (
            '<intermediateThrowEvent id="it"><linkEventDefinition name="x"/></intermediateThrowEvent>',
            "catches “x”",
        ),
        ('<task id="it" startQuantity="2"/>', "startQuantity"),
        ('<task id="it" colour="red"/>', "colour"),
        ('<endEvent id="it"><signalEventDefinition/></endEvent>', "signal “” is not declared"),
        ('<endEvent id="it"><compensateEventDefinition activityRef="no"/></endEvent>', "Nothing of “no”"),
        (
            '<endEvent id="it"><compensateEventDefinition waitForCompletion="false"/></endEvent>',
            "waitForCompletion",
        ),
        ('<intermediateThrowEvent id="it"><linkEventDefinition/></intermediateThrowEvent>', "needs a name"),
        (CYCLE.format("0 0 * * *"), "0 0 * * *"),
        (CYCLE.format("R0/P1D"), "at least once"),
        (CYCLE.format("R/PT0S"), "takes some time"),
        (CYCLE.format("R/2024-99-01/P1D"), "is no date"),
        (wait_for(f"PT{'9' * 400}S"), "hundred years"),
        (wait_for(f"P{'9' * 5_000}D"), "hundred years"),
        (wait_for("P1200Y"), "hundred years"),
        ('<scriptTask id="it" scriptFormat="python"><script>1</script></scriptTask>', "python"),
        ('<scriptTask id="it"><script>os.system(</script></scriptTask>', "no FEEL"),
        ('<serviceTask id="it"/>', "handler"),
        (service("it", handler="cases.unknown"), "cases.unknown"),
        ('<businessRuleTask id="it"/>', "decision"),
        ('<userTask id="it"><potentialOwner/></userTask>', "potentialOwner"),
        (
            '<userTask id="it"><extensionElements><raadhus:trick/></extensionElements></userTask>',
            "raadhus:trick",
        ),
        ('<receiveTask id="it" messageRef="nobody"/>', "nobody"),
        ('<choreographyTask id="c"/><task id="it"/>', "choreographyTask"),
        ('<scriptTask id="it"><script>1</script><script>2</script></scriptTask>', "one too many"),
        (
            '<userTask id="it"><extensionElements/><extensionElements/></userTask>',
            "one too many",
        ),
        ('<task id="it" isForCompensation="perhaps"/>', "neither true nor false"),
    ],
)
def test_a_construct_that_is_not_carried_out_is_refused_with_its_name_and_line(part, name):
    found = errors(model(LINE.format(part)))
    assert any(name in sentence and sentence.startswith("line 4") for sentence in found), found
    with pytest.raises(ModelRefused):
        load(model(LINE.format(part)), tinyfeel.parse, HANDLERS)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('<task id="a"/>', "no start event"),
        ('<startEvent id="a"/><startEvent id="b"/>', "one start event without a trigger"),
        ('<startEvent id="a"/><task id="b"/>', "No way leads to it"),
        ('<startEvent id="a"/>' + arrows("a > nowhere"), "nowhere"),
        ('<startEvent id="a"/><task id="b"/>' + arrows("a > b", "b > a"), "No arrow may lead to it"),
        ('<startEvent id="a"/><endEvent id="b"/>' + arrows("a > b", "b > b"), "No arrow may lead from it"),
        ('<startEvent id="a"/><startEvent id="a"/>', "used twice"),
        (
            '<startEvent id="a"/><exclusiveGateway id="g"/><task id="b"/><task id="c"/>'
            + arrows("a > g", "g > b ? x", "g > c"),
            "needs a condition or must be the default",
        ),
        (
            '<startEvent id="a"/><exclusiveGateway id="g" default="none"/><task id="b"/>'
            + arrows("a > g", "g > b ? x"),
            "default flow “none” does not exist",
        ),
        (
            '<startEvent id="a"/><parallelGateway id="g"/><task id="b"/>' + arrows("a > g", "g > b ? x"),
            "has no meaning after",
        ),
        (
            '<startEvent id="a"/><eventBasedGateway id="g"/><task id="b"/>' + arrows("a > g", "g > b"),
            "needs two events",
        ),
        (
            '<startEvent id="a"/><task id="b"/><boundaryEvent id="e" attachedToRef="x">'
            "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>"
            + arrows("a > b", "e > b"),
            "which is no activity",
        ),
    ],
)
def test_a_drawing_that_does_not_hang_together_is_refused(body, sentence):
    assert any(sentence in found for found in errors(model(body))), errors(model(body))


def test_drawing_words_and_other_vendors_are_carried_and_the_latter_are_named():
    source = model(
        '<startEvent id="a" xmlns:v="urn:vendor" v:colour="red"><documentation>Begins.</documentation>'
        '<extensionElements><v:thing v:x="1"/></extensionElements></startEvent>'
        '<textAnnotation id="t"><text>a note</text></textAnnotation>'
        '<association id="l" sourceRef="a" targetRef="t"/>'
    )
    found = check(source, tinyfeel.parse, HANDLERS)
    problems = [one for one in found if one.code == "carried-without-effect"]
    assert [problem.severity for problem in problems] == [Severity.NOTE]
    assert "“thing” of urn:vendor" in problems[0].sentence
    (process,) = load(source, tinyfeel.parse).definitions.processes
    assert process.nodes[0].documentation == ("Begins.",)


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"not xml",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE definitions SYSTEM "file:///etc/passwd"><definitions/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'.encode("utf-16"),
        b"<a>" * 200 + b"</a>" * 200,
        b" " * (SIZE_LIMIT_BYTES + 1),
    ],
)
def test_a_hostile_or_foreign_file_is_refused(source):
    assert errors(source)


def test_what_a_file_names_with_a_prefix_and_says_with_a_number_is_understood():
    source = model(
        '<startEvent id="a"/><exclusiveGateway id="g" default="tns:g_b"/><task id="b"/>'
        '<adHocSubProcess id="c" cancelRemainingInstances="0"><task id="d"/></adHocSubProcess>'
        '<sequenceFlow id="a_g" sourceRef="tns:a" targetRef="tns:g"/>'
        '<sequenceFlow id="g_b" sourceRef="g" targetRef="b"/>'
        '<sequenceFlow id="g_c" sourceRef="g" targetRef="c"><conditionExpression>x</conditionExpression></sequenceFlow>'
    )
    assert errors(source) == []
    (process,) = load(source, tinyfeel.parse).definitions.processes
    assert [flow.is_default for flow in process.flows] == [False, True, False]
    assert getattr(process.nodes[-1], "cancels_rest", None) is False


def test_handlers_are_left_unchecked_where_there_is_no_town():
    source = model('<startEvent id="a"/>' + user("b") + arrows("a > b"))
    assert errors(source, None) == []
    assert "“user task” is not known" in errors(source, set())[0]


def test_a_loaded_model_is_known_by_its_content():
    source = model('<startEvent id="a"/>')
    assert load(source, tinyfeel.parse).hash == load(source, tinyfeel.parse).hash
    assert load(source, tinyfeel.parse).hash != load(source + b"\n", tinyfeel.parse).hash


def calls(count: int, last: str) -> bytes:
    """Return a file in which each process calls the next one twice, and the last one what is named."""
    body = '<startEvent id="a"/><callActivity id="b" calledElement="Q0"/>' + arrows("a > b")
    for at in range(count):
        called = last if at == count - 1 else f"Q{at + 1}"
        body += (
            f'</process><process id="Q{at}" isExecutable="false"><startEvent id="s{at}"/>'
            f'<callActivity id="x{at}" calledElement="{called}"/><callActivity id="y{at}" calledElement="{called}"/>'
            + arrows(f"s{at} > x{at}", f"x{at} > y{at}")
        )
    return model(body)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (calls(2, "Q0"), "would call itself without end"),
        (calls(14, "Z"), "“Z” is not in this file"),
        (calls(14, "Z"), "more than 5,000 elements"),
        (calls(60, "Z"), "characters long"),
    ],
)
def test_calls_without_end_or_measure_are_refused(source, sentence):
    assert any(sentence in found for found in errors(source)), errors(source)
