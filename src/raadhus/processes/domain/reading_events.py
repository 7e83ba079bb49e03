"""Events of a file: which one definition each may have, and what it waits for or throws."""

from collections.abc import Mapping
from dataclasses import dataclass

from raadhus.processes.domain.elements import (
    BoundaryEvent,
    CatchEvent,
    EndEvent,
    ErrorTrigger,
    FlowNode,
    MessageTrigger,
    PassEvent,
    StartEvent,
    TimerKind,
    TimerTrigger,
    Trigger,
)
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_parts import ARROWS, identity
from raadhus.processes.domain.reading_work import read_message_key, refuse_extensions
from raadhus.processes.domain.xml_tree import XmlElement

_DEFINITIONS = (
    "timerEventDefinition",
    "messageEventDefinition",
    "errorEventDefinition",
    "terminateEventDefinition",
)
_TIMER, _MESSAGE, _ERROR, _TERMINATE = _DEFINITIONS


@dataclass(frozen=True, slots=True)
class Names:
    """What a file declares once and refers to by id: message names and error codes."""

    messages: Mapping[str, str]
    errors: Mapping[str, str]


def read_start(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    """Return a none, message or timer start event."""
    trigger = _one_trigger(reading, element, names, (_TIMER, _MESSAGE), attributes=("isInterrupting",))
    assert not isinstance(trigger, ErrorTrigger)  # noqa: S101 - narrows the type; not among those allowed
    return StartEvent(**identity(reading, element), trigger=trigger)


def read_end(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    """Return a none, terminate or error end event."""
    refuse_extensions(reading, element, frozenset())
    found = reading.claim(element, children=(*ARROWS, _ERROR, _TERMINATE))
    errors, terminates = found[_ERROR], found[_TERMINATE]
    if len(errors) + len(terminates) > 1:
        reading.error(element, "An event with several definitions is not carried out yet.")
    for definition in terminates:
        reading.claim(definition)
    error = _read_error(reading, errors[0], names) if errors else None
    if error is not None and not error.code:
        reading.error(element, "An error end event must name an error with a code.")
    return EndEvent(**identity(reading, element), error=error, terminates=bool(terminates))


def read_pass(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    """Return an intermediate throw event of no kind; any definition refuses it."""
    refuse_extensions(reading, element, frozenset())
    reading.claim(element, children=ARROWS)
    return PassEvent(**identity(reading, element))


def read_catch(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    """Return an intermediate timer or message event."""
    trigger = _one_trigger(reading, element, names, (_TIMER, _MESSAGE))
    if not isinstance(trigger, TimerTrigger | MessageTrigger):
        reading.error(element, "An intermediate catch event needs a timer or a message.")
        return PassEvent(**identity(reading, element))
    return CatchEvent(**identity(reading, element), trigger=trigger)


def read_boundary(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    """Return a timer, message or error event on the edge of an activity."""
    trigger = _one_trigger(
        reading, element, names, (_TIMER, _MESSAGE, _ERROR), attributes=("attachedToRef", "cancelActivity")
    )
    interrupting = element.attributes.get("cancelActivity", "true") != "false"
    if trigger is None:
        reading.error(element, "A boundary event needs a timer, a message or an error.")
        return PassEvent(**identity(reading, element))
    if isinstance(trigger, ErrorTrigger) and not interrupting:
        reading.error(element, "An error always interrupts: cancelActivity may not be false.")
    return BoundaryEvent(
        **identity(reading, element),
        attached_to=element.attributes.get("attachedToRef", ""),
        interrupting=interrupting,
        trigger=trigger,
    )


def read_message_trigger(
    reading: Reading, element: XmlElement, names: Names, reference: str
) -> MessageTrigger:
    """Return the message that ``reference`` (an id) names, with the correlation key of the element."""
    message = names.messages.get(local(reference), "")
    if not message:
        reading.error(element, f"The message “{reference}” is not declared in this file, or has no name.")
    return MessageTrigger(message, read_message_key(reading, element))


def local(reference: str) -> str:
    """Return a reference without its namespace prefix."""
    return reference.rpartition(":")[2]


def _one_trigger(
    reading: Reading,
    element: XmlElement,
    names: Names,
    allowed: tuple[str, ...],
    attributes: tuple[str, ...] = (),
) -> Trigger | None:
    found = reading.claim(element, children=(*ARROWS, *allowed), attributes=attributes)
    definitions = [one for name in allowed for one in found[name]]
    if len(definitions) > 1:
        reading.error(element, "An event with several definitions is not carried out yet.")
    has_message = any(one.name == _MESSAGE for one in definitions)
    refuse_extensions(reading, element, frozenset({"correlation"} if has_message else ()))
    if not definitions:
        return None
    definition = definitions[0]
    if definition.name == _TIMER:
        return _read_timer(reading, definition)
    if definition.name == _ERROR:
        return _read_error(reading, definition, names)
    reading.claim(definition, attributes=("messageRef",))
    reference = definition.attributes.get("messageRef", "")
    return read_message_trigger(reading, element, names, reference)


def _read_timer(reading: Reading, definition: XmlElement) -> TimerTrigger | None:
    found = reading.claim(definition, children=tuple(TimerKind))
    times = [(kind, one) for kind in TimerKind for one in found[kind]]
    if len(times) != 1:
        reading.error(definition, "A timer needs one timeDate or one timeDuration.")
        return None
    kind, element = times[0]
    reading.claim(element, attributes=("language", "evaluatesToTypeRef"))
    return TimerTrigger(kind, reading.formula(element))


def _read_error(reading: Reading, definition: XmlElement, names: Names) -> ErrorTrigger:
    reading.claim(definition, attributes=("errorRef",))
    reference = definition.attributes.get("errorRef", "")
    if reference and local(reference) not in names.errors:
        reading.error(definition, f"The error “{reference}” is not declared in this file, or has no code.")
    return ErrorTrigger(names.errors.get(local(reference), ""))
