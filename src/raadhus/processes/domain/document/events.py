"""Event definitions: what an event waits for or throws."""

from dataclasses import dataclass
from typing import ClassVar

from raadhus.processes.domain.document.foundation import Expression, Reference, RootElement
from raadhus.processes.domain.document.lexical import Flag, QName
from raadhus.processes.domain.document.parts import attribute, child, children


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelEventDefinition(RootElement):
    """A transaction is cancelled."""

    tag: ClassVar[str] = "cancelEventDefinition"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompensateEventDefinition(RootElement):
    """What was done is made good."""

    tag: ClassVar[str] = "compensateEventDefinition"
    wait_for_completion: Flag | None = attribute()
    activity_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionalEventDefinition(RootElement):
    """A condition becomes true."""

    tag: ClassVar[str] = "conditionalEventDefinition"
    condition: Expression | None = child("condition")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorEventDefinition(RootElement):
    """An error is thrown or caught."""

    tag: ClassVar[str] = "errorEventDefinition"
    error_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationEventDefinition(RootElement):
    """Something is brought to a higher level."""

    tag: ClassVar[str] = "escalationEventDefinition"
    escalation_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEventDefinition(RootElement):
    """The course goes on elsewhere in the drawing."""

    tag: ClassVar[str] = "linkEventDefinition"
    name: str | None = attribute()
    sources: tuple[Reference, ...] = children("source")
    target: Reference | None = child("target")


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEventDefinition(RootElement):
    """A message is sent or received."""

    tag: ClassVar[str] = "messageEventDefinition"
    message_ref: QName | None = attribute()
    operation_ref: Reference | None = child("operationRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalEventDefinition(RootElement):
    """A signal is sent to all, or received."""

    tag: ClassVar[str] = "signalEventDefinition"
    signal_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminateEventDefinition(RootElement):
    """Everything ends."""

    tag: ClassVar[str] = "terminateEventDefinition"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerEventDefinition(RootElement):
    """A time is reached; the schema allows one of the three."""

    tag: ClassVar[str] = "timerEventDefinition"
    time_date: Expression | None = child("timeDate")
    time_duration: Expression | None = child("timeDuration")
    time_cycle: Expression | None = child("timeCycle")


EventDefinition = (
    CancelEventDefinition
    | CompensateEventDefinition
    | ConditionalEventDefinition
    | ErrorEventDefinition
    | EscalationEventDefinition
    | LinkEventDefinition
    | MessageEventDefinition
    | SignalEventDefinition
    | TerminateEventDefinition
    | TimerEventDefinition
)
