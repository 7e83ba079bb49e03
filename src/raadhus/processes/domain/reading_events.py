"""Events of a document: which one definition each may have."""

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.document import events as kinds
from raadhus.processes.domain.document.events import EventDefinition, TerminateEventDefinition
from raadhus.processes.domain.document.flow import (
    BoundaryEvent,
    CatchEvent,
    EndEvent,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    StartEvent,
    ThrowEvent,
)
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_parts import ARROWS, identity, local
from raadhus.processes.domain.reading_triggers import Names, read_trigger
from raadhus.processes.domain.reading_work import extensions_of, read_work, refuse_extensions
from raadhus.processes.domain.triggers import CancelTrigger, ErrorTrigger, MessageTrigger, Trigger

Kinds = tuple[type[EventDefinition], ...]
_AWAITED: Kinds = (
    kinds.TimerEventDefinition,
    kinds.MessageEventDefinition,
    kinds.SignalEventDefinition,
    kinds.ConditionalEventDefinition,
)
_STARTS: Kinds = (
    *_AWAITED,
    kinds.ErrorEventDefinition,
    kinds.EscalationEventDefinition,
    kinds.CompensateEventDefinition,
)
_EDGES: Kinds = (*_STARTS, kinds.CancelEventDefinition)
_CATCHES: Kinds = (*_AWAITED, kinds.LinkEventDefinition)
_SENT: Kinds = (
    kinds.MessageEventDefinition,
    kinds.SignalEventDefinition,
    kinds.EscalationEventDefinition,
    kinds.CompensateEventDefinition,
)
_THROWS: Kinds = (*_SENT, kinds.LinkEventDefinition)
_ENDS: Kinds = (*_SENT, kinds.ErrorEventDefinition, kinds.CancelEventDefinition, TerminateEventDefinition)


def read_start(reading: Reading, event: StartEvent, names: Names) -> e.FlowNode:
    """Return a start event, with its trigger if it has one."""
    trigger = _read_caught(reading, event, names, _STARTS, attributes=("isInterrupting",))
    interrupting = reading.flag(event, event.is_interrupting, absent=True)
    return e.StartEvent(**identity(event), trigger=trigger, interrupting=interrupting)


def read_end(reading: Reading, event: EndEvent, names: Names) -> e.FlowNode:
    """Return an end event, with what it throws if it throws something."""
    work = _read_sender(reading, event)
    definition = _one_definition(reading, event, _ENDS)
    if definition is None or isinstance(definition, TerminateEventDefinition):
        if definition is not None:
            reading.claim(definition)
        return e.EndEvent(**identity(event), terminates=definition is not None)
    trigger = read_trigger(reading, event, definition, names)
    if isinstance(trigger, ErrorTrigger) and not trigger.code:
        reading.error(event, "end-without-error")
    return e.EndEvent(**identity(event), trigger=trigger, work=work)


def read_throw(reading: Reading, event: IntermediateThrowEvent, names: Names) -> e.FlowNode:
    """Return an intermediate throw event; one of no kind is a milestone."""
    work = _read_sender(reading, event)
    definition = _one_definition(reading, event, _THROWS)
    trigger = read_trigger(reading, event, definition, names) if definition is not None else None
    if trigger is None:
        return e.PassEvent(**identity(event))
    return e.ThrowEvent(**identity(event), trigger=trigger, work=work)


def read_catch(reading: Reading, event: IntermediateCatchEvent, names: Names) -> e.FlowNode:
    """Return an intermediate event that waits."""
    trigger = _read_caught(reading, event, names, _CATCHES)
    if trigger is None:
        reading.error(event, "waits-for-nothing")
        return e.PassEvent(**identity(event))
    return e.CatchEvent(**identity(event), trigger=trigger)


def read_boundary(reading: Reading, event: BoundaryEvent, names: Names) -> e.FlowNode:
    """Return an event on the edge of an activity."""
    trigger = _read_caught(reading, event, names, _EDGES, attributes=("attachedToRef", "cancelActivity"))
    interrupting = reading.flag(event, event.cancel_activity, absent=True)
    if trigger is None:
        reading.error(event, "edge-waits-for-nothing")
        return e.PassEvent(**identity(event))
    if isinstance(trigger, ErrorTrigger | CancelTrigger) and not interrupting:
        reading.error(event, "edge-must-interrupt")
    return e.BoundaryEvent(
        **identity(event),
        attached_to=local(event.attached_to_ref),
        interrupting=interrupting,
        trigger=trigger,
    )


def _read_caught(
    reading: Reading, event: CatchEvent, names: Names, allowed: Kinds, attributes: tuple[str, ...] = ()
) -> Trigger | None:
    definition = _one_definition(reading, event, allowed, attributes)
    if definition is None:
        refuse_extensions(reading, event, frozenset())
        return None
    trigger = read_trigger(reading, event, definition, names)
    has_key = isinstance(trigger, MessageTrigger)
    refuse_extensions(reading, event, frozenset({"correlation"} if has_key else ()))
    return trigger


def _one_definition(
    reading: Reading, event: CatchEvent | ThrowEvent, allowed: Kinds, attributes: tuple[str, ...] = ()
) -> EventDefinition | None:
    reading.claim(event, children=(*ARROWS, *(kind.tag for kind in allowed)), attributes=attributes)
    definitions = [one for one in event.event_definitions if isinstance(one, allowed)]
    if len(definitions) > 1:
        reading.error(event, "several-definitions")
    return definitions[0] if definitions else None


def _read_sender(reading: Reading, event: ThrowEvent) -> e.TaskWork | None:
    """Return the handler that sends the message of an event, if it names one."""
    sends = any(isinstance(one, kinds.MessageEventDefinition) for one in event.event_definitions)
    if not sends:
        refuse_extensions(reading, event, frozenset())
        return None
    if any(one.name == "task" for one in extensions_of(event)):
        return read_work(reading, event, "task")
    refuse_extensions(reading, event, frozenset({"correlation"}))
    return None
