"""Events: where tokens begin, end, wait, throw, and are taken from an activity's edge."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from raadhus.processes.domain.formulas import Expression
from raadhus.processes.domain.movement import Movement, Node
from raadhus.processes.domain.nodes.triggers import Catching, Condition, Trigger, key_of
from raadhus.processes.domain.state import Token, TokenStatus, Wait
from raadhus.processes.domain.work import Outcome, Thrown, ThrownKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass(Node):
    """Noted and passed at once: start events, milestones, manual tasks."""

    def enter(self, run: Movement, token: Token) -> None:
        """Go on."""
        run.leave(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageStart(Pass):
    """A start event that a message of this name triggers."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalStart(Pass):
    """A start event that a signal of this name triggers."""

    signal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerStart(Pass):
    """A start event that a time triggers; ``cycles`` says again and again."""

    time: Expression
    cycles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Node):
    """Ends its token."""

    def enter(self, run: Movement, token: Token) -> None:
        """End here."""
        run.finish(token, Outcome.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminateEnd(Node):
    """Ends every token of its scope."""

    def enter(self, run: Movement, token: Token) -> None:
        """End all."""
        run.cancel_within(token.parent, keep=token)
        run.finish(token, Outcome.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorEnd(Node):
    """Throws an error out of its scope; one that nothing catches ends the instance."""

    code: str

    def enter(self, run: Movement, token: Token) -> None:
        """Throw."""
        if not run.throw(token, Thrown(ThrownKind.ERROR, self.code)):
            run.fail_instance(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(Node):
    """Throws an escalation out of its scope and goes on, unless what catches it interrupts; then ends or goes on."""

    code: str

    def enter(self, run: Movement, token: Token) -> None:
        """Throw, and go on if the token is still there; nothing need catch it."""
        run.throw(token, Thrown(ThrownKind.ESCALATION, self.code))
        if run.state.tokens.get(token.number) is token:
            run.leave(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast(Node):
    """Throws a signal: to every wait of this instance, and to every other instance of the municipality."""

    signal: str

    def enter(self, run: Movement, token: Token) -> None:
        """Throw, and go on if the token is still there."""
        run.world.broadcast(self.signal)
        run.leave(token)
        run.fire_signal(self.signal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Send(Node):
    """Sends a message to whoever waits for it in the municipality."""

    message: str
    key: Expression | None = None

    def enter(self, run: Movement, token: Token) -> None:
        """Send and go on. Raises: StepFailed when the key is no text."""
        if self.boundaries:
            run.arm(token, self.boundaries)
        run.world.send(self.message, key_of(self.key, run, token, self))
        run.leave(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited(Node):
    """An event that waits for its trigger."""

    trigger: Trigger

    def arm(self, run: Movement, token: Token) -> Wait | None:
        """Return what is waited for. Raises: StepFailed when it cannot be computed."""
        return self.trigger.arm(run, token, self)

    def catches(self, thrown: Thrown) -> bool:
        """Tell whether the trigger catches it."""
        return self.trigger.catches(thrown)

    def look(self, run: Movement, token: Token, wait: Wait) -> None:
        """Happen when the condition is true and was not when last looked at; remember what it is."""
        is_true = isinstance(self.trigger, Condition) and self.trigger.holds(run, token)
        if is_true == bool(wait.key):
            return
        seen = replace(wait, key="true" if is_true else "")
        waits = run.state.waits[wait.token]
        waits[waits.index(wait)] = seen
        if is_true:
            self.happen(run, token, seen, {})

    def again(self, run: Movement, token: Token, wait: Wait) -> None:
        """Wait for the next time after it happened beside what goes on."""
        following = self.trigger.again(run, token, wait)
        waits = run.state.waits[wait.token]
        at = waits.index(wait)
        waits[at : at + 1] = [] if following is None else [following]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catch(Awaited):
    """An intermediate event, or a receive task: waits, also on behalf of an event-based gateway."""

    def enter(self, run: Movement, token: Token) -> None:
        """Wait for the event, and for those on the edge of a receive task."""
        run.arm(token, (self.number, *self.boundaries))
        token.status = TokenStatus.WAITING

    def happen(self, run: Movement, token: Token, wait: Wait, values: Mapping[str, object]) -> None:
        """Go on from here, coming from the gateway that waited if there is one."""
        if token.node != self.number:
            run.note(token, Outcome.DONE)
            token.node, token.entered_at, token.moved = self.number, run.now, True
        run.set_values(token, values)
        run.leave(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary(Awaited):
    """An event on the edge of an activity: takes its token, or sends a new one beside it."""

    interrupting: bool

    def enter(self, run: Movement, token: Token) -> None:
        """Go on from the edge."""
        run.leave(token)

    def caught(self, run: Movement, token: Token) -> None:
        """Take the token of the activity, or send one beside it."""
        if self.interrupting:
            is_error = isinstance(self.trigger, Catching) and self.trigger.kind is ThrownKind.ERROR
            run.interrupt(token, Outcome.ERROR if is_error else Outcome.INTERRUPTED)
            run.move(token, self.number)
        else:
            run.place(self.number, token.parent)

    def happen(self, run: Movement, token: Token, wait: Wait, values: Mapping[str, object]) -> None:
        """Interrupt the activity, or leave it be and go on beside it."""
        if self.interrupting:
            run.interrupt(token, Outcome.INTERRUPTED)
            run.move(token, self.number)
            run.set_values(token, values)
            return
        self.again(run, token, wait)
        run.set_values(run.place(self.number, token.parent), values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch(Awaited):
    """The start event of an event sub-process (``inside``): watches over the scope around it while that is open."""

    interrupting: bool
    inside: int

    def enter(self, run: Movement, token: Token) -> None:
        """Go on within the event sub-process."""
        run.leave(token)

    def caught(self, run: Movement, token: Token) -> None:
        """Begin; ``token`` is the scope's."""
        self._begin(run, token, {})

    def happen(self, run: Movement, token: Token, wait: Wait, values: Mapping[str, object]) -> None:
        """Begin, instead of all that goes on in the scope or beside it."""
        if not self.interrupting:
            self.again(run, token, wait)
        self._begin(run, token, values)

    def _begin(self, run: Movement, scope: Token, values: Mapping[str, object]) -> None:
        if self.interrupting:
            run.cancel_within(scope.number, keep_done=True)
            watches = run.program.watches.get(scope.node, ())
            waits = run.state.waits.get(scope.number, [])
            run.state.waits[scope.number] = [wait for wait in waits if wait.node not in watches]
        inner = run.state.add_token(self.inside, scope.number, -1, run.now)
        inner.status, inner.moved = TokenStatus.SCOPE, True
        run.set_values(run.place(self.number, inner.number), values)
