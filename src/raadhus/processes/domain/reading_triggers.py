"""Event definitions of a file: what an event waits for or throws."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_work import extensions_of, read_message_key, refuse_extensions
from raadhus.processes.domain.triggers import (
    CancelTrigger,
    CompensationTrigger,
    ConditionTrigger,
    ErrorTrigger,
    EscalationTrigger,
    LinkTrigger,
    MessageTrigger,
    SignalTrigger,
    TimerKind,
    TimerTrigger,
    Trigger,
)
from raadhus.processes.domain.xml_tree import XmlElement

TIMER, MESSAGE, SIGNAL = "timerEventDefinition", "messageEventDefinition", "signalEventDefinition"
ERROR, ESCALATION, LINK = "errorEventDefinition", "escalationEventDefinition", "linkEventDefinition"
CONDITION, CANCEL = "conditionalEventDefinition", "cancelEventDefinition"
COMPENSATION = "compensateEventDefinition"
CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Names:
    """What a file declares once and refers to by id: names of messages and signals, codes of the rest."""

    messages: Mapping[str, str]
    errors: Mapping[str, str]
    signals: Mapping[str, str]
    escalations: Mapping[str, str]


def local(reference: str) -> str:
    """Return a reference without its namespace prefix."""
    return reference.rpartition(":")[2]


def read_trigger(
    reading: Reading, element: XmlElement, definition: XmlElement, names: Names
) -> Trigger | None:
    """Return what the event definition of an event says; None when it says too little, which is noted."""
    return _READERS[definition.name](reading, element, definition, names)


def read_message_trigger(
    reading: Reading, element: XmlElement, names: Names, reference: str
) -> MessageTrigger:
    """Return the message that ``reference`` (an id) names, with the correlation key of the element."""
    message = names.messages.get(local(reference), "")
    if not message:
        reading.error(element, f"The message “{reference}” is not declared in this file, or has no name.")
    return MessageTrigger(message, read_message_key(reading, element))


def _read_timer(
    reading: Reading, element: XmlElement, definition: XmlElement, names: Names
) -> TimerTrigger | None:
    found = reading.claim(definition, children=tuple(TimerKind))
    times = [(kind, one) for kind in TimerKind for one in found[kind]]
    if len(times) != 1:
        reading.error(definition, "A timer needs one timeDate, one timeDuration or one timeCycle.")
        return None
    kind, time = times[0]
    reading.claim(time, attributes=("language", "evaluatesToTypeRef"))
    return TimerTrigger(
        kind, reading.formula(time), in_working_days=_counts_working_days(reading, definition)
    )


def _counts_working_days(reading: Reading, definition: XmlElement) -> bool:
    """Tell whether the timer has ``<raadhus:calendar days="working"/>``."""
    refuse_extensions(reading, definition, frozenset({CALENDAR}))
    calendars = extensions_of(definition)
    for one in calendars:
        if one.attributes != {"days": "working"}:
            reading.error(one, "“raadhus:calendar” says days=“working” and nothing else.")
    return bool(calendars)


def _read_message(
    reading: Reading, element: XmlElement, definition: XmlElement, names: Names
) -> MessageTrigger:
    reading.claim(definition, attributes=("messageRef",))
    return read_message_trigger(reading, element, names, definition.attributes.get("messageRef", ""))


def _read_signal(
    reading: Reading, element: XmlElement, definition: XmlElement, names: Names
) -> SignalTrigger:
    reading.claim(definition, attributes=("signalRef",))
    reference = definition.attributes.get("signalRef", "")
    signal = names.signals.get(local(reference), "")
    if not signal:
        reading.error(definition, f"The signal “{reference}” is not declared in this file, or has no name.")
    return SignalTrigger(signal)


def _read_error(reading: Reading, element: XmlElement, definition: XmlElement, names: Names) -> ErrorTrigger:
    return ErrorTrigger(_code(reading, definition, "errorRef", "error", names.errors))


def _read_escalation(
    reading: Reading, element: XmlElement, definition: XmlElement, names: Names
) -> EscalationTrigger:
    return EscalationTrigger(_code(reading, definition, "escalationRef", "escalation", names.escalations))


def _code(
    reading: Reading, definition: XmlElement, attribute: str, word: str, codes: Mapping[str, str]
) -> str:
    reading.claim(definition, attributes=(attribute,))
    reference = definition.attributes.get(attribute, "")
    if reference and local(reference) not in codes:
        reading.error(definition, f"The {word} “{reference}” is not declared in this file, or has no code.")
    return codes.get(local(reference), "")


def _read_link(reading: Reading, element: XmlElement, definition: XmlElement, names: Names) -> LinkTrigger:
    reading.claim(definition, children=("source", "target"))
    link = definition.attributes.get("name", "")
    if not link:
        reading.error(definition, "A link event needs a name.")
    return LinkTrigger(link)


def _read_condition(
    reading: Reading, element: XmlElement, definition: XmlElement, names: Names
) -> ConditionTrigger | None:
    conditions = reading.claim(definition, children=("condition",))["condition"]
    if len(conditions) != 1:
        reading.error(definition, "A conditional event needs one condition.")
        return None
    reading.claim(conditions[0], attributes=("language", "evaluatesToTypeRef"))
    return ConditionTrigger(reading.formula(conditions[0]))


def _read_cancel(
    reading: Reading, element: XmlElement, definition: XmlElement, names: Names
) -> CancelTrigger:
    reading.claim(definition)
    return CancelTrigger()


def _read_compensation(
    reading: Reading, element: XmlElement, definition: XmlElement, names: Names
) -> CompensationTrigger:
    reading.claim(definition, attributes=("activityRef", "waitForCompletion"))
    if definition.attributes.get("waitForCompletion", "true") == "false":
        reading.error(definition, "waitForCompletion=“false” is not carried out yet.")
    return CompensationTrigger(local(definition.attributes.get("activityRef", "")))


_READERS: Mapping[str, Callable[[Reading, XmlElement, XmlElement, Names], Trigger | None]] = {
    TIMER: _read_timer,
    MESSAGE: _read_message,
    SIGNAL: _read_signal,
    ERROR: _read_error,
    ESCALATION: _read_escalation,
    LINK: _read_link,
    CONDITION: _read_condition,
    CANCEL: _read_cancel,
    COMPENSATION: _read_compensation,
}
