"""What a step can be: which kinds may be added where, what one may become, and how a new one is made."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from raadhus.processes.domain.document import activities, events, flow
from raadhus.processes.domain.document.foundation import Text
from raadhus.processes.domain.document.lexical import Flag, QName
from raadhus.processes.domain.outline.changing import CannotEdit
from raadhus.processes.domain.outline.timing import A_DAY, timed

BY_EVENT, TAKES_BACK = "triggeredByEvent", "isForCompensation"
"""Of a sub-process that an event begins, and of what takes something back."""
TIMER, MESSAGE, SIGNAL = "timerEventDefinition", "messageEventDefinition", "signalEventDefinition"
CONDITION, LINK = "conditionalEventDefinition", "linkEventDefinition"
ERROR, ESCALATION = "errorEventDefinition", "escalationEventDefinition"
COMPENSATION, CANCEL = "compensateEventDefinition", "cancelEventDefinition"
TERMINATE = "terminateEventDefinition"


class Choice(NamedTuple):
    """A kind of step: the element's name in BPMN, and what it waits for or throws; empty for nothing."""

    kind: str
    trigger: str = ""


def _all(kind: str, *triggers: str) -> tuple[Choice, ...]:
    return tuple(Choice(kind, one) for one in triggers)


_CLASSES: Mapping[str, type[flow.FlowNode]] = {
    one.tag: one
    for one in (
        activities.Task,
        activities.UserTask,
        activities.ServiceTask,
        activities.BusinessRuleTask,
        activities.ManualTask,
        activities.ScriptTask,
        activities.SendTask,
        activities.ReceiveTask,
        activities.CallActivity,
        activities.SubProcess,
        activities.Transaction,
        activities.AdHocSubProcess,
        flow.ExclusiveGateway,
        flow.ParallelGateway,
        flow.InclusiveGateway,
        flow.EventBasedGateway,
        flow.StartEvent,
        flow.IntermediateCatchEvent,
        flow.IntermediateThrowEvent,
        flow.BoundaryEvent,
        flow.EndEvent,
    )
}
_DEFINITIONS: Mapping[str, type[events.EventDefinition]] = {
    one.tag: one
    for one in (
        events.TimerEventDefinition,
        events.MessageEventDefinition,
        events.SignalEventDefinition,
        events.ConditionalEventDefinition,
        events.LinkEventDefinition,
        events.ErrorEventDefinition,
        events.EscalationEventDefinition,
        events.CompensateEventDefinition,
        events.CancelEventDefinition,
        events.TerminateEventDefinition,
    )
}
TASKS = tuple(
    Choice(kind)
    for kind in (
        "userTask",
        "serviceTask",
        "businessRuleTask",
        "manualTask",
        "scriptTask",
        "sendTask",
        "receiveTask",
        "callActivity",
    )
)
_WITH_A_START = (Choice("subProcess"), Choice("transaction"))
_SUBS = (*_WITH_A_START, Choice("adHocSubProcess"))
_GATEWAYS = tuple(
    Choice(kind) for kind in ("exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway")
)
_WAITS = (TIMER, MESSAGE, SIGNAL, CONDITION)
_BETWEEN = (
    *_all("intermediateCatchEvent", *_WAITS),
    *_all("intermediateThrowEvent", "", MESSAGE, SIGNAL, ESCALATION, COMPENSATION),
)
_ENDS = _all("endEvent", "", TERMINATE, MESSAGE, SIGNAL, ERROR, ESCALATION, COMPENSATION, CANCEL)
_BEGINS_PROCESS = _all("startEvent", "", MESSAGE, TIMER, SIGNAL)
_BEGINS_BY_EVENT = _all("startEvent", *_WAITS, ERROR, ESCALATION)
_EDGES = _all("boundaryEvent", *_WAITS, ERROR, ESCALATION)
AFTER = (*TASKS, *_SUBS, *_GATEWAYS, *_BETWEEN, Choice("intermediateThrowEvent", LINK), *_ENDS)
"""What can be added after a step."""
ALONE = frozenset({Choice("intermediateThrowEvent", LINK), *_ENDS})
"""What nothing comes after."""
_STANDS_BY_ITSELF = (
    *(Choice("subProcess", one.trigger) for one in _BEGINS_BY_EVENT),
    Choice("intermediateCatchEvent", LINK),
)
_ALIKE = (
    (*TASKS, Choice("task")),
    _GATEWAYS,
    _WITH_A_START,  # tasks in any order have no start, and one of the others would have to lose or get it
    _BETWEEN,
    _ENDS,
)


def of(node: flow.FlowNode) -> Choice:
    """Return what a step is."""
    if isinstance(node, flow.CatchEvent | flow.ThrowEvent):
        return Choice(node.tag, next((one.tag for one in node.event_definitions), ""))
    if isinstance(node, activities.SubProcess) and _is_set(node.triggered_by_event):
        return Choice(node.tag, BY_EVENT)
    if isinstance(node, activities.Activity) and _is_set(node.is_for_compensation):
        return Choice(node.tag, TAKES_BACK)
    return Choice(node.tag)


def _is_set(flag: Flag | None) -> bool:
    return flag is not None and bool(flag.value)


def kinds_like(node: flow.FlowNode, scope: object) -> tuple[Choice, ...]:
    """Return what a step of a ``scope`` may become, what it is among them; none when it stays what it is."""
    now = of(node)
    if isinstance(node, flow.StartEvent):
        found = begins_of(scope)
    elif isinstance(node, flow.BoundaryEvent):
        found = () if now.trigger in {COMPENSATION, CANCEL} else _EDGES
    else:
        known = Choice(now.kind) if now.trigger == TAKES_BACK else now
        found = next((ones for ones in _ALIKE if known in ones), ())
        found = tuple(one for one in found if one != Choice("task") or known == one)
    if now.trigger == TAKES_BACK:
        return tuple(Choice(one.kind, TAKES_BACK) for one in found)
    return found


def leads_on(node: flow.FlowNode) -> bool:
    """Tell whether a way can lead on from a step."""
    now = of(node)
    is_apart = now.trigger in {BY_EVENT, TAKES_BACK} or now == Choice("boundaryEvent", COMPENSATION)
    return not (is_apart or now in ALONE or isinstance(node, flow.EndEvent))


def is_led_to(node: flow.FlowNode) -> bool:
    """Tell whether a way can lead to a step."""
    now = of(node)
    is_apart = now.trigger in {BY_EVENT, TAKES_BACK} or now == Choice("intermediateCatchEvent", LINK)
    return not (is_apart or isinstance(node, flow.StartEvent | flow.BoundaryEvent))


def begins_of(scope: object) -> tuple[Choice, ...]:
    """Return which starts a process or sub-process may have."""
    if isinstance(scope, activities.AdHocSubProcess):
        return ()
    if isinstance(scope, activities.SubProcess):
        is_by_event = _is_set(scope.triggered_by_event)
        return _BEGINS_BY_EVENT if is_by_event else (Choice("startEvent"),)
    return _BEGINS_PROCESS


def alone_in(scope: object) -> tuple[Choice, ...]:
    """Return what can be added to a process or sub-process without a way that leads to it."""
    if isinstance(scope, activities.AdHocSubProcess):
        return (*TASKS, *_SUBS)
    starts = () if isinstance(scope, activities.SubProcess) else begins_of(scope)[1:]
    return (*starts, *_STANDS_BY_ITSELF)


def edges_of(node: flow.FlowNode) -> tuple[str, ...]:
    """Return what an event on the edge of a step may wait for; nothing on one that has no edge."""
    if not isinstance(node, activities.Activity) or of(node).trigger in {BY_EVENT, TAKES_BACK}:
        return ()
    more = (CANCEL,) if isinstance(node, activities.Transaction) else ()
    return (*(one.trigger for one in _EDGES), COMPENSATION, *more)


def definition(trigger: str, name: str = "", time: str = "") -> events.EventDefinition:
    """Return what an event waits for or throws: a timer a day, a link by the ``name`` of the step. Raises: CannotEdit."""
    if trigger not in _DEFINITIONS:
        raise CannotEdit("unknown-kind", trigger)
    made = _DEFINITIONS[trigger]()
    if isinstance(made, events.TimerEventDefinition):
        return timed(made, time or A_DAY)
    if isinstance(made, events.LinkEventDefinition):
        return replace(made, name=name or None)
    return made


def made(choice: Choice, identity: str, name: str, begin: str) -> flow.FlowNode:
    """
    Return a new step; ``begin``: the id of the start within it, where it is a sub-process that has one.

    A sub-process with a trigger is one that this event begins. Raises: CannotEdit.
    """
    kind = _CLASSES.get(choice.kind)
    if kind is None:
        raise CannotEdit("unknown-kind", choice.kind)
    values: dict[str, Any] = {"id": identity, "name": name or None}
    if issubclass(kind, activities.SubProcess):
        return kind(**values, **_within(choice, kind, begin))
    if issubclass(kind, activities.ScriptTask):
        values["script"] = Text.of("null")
    if choice.trigger == TAKES_BACK:
        values["is_for_compensation"] = Flag.of(value=True)
    elif choice.trigger:
        values["event_definitions"] = (definition(choice.trigger, name or identity),)
    return kind(**values)


def _within(choice: Choice, kind: type[activities.SubProcess], begin: str) -> dict[str, Any]:
    """Return what is within a new sub-process: a start, but of tasks in any order."""
    if issubclass(kind, activities.AdHocSubProcess):
        return {}
    if choice.trigger in {"", TAKES_BACK}:
        flag = {"is_for_compensation": Flag.of(value=True)} if choice.trigger else {}
        return flag | {"flow_elements": (flow.StartEvent(id=begin),)}
    start = flow.StartEvent(id=begin, event_definitions=(definition(choice.trigger),))
    return {"triggered_by_event": Flag.of(value=True), "flow_elements": (start,)}


def has_begin(choice: Choice) -> bool:
    """Tell whether a new step of this kind holds a start."""
    return choice.kind in {"subProcess", "transaction"}


def attached(
    identity: str, name: str, to: str, trigger: str, time: str, *, ends_step: bool
) -> flow.BoundaryEvent:
    """Return a new event on the edge of a step. Raises: CannotEdit."""
    leaves = ends_step or trigger in {ERROR, COMPENSATION, CANCEL}
    return flow.BoundaryEvent(
        id=identity,
        name=name or None,
        attached_to_ref=QName(to),
        cancel_activity=None if leaves else Flag.of(value=False),
        event_definitions=(definition(trigger, name, time),),
    )
