"""Events of a file: which one definition each may have."""

from raadhus.processes.domain import reading_triggers as kinds
from raadhus.processes.domain.elements import (
    BoundaryEvent,
    CatchEvent,
    EndEvent,
    FlowNode,
    PassEvent,
    StartEvent,
    TaskWork,
    ThrowEvent,
)
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_parts import ARROWS, identity
from raadhus.processes.domain.reading_triggers import Names, read_trigger
from raadhus.processes.domain.reading_work import extensions_of, read_work, refuse_extensions
from raadhus.processes.domain.triggers import CancelTrigger, ErrorTrigger, MessageTrigger, Trigger
from raadhus.processes.domain.xml_tree import XmlElement

_TERMINATE = "terminateEventDefinition"
_AWAITED = (kinds.TIMER, kinds.MESSAGE, kinds.SIGNAL, kinds.CONDITION)
_STARTS = (*_AWAITED, kinds.ERROR, kinds.ESCALATION, kinds.COMPENSATION)
_EDGES = (*_STARTS, kinds.CANCEL)
_CATCHES = (*_AWAITED, kinds.LINK)
_THROWS = (kinds.MESSAGE, kinds.SIGNAL, kinds.ESCALATION, kinds.LINK, kinds.COMPENSATION)
_ENDS = (
    kinds.MESSAGE,
    kinds.SIGNAL,
    kinds.ESCALATION,
    kinds.ERROR,
    kinds.CANCEL,
    kinds.COMPENSATION,
    _TERMINATE,
)


def read_start(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    """Return a start event, with its trigger if it has one."""
    trigger = _read_one(reading, element, names, _STARTS, attributes=("isInterrupting",))
    interrupting = element.attributes.get("isInterrupting", "true") != "false"
    return StartEvent(**identity(reading, element), trigger=trigger, interrupting=interrupting)


def read_end(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    """Return an end event, with what it throws if it throws something."""
    work = _read_sender(reading, element)
    definition = _one_definition(reading, element, _ENDS)
    if definition is None or definition.name == _TERMINATE:
        if definition is not None:
            reading.claim(definition)
        return EndEvent(**identity(reading, element), terminates=definition is not None)
    trigger = read_trigger(reading, element, definition, names)
    if isinstance(trigger, ErrorTrigger) and not trigger.code:
        reading.error(element, "An error end event must name an error with a code.")
    return EndEvent(**identity(reading, element), trigger=trigger, work=work)


def read_throw(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    """Return an intermediate throw event; one of no kind is a milestone."""
    work = _read_sender(reading, element)
    definition = _one_definition(reading, element, _THROWS)
    trigger = read_trigger(reading, element, definition, names) if definition is not None else None
    if trigger is None:
        return PassEvent(**identity(reading, element))
    return ThrowEvent(**identity(reading, element), trigger=trigger, work=work)


def read_catch(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    """Return an intermediate event that waits."""
    trigger = _read_one(reading, element, names, _CATCHES)
    if trigger is None:
        reading.error(element, "An intermediate catch event needs something that it waits for.")
        return PassEvent(**identity(reading, element))
    return CatchEvent(**identity(reading, element), trigger=trigger)


def read_boundary(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    """Return an event on the edge of an activity."""
    trigger = _read_one(reading, element, names, _EDGES, attributes=("attachedToRef", "cancelActivity"))
    interrupting = element.attributes.get("cancelActivity", "true") != "false"
    if trigger is None:
        reading.error(element, "A boundary event needs something that it waits for.")
        return PassEvent(**identity(reading, element))
    if isinstance(trigger, ErrorTrigger | CancelTrigger) and not interrupting:
        reading.error(element, "An error or a cancel always interrupts: cancelActivity may not be false.")
    return BoundaryEvent(
        **identity(reading, element),
        attached_to=element.attributes.get("attachedToRef", ""),
        interrupting=interrupting,
        trigger=trigger,
    )


def _read_one(
    reading: Reading,
    element: XmlElement,
    names: Names,
    allowed: tuple[str, ...],
    attributes: tuple[str, ...] = (),
) -> Trigger | None:
    definition = _one_definition(reading, element, allowed, attributes)
    if definition is None:
        refuse_extensions(reading, element, frozenset())
        return None
    trigger = read_trigger(reading, element, definition, names)
    has_key = isinstance(trigger, MessageTrigger)
    refuse_extensions(reading, element, frozenset({"correlation"} if has_key else ()))
    return trigger


def _one_definition(
    reading: Reading, element: XmlElement, allowed: tuple[str, ...], attributes: tuple[str, ...] = ()
) -> XmlElement | None:
    found = reading.claim(element, children=(*ARROWS, *allowed), attributes=attributes)
    definitions = [one for name in allowed for one in found[name]]
    if len(definitions) > 1:
        reading.error(element, "An event with several definitions is not carried out yet.")
    return definitions[0] if definitions else None


def _read_sender(reading: Reading, element: XmlElement) -> TaskWork | None:
    """Return the handler that sends the message of an event, if it names one."""
    sends = any(child.name == kinds.MESSAGE for child in element.children)
    if not sends:
        refuse_extensions(reading, element, frozenset())
        return None
    if any(one.name == "task" for one in extensions_of(element)):
        return read_work(reading, element, "task")
    refuse_extensions(reading, element, frozenset({"correlation"}))
    return None
