"""Event definitions of a document: what an event waits for or throws."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from raadhus.processes.domain.document import events
from raadhus.processes.domain.document.activities import ReceiveTask, SendTask
from raadhus.processes.domain.document.flow import Event
from raadhus.processes.domain.document.foundation import RootElement
from raadhus.processes.domain.document.lexical import QName
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_parts import local, read_expression
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

CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Names:
    """What a file declares once and refers to by id: names of messages and signals, codes of the rest."""

    messages: Mapping[str, str]
    errors: Mapping[str, str]
    signals: Mapping[str, str]
    escalations: Mapping[str, str]


def read_trigger(
    reading: Reading, event: Event, definition: events.EventDefinition, names: Names
) -> Trigger | None:
    """Return what the event definition of an event says; None when it says too little, which is noted."""
    return _READERS[type(definition)](reading, event, definition, names)


def read_message_trigger(
    reading: Reading, part: Event | ReceiveTask | SendTask, names: Names, reference: QName | None
) -> MessageTrigger:
    """Return the message that ``reference`` (an id) names, with the correlation key of the element."""
    message = names.messages.get(local(reference), "")
    if not message:
        reading.error(part, "unknown-message", name=reference or "")
    return MessageTrigger(message, read_message_key(reading, part))


def _read_timer(
    reading: Reading, event: Event, definition: events.TimerEventDefinition, names: Names
) -> TimerTrigger | None:
    reading.claim(definition, children=tuple(TimerKind))
    times = [
        (kind, formula)
        for kind, expression in (
            (TimerKind.DATE, definition.time_date),
            (TimerKind.DURATION, definition.time_duration),
            (TimerKind.CYCLE, definition.time_cycle),
        )
        if (formula := read_expression(reading, expression)) is not None
    ]
    if len(times) != 1:
        reading.error(definition, "one-time")
        return None
    kind, formula = times[0]
    return TimerTrigger(kind, formula, in_working_days=_counts_working_days(reading, definition))


def _counts_working_days(reading: Reading, definition: RootElement) -> bool:
    """Tell whether the timer has ``<raadhus:calendar days="working"/>``."""
    refuse_extensions(reading, definition, frozenset({CALENDAR}))
    calendars = extensions_of(definition)
    for one in calendars:
        if one.attributes != {"days": "working"}:
            reading.error(one, "other-calendar")
    return bool(calendars)


def _read_message(
    reading: Reading, event: Event, definition: events.MessageEventDefinition, names: Names
) -> MessageTrigger:
    reading.claim(definition, attributes=("messageRef",))
    return read_message_trigger(reading, event, names, definition.message_ref)


def _read_signal(
    reading: Reading, event: Event, definition: events.SignalEventDefinition, names: Names
) -> SignalTrigger:
    reading.claim(definition, attributes=("signalRef",))
    reference = definition.signal_ref
    signal = names.signals.get(local(reference), "")
    if not signal:
        reading.error(definition, "unknown-signal", name=reference or "")
    return SignalTrigger(signal)


def _read_error(
    reading: Reading, event: Event, definition: events.ErrorEventDefinition, names: Names
) -> ErrorTrigger:
    reading.claim(definition, attributes=("errorRef",))
    return ErrorTrigger(_code(reading, definition, definition.error_ref, "unknown-error", names.errors))


def _read_escalation(
    reading: Reading, event: Event, definition: events.EscalationEventDefinition, names: Names
) -> EscalationTrigger:
    reading.claim(definition, attributes=("escalationRef",))
    code = _code(reading, definition, definition.escalation_ref, "unknown-escalation", names.escalations)
    return EscalationTrigger(code)


def _code(
    reading: Reading, definition: RootElement, reference: QName | None, missing: str, codes: Mapping[str, str]
) -> str:
    if reference and local(reference) not in codes:
        reading.error(definition, missing, name=reference)
    return codes.get(local(reference), "")


def _read_link(
    reading: Reading, event: Event, definition: events.LinkEventDefinition, names: Names
) -> LinkTrigger:
    reading.claim(definition, children=("source", "target"))
    if not definition.name:
        reading.error(definition, "link-without-name")
    return LinkTrigger(definition.name or "")


def _read_condition(
    reading: Reading, event: Event, definition: events.ConditionalEventDefinition, names: Names
) -> ConditionTrigger | None:
    reading.claim(definition, children=("condition",))
    condition = read_expression(reading, definition.condition)
    if condition is None:
        reading.error(definition, "one-condition")
        return None
    return ConditionTrigger(condition)


def _read_cancel(
    reading: Reading, event: Event, definition: events.CancelEventDefinition, names: Names
) -> CancelTrigger:
    reading.claim(definition)
    return CancelTrigger()


def _read_compensation(
    reading: Reading, event: Event, definition: events.CompensateEventDefinition, names: Names
) -> CompensationTrigger:
    reading.claim(definition, attributes=("activityRef", "waitForCompletion"))
    if not reading.flag(definition, definition.wait_for_completion, absent=True):
        reading.error(definition, "does-not-wait")
    return CompensationTrigger(local(definition.activity_ref))


_READERS: Mapping[type, Callable[..., Trigger | None]] = {
    events.TimerEventDefinition: _read_timer,
    events.MessageEventDefinition: _read_message,
    events.SignalEventDefinition: _read_signal,
    events.ErrorEventDefinition: _read_error,
    events.EscalationEventDefinition: _read_escalation,
    events.LinkEventDefinition: _read_link,
    events.ConditionalEventDefinition: _read_condition,
    events.CancelEventDefinition: _read_cancel,
    events.CompensateEventDefinition: _read_compensation,
}
