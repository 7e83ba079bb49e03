"""What a step asks of the world around the engine, and how the world may answer badly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol


class BusinessError(Exception):
    """A handler's "this cannot be" that the model may catch with an error boundary event of this code."""

    def __init__(self, code: str, sentence: str = "") -> None:
        self.code = code
        self.sentence = sentence
        super().__init__(f"{code}: {sentence}" if sentence else code)


class StepFailed(Exception):
    """A piece of work that failed and was undone whole; the sentence is for the person who retries it."""


class Work(NamedTuple):
    """
    One piece of work: which token at which element, with settings, evaluated inputs and all variables.

    ``rules``: the rule model of a decision where it is not the instance's.
    """

    token: int
    element_id: str
    element_name: str
    handler: str
    result: str
    settings: Mapping[str, str]
    inputs: Mapping[str, object]
    variables: Mapping[str, object]
    rules: str = ""


# Turns an answer into the variables to set. Raises: StepFailed.
Take = Callable[[Mapping[str, object]], Mapping[str, object]]


class World(Protocol):
    """The engine's outside; every call happens within the step and is undone with it."""

    def run_service(self, work: Work, take: Take, /) -> Mapping[str, object] | None:
        """Return what ``take`` makes of the handler's answer; if it fails, the handler's work is undone.

        None: the work goes on outside this step, and its answer comes later.
        Raises: BusinessError, StepFailed.
        """
        ...

    def open_task(self, work: Work, /) -> None:
        """Let the handler make the person's task. Raises: BusinessError, StepFailed."""
        ...

    def withdraw_task(self, work: Work, /) -> None:
        """Tell the handler that its open task is no longer wanted."""
        ...

    def decide(self, work: Work, take: Take, /) -> Mapping[str, object]:
        """Return what ``take`` makes of the decision that ``work.handler`` names.

        ``take`` gets its value under ``work.result``. Raises: StepFailed.
        """
        ...

    def send(self, message: str, key: str, /) -> None:
        """Send a message to whoever waits for it in the municipality."""
        ...

    def broadcast(self, signal: str, /) -> None:
        """Tell every other instance of the municipality about a signal."""
        ...


class Outcome(StrEnum):
    """How a visit to a node ended."""

    DONE = "done"
    MERGED = "merged"
    ENDED = "ended"
    INTERRUPTED = "interrupted"
    INCIDENT = "incident"
    ERROR = "error"
    MOVED = "moved"
    BY_HAND = "by hand"
    TAKEN_BACK = "taken back"


class Visit(NamedTuple):
    """One line of history, written when a token leaves a node; ``changed`` are the variables it set."""

    token: int
    node: int
    entered_at: datetime
    left_at: datetime
    outcome: Outcome
    changed: Mapping[str, object] | None = None


class Incident(NamedTuple):
    """A token that stopped, and why."""

    token: int
    node: int
    sentence: str


class ThrownKind(StrEnum):
    """What is thrown out of a scope."""

    ERROR = "error"
    ESCALATION = "escalation"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Thrown:
    """What is on its way out, until an event on an edge or an event sub-process catches it."""

    kind: ThrownKind
    code: str = ""
