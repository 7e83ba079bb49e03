"""The typed BPMN model: what a file says, before anything is compiled; frozen all through."""

from collections.abc import Iterator
from dataclasses import dataclass

from raadhus.processes.domain.formula import Formula
from raadhus.processes.domain.triggers import LinkTrigger, MessageTrigger, Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What every BPMN element has; ``line`` and ``tag`` say where and by which name it stands in the file."""

    id: str
    name: str
    line: int
    tag: str
    documentation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Binding:
    """One named value of a task: ``value`` is FEEL."""

    name: str
    value: Formula


@dataclass(frozen=True, slots=True)
class TaskWork:
    """
    Our extension elements of a task: who does it, with which settings, what goes in and what comes out.

    ``rules``: the hash of a decision's rule model, where it is not the instance's; ``service``: whose process is called.
    """

    handler: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    decision: str = ""
    result: str = ""
    rules: str = ""
    service: str = ""
    inputs: tuple[Binding, ...] = ()
    outputs: tuple[Binding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode(Element):
    """A node of the drawing: event, activity or gateway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEvent(FlowNode):
    """Where a process or sub-process begins; ``interrupting`` counts in an event sub-process only."""

    trigger: Trigger | None = None
    interrupting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEvent(FlowNode):
    """Where a token ends, perhaps throwing something; all tokens of the scope end when it terminates."""

    trigger: Trigger | None = None
    work: TaskWork | None = None
    terminates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PassEvent(FlowNode):
    """An intermediate throw event of no kind: a milestone that is noted and passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrowEvent(FlowNode):
    """An intermediate event that throws; ``work`` is the handler that sends a message, if one does."""

    trigger: Trigger
    work: TaskWork | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchEvent(FlowNode):
    """An intermediate event that waits."""

    trigger: Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryEvent(FlowNode):
    """An event on the edge of an activity."""

    attached_to: str
    interrupting: bool
    trigger: Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardLoop:
    """Does an activity again while ``condition`` is true, at most ``maximum`` times when there is one."""

    condition: Formula | None
    maximum: int | None
    tests_before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiInstance:
    """
    Does an activity several times: ``cardinality`` times, or once for each of ``collection`` (as ``item``).

    ``completion`` ends it early; ``output`` is the variable that takes the list of ``output_value`` of each.
    """

    sequential: bool
    cardinality: Formula | None
    collection: Formula | None
    item: str
    completion: Formula | None
    output: str
    output_value: Formula | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(FlowNode):
    """Something that is done: a task or a sub-process; ``takes_back`` when it is for compensation only."""

    loop: StandardLoop | MultiInstance | None = None
    takes_back: bool = False


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
class SendTask(Activity):
    """A task that sends a message to whoever waits for it in the municipality."""

    trigger: MessageTrigger


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcess(Activity):
    """
    An embedded sub-process: a scope of its own that is done when its last token is.

    ``by_event``: begun by its start event while the scope around it is open, not by an arrow.
    """

    nodes: tuple[FlowNode, ...]
    flows: tuple["SequenceFlow", ...]
    by_event: bool = False
    is_transaction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AdHocSubProcess(SubProcess):
    """Activities in whatever order: all at once or one by one, until ``completion`` is true or none is left."""

    sequential: bool
    completion: Formula | None
    cancels_rest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallActivity(Activity):
    """Another process, by its id: of the same file, or elsewhere (``work.service``) until it is put into its place."""

    called: str
    work: TaskWork


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledProcess(SubProcess):
    """A call activity with the process it calls put into its place."""

    work: TaskWork


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
    """The processes of a file."""

    namespace: str
    processes: tuple[Process, ...]


Scope = Process | SubProcess


def scopes_of(scope: Scope) -> Iterator[Scope]:
    """Return the scope itself and every sub-process within, outermost first."""
    yield scope
    for node in scope.nodes:
        if isinstance(node, SubProcess):
            yield from scopes_of(node)


def arrows_of(scope: Scope) -> tuple[SequenceFlow, ...]:
    """Return the arrows of a scope, and one for each pair of link events in it."""
    catches = {
        node.trigger.link: node.id
        for node in scope.nodes
        if isinstance(node, CatchEvent) and isinstance(node.trigger, LinkTrigger)
    }
    links = tuple(
        SequenceFlow(
            id=f"{node.id}#link",
            name="",
            line=node.line,
            tag="link",
            source=node.id,
            target=catches[node.trigger.link],
        )
        for node in scope.nodes
        if isinstance(node, ThrowEvent)
        and isinstance(node.trigger, LinkTrigger)
        and node.trigger.link in catches
    )
    return scope.flows + links
