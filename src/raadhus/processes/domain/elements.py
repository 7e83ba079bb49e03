"""The typed BPMN model: what a file says, before anything is compiled; frozen all through."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from raadhus.processes.domain.xml_tree import XmlElement


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What every BPMN element has; ``carried`` is what it holds that has no effect here."""

    id: str
    name: str
    line: int
    tag: str
    documentation: tuple[str, ...] = ()
    carried: tuple[XmlElement, ...] = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """A FEEL text with the line it stands on."""

    text: str
    line: int


class TimerKind(StrEnum):
    """What a timer's text means: a moment or a length of time."""

    DATE = "timeDate"
    DURATION = "timeDuration"


@dataclass(frozen=True, slots=True)
class TimerTrigger:
    """Fires at a date or after a duration."""

    kind: TimerKind
    formula: Formula


@dataclass(frozen=True, slots=True)
class MessageTrigger:
    """Fires when the named message is correlated; ``key`` is FEEL, the business key when absent."""

    message: str
    key: Formula | None


@dataclass(frozen=True, slots=True)
class ErrorTrigger:
    """Catches, or is, a business error; an empty code catches every one."""

    code: str


Trigger = TimerTrigger | MessageTrigger | ErrorTrigger


@dataclass(frozen=True, slots=True)
class Binding:
    """One named value of a task: ``value`` is FEEL."""

    name: str
    value: Formula


@dataclass(frozen=True, slots=True)
class TaskWork:
    """Our extension elements of a task: who does it, with which settings, what goes in and what comes out."""

    handler: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    decision: str = ""
    result: str = ""
    inputs: tuple[Binding, ...] = ()
    outputs: tuple[Binding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode(Element):
    """A node of the drawing: event, activity or gateway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEvent(FlowNode):
    """Where a process or sub-process begins."""

    trigger: TimerTrigger | MessageTrigger | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEvent(FlowNode):
    """Where a token ends, all tokens of the scope end (terminate), or an error is thrown."""

    error: ErrorTrigger | None = None
    terminates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PassEvent(FlowNode):
    """An intermediate throw event of no kind: a milestone that is noted and passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchEvent(FlowNode):
    """An intermediate event that waits."""

    trigger: TimerTrigger | MessageTrigger


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryEvent(FlowNode):
    """An event on the edge of an activity."""

    attached_to: str
    interrupting: bool
    trigger: Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(FlowNode):
    """Something that is done: a task or a sub-process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualTask(Activity):
    """Work outside the system, and the abstract task: noted and passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTask(Activity):
    """A person's work: the handler makes the task, the token waits until it is completed."""

    work: TaskWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTask(Activity):
    """A handler's work inside the step."""

    work: TaskWork


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessRuleTask(Activity):
    """A decision of the rule model, by name."""

    work: TaskWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptTask(Activity):
    """A FEEL expression whose context becomes variables, or whose value goes to ``work.result``."""

    script: Formula
    work: TaskWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveTask(Activity):
    """A task that waits for a message."""

    trigger: MessageTrigger


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcess(Activity):
    """An embedded sub-process: a scope of its own that is done when its last token is."""

    nodes: tuple[FlowNode, ...]
    flows: tuple["SequenceFlow", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusiveGateway(FlowNode):
    """One way out: the first whose condition is true, else the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusiveGateway(FlowNode):
    """Every way out whose condition is true, else the default; joins what can still come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelGateway(FlowNode):
    """Every way out; joins one token from every way in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGateway(FlowNode):
    """Waits for several events; the first takes the token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceFlow(Element):
    """An arrow; ``is_default`` when its source names it as default."""

    source: str
    target: str
    condition: Formula | None = None
    is_default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Process(Element):
    """One process with its nodes and arrows."""

    executable: bool
    nodes: tuple[FlowNode, ...]
    flows: tuple[SequenceFlow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions(Element):
    """A whole file: processes, the messages and errors they name, and what is carried (drawing, pools)."""

    namespace: str
    processes: tuple[Process, ...]
    messages: Mapping[str, str]
    errors: Mapping[str, str]


Scope = Process | SubProcess


def scopes_of(scope: Scope) -> Iterator[Scope]:
    """Return the scope itself and every sub-process within, outermost first."""
    yield scope
    for node in scope.nodes:
        if isinstance(node, SubProcess):
            yield from scopes_of(node)
