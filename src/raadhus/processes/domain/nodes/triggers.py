"""What an event waits for or catches, compiled: each kind knows how it is armed and what it catches."""

from dataclasses import dataclass, replace

from raadhus.processes.domain.formulas import Expression
from raadhus.processes.domain.movement import Movement, Node
from raadhus.processes.domain.state import Token, Wait, WaitKind
from raadhus.processes.domain.timers import next_of_cycle, start_of_cycle
from raadhus.processes.domain.work import StepFailed, Thrown, ThrownKind


@dataclass(frozen=True, slots=True)
class Trigger:
    """What happens to an event; one that is neither armed nor catches is met only by what throws it directly."""

    def arm(self, run: Movement, token: Token, node: Node) -> Wait | None:
        """Return what is waited for; None when nothing from outside. Raises: StepFailed."""
        return None

    def again(self, run: Movement, token: Token, wait: Wait) -> Wait | None:
        """Return what is waited for after it has happened beside an activity; None when it was the last time."""
        return wait

    def catches(self, thrown: Thrown) -> bool:
        """Tell whether it catches what is thrown out of a scope."""
        return False


@dataclass(frozen=True, slots=True)
class Timer(Trigger):
    """A date or a duration, perhaps in working days; ``cycles`` says that it is one that comes again."""

    time: Expression
    cycles: bool = False
    in_working_days: bool = False

    def arm(self, run: Movement, token: Token, node: Node) -> Wait | None:
        """Return the time. Raises: StepFailed when it cannot be computed."""
        if self.cycles:
            value = self.time.evaluate(run.seen(token))
            due_at, left = start_of_cycle(value, run.now, run.zone)
            return Wait(token.number, node.number, due_at=due_at, left=left)
        counted = run.due_on_working_day if self.in_working_days else run.due_at
        return Wait(token.number, node.number, due_at=counted(self.time, token))

    def again(self, run: Movement, token: Token, wait: Wait) -> Wait | None:
        """Return the next time of a cycle, counted from the time before so that it never drifts."""
        if not self.cycles or wait.left == 0 or wait.due_at is None:
            return None
        due_at = next_of_cycle(self.time.evaluate(run.seen(token)), wait.due_at, run.zone)
        return Wait(token.number, wait.node, due_at=due_at, left=max(wait.left - 1, -1))


@dataclass(frozen=True, slots=True)
class Message(Trigger):
    """A message by name and key; the business key when there is none."""

    message: str
    key: Expression | None = None

    def arm(self, run: Movement, token: Token, node: Node) -> Wait | None:
        """Return the message. Raises: StepFailed when the key is no text."""
        key = key_of(self.key, run, token, node)
        return Wait(token.number, node.number, message=self.message, key=key)


@dataclass(frozen=True, slots=True)
class Signal(Trigger):
    """A signal by name."""

    signal: str

    def arm(self, run: Movement, token: Token, node: Node) -> Wait | None:
        """Return the signal."""
        return Wait(token.number, node.number, message=self.signal, kind=WaitKind.SIGNAL)

    def again(self, run: Movement, token: Token, wait: Wait) -> Wait | None:
        """Return another wait for it: what was told to this one is not told twice."""
        return replace(wait, left=wait.left + 1)


@dataclass(frozen=True, slots=True)
class Condition(Trigger):
    """A condition over the variables; looked at whenever all is quiet."""

    condition: Expression

    def arm(self, run: Movement, token: Token, node: Node) -> Wait | None:
        """Return a wait that counts as not true yet."""
        return Wait(token.number, node.number, kind=WaitKind.CONDITION)

    def holds(self, run: Movement, token: Token) -> bool:
        """Tell whether it is true; what cannot be computed is not."""
        try:
            return self.condition.evaluate(run.seen(token)) is True
        except StepFailed:
            return False


@dataclass(frozen=True, slots=True)
class Catching(Trigger):
    """Catches what is thrown, of one code or, with an empty one, of every code."""

    kind: ThrownKind
    code: str = ""

    def catches(self, thrown: Thrown) -> bool:
        """Tell whether kind and code fit."""
        return thrown.kind is self.kind and self.code in {"", thrown.code}


def key_of(key: Expression | None, run: Movement, token: Token, node: Node) -> str:
    """Return the correlation key. Raises: StepFailed when it is no text."""
    value = run.state.business_key if key is None else key.evaluate(run.seen(token))
    if not isinstance(value, str) or not value:
        raise StepFailed(f"The correlation key of “{node.element_id}” is no text, but {value!r}.")
    return value
