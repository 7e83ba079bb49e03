"""What an event of a file waits for or throws."""

from dataclasses import dataclass
from enum import StrEnum

from raadhus.processes.domain.formula import Formula


class TimerKind(StrEnum):
    """What a timer's text means: a moment, a length of time, or one that comes again."""

    DATE = "timeDate"
    DURATION = "timeDuration"
    CYCLE = "timeCycle"


@dataclass(frozen=True, slots=True)
class TimerTrigger:
    """Fires at a date, after a duration, or again and again; ``in_working_days`` of the municipality, where it says so."""

    kind: TimerKind
    formula: Formula
    in_working_days: bool = False


@dataclass(frozen=True, slots=True)
class MessageTrigger:
    """Fires when the named message is correlated, or sends it; ``key`` is FEEL, the business key when absent."""

    message: str
    key: Formula | None


@dataclass(frozen=True, slots=True)
class SignalTrigger:
    """Fires when the named signal is thrown anywhere in the municipality, or throws it."""

    signal: str


@dataclass(frozen=True, slots=True)
class ConditionTrigger:
    """Fires when the condition becomes true."""

    condition: Formula


@dataclass(frozen=True, slots=True)
class ErrorTrigger:
    """Catches, or is, a business error; an empty code catches every one."""

    code: str


@dataclass(frozen=True, slots=True)
class EscalationTrigger:
    """Catches, or is, a word to whoever is above; an empty code catches every one."""

    code: str


@dataclass(frozen=True, slots=True)
class LinkTrigger:
    """Goes on at the other link event of this name."""

    link: str


@dataclass(frozen=True, slots=True)
class CancelTrigger:
    """Cancels a transaction, or catches that."""


@dataclass(frozen=True, slots=True)
class CompensationTrigger:
    """
    Takes back what was done: of one activity, or of the whole scope when ``activity`` is empty.

    On an edge ``handler`` names the activity that takes back.
    """

    activity: str = ""
    handler: str = ""


Trigger = (
    TimerTrigger
    | MessageTrigger
    | SignalTrigger
    | ConditionTrigger
    | ErrorTrigger
    | EscalationTrigger
    | LinkTrigger
    | CancelTrigger
    | CompensationTrigger
)
