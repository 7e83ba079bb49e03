"""What the small models of constructs are drawn with: events, timers, branches, and what is done to a model."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from raadhus.processes.tests.unit.drawing import arrows, user

DECLARED = (
    '<message id="M" name="paid"/><signal id="S" name="storm"/><error id="E" errorCode="wrong"/>'
    '<escalation id="X" escalationCode="slow"/>'
)


@dataclass(frozen=True)
class Construct:
    """``acts`` are texts such as ``complete ask`` or ``fire late``; ``path`` the elements in the order they are left."""

    name: str
    source: bytes
    acts: tuple[str, ...]
    path: str
    status: str = "completed"
    variables: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] | None = None

    def __str__(self) -> str:
        return self.name


def event(kind: str, identity: str, definition: str, extra: str = "") -> str:
    """Return an event with one definition."""
    return f'<{kind} id="{identity}" {extra}>{definition}</{kind}>'


def edge(identity: str, on: str, definition: str, *, interrupting: bool = True) -> str:
    """Return an event on an activity's edge."""
    cancels = str(interrupting).lower()
    return event("boundaryEvent", identity, definition, f'attachedToRef="{on}" cancelActivity="{cancels}"')


def timer(kind: str, text: str) -> str:
    """Return a timer definition."""
    return f"<timerEventDefinition><{kind}>{text}</{kind}></timerEventDefinition>"


def watch(identity: str, start: str, definition: str, inner: str, *, interrupting: bool = True) -> str:
    """Return an event sub-process whose start event leads to what is within."""
    interrupts = f'isInterrupting="{str(interrupting).lower()}"'
    return (
        f'<subProcess id="{identity}" triggeredByEvent="true">'
        + event("startEvent", start, definition, interrupts)
        + inner
        + "</subProcess>"
    )


SIGNAL = '<signalEventDefinition signalRef="S"/>'
ESCALATION = '<escalationEventDefinition escalationRef="X"/>'
ERROR = '<errorEventDefinition errorRef="E"/>'
MESSAGE = '<messageEventDefinition messageRef="M"/>'
CONDITION = "<conditionalEventDefinition><condition>a &gt; 1</condition></conditionalEventDefinition>"
COMPENSATE = "<compensateEventDefinition/>"
START, END = '<startEvent id="start"/>', '<endEvent id="end"/>'


def multi(*, sequential: bool = False, extra: str = "", completion: str = "") -> str:
    """Return the characteristics of a multi-instance over ``people``."""
    done = f"<completionCondition>{completion}</completionCondition>" if completion else ""
    return (
        f'<multiInstanceLoopCharacteristics isSequential="{str(sequential).lower()}"><extensionElements>'
        f'<raadhus:collection value="people" item="person"/>{extra}</extensionElements>{done}'
        "</multiInstanceLoopCharacteristics>"
    )


def wrapped(task: str, inner: str) -> str:
    """Return the user task with this inside it."""
    return f'<userTask id="{task}">{inner}</userTask>'


COLLECT = '<raadhus:collect name="answers" value="answer"/>'
PEOPLE = {"people": ["Ada", "Bo", "Cy"]}
LINE = arrows("start > ask", "ask > end")
INNER = '<process id="Q" isExecutable="false"><startEvent id="s"/>' + user("check") + arrows("s > check")
