"""Events: where tokens begin, end, wait, and are taken from an activity's edge."""

from collections.abc import Mapping
from dataclasses import dataclass

from raadhus.processes.domain.formulas import Expression
from raadhus.processes.domain.run import Node, Run
from raadhus.processes.domain.state import Token, TokenStatus, Wait
from raadhus.processes.domain.work import Outcome, StepFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass(Node):
    """Noted and passed at once: start events, milestones, manual tasks."""

    def enter(self, run: Run, token: Token) -> None:
        """Go on."""
        run.leave(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageStart(Pass):
    """A start event that a message of this name triggers."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerStart(Pass):
    """A start event that a time triggers."""

    time: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Node):
    """Ends its token."""

    def enter(self, run: Run, token: Token) -> None:
        """End here."""
        run.finish(token, Outcome.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminateEnd(Node):
    """Ends every token of its scope."""

    def enter(self, run: Run, token: Token) -> None:
        """End all."""
        run.cancel_within(token.parent, keep=token)
        run.finish(token, Outcome.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorEnd(Node):
    """Throws an error out of its scope; one that nothing catches ends the instance."""

    code: str

    def enter(self, run: Run, token: Token) -> None:
        """Throw."""
        if not run.throw(token, self.code):
            run.fail_instance(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited(Node):
    """An event of the world: a timer has ``time``, a message has a name and perhaps a ``key``."""

    time: Expression | None = None
    message: str = ""
    key: Expression | None = None

    def arm(self, run: Run, token: Token) -> Wait | None:
        """Return what is waited for. Raises: StepFailed when the time or key cannot be computed."""
        if self.time is not None:
            return Wait(token.number, self.number, due_at=run.due_at(self.time))
        if not self.message:
            return None
        key = run.state.business_key if self.key is None else self.key.evaluate(run.state.variables)
        if not isinstance(key, str) or not key:
            raise StepFailed(f"The correlation key of “{self.element_id}” is no text, but {key!r}.")
        return Wait(token.number, self.number, message=self.message, key=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catch(Awaited):
    """An intermediate event, or a receive task: waits, also on behalf of an event-based gateway."""

    def enter(self, run: Run, token: Token) -> None:
        """Wait for the event, and for those on the edge of a receive task."""
        run.arm(token, (self.number, *self.boundaries))
        token.status = TokenStatus.WAITING

    def happen(self, run: Run, token: Token, wait: Wait, values: Mapping[str, object]) -> None:
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
    error_code: str | None = None

    def enter(self, run: Run, token: Token) -> None:
        """Go on from the edge."""
        run.leave(token)

    def catches(self, code: str) -> bool:
        """Tell whether this is an error event of that code, or of every code."""
        return self.error_code is not None and self.error_code in {"", code}

    def happen(self, run: Run, token: Token, wait: Wait, values: Mapping[str, object]) -> None:
        """Interrupt the activity, or leave it be and go on beside it; a timer fires once."""
        if self.interrupting:
            run.interrupt(token, Outcome.INTERRUPTED)
            run.move(token, self.number)
            run.set_values(token, values)
            return
        if wait.due_at is not None:
            run.state.waits[token.number].remove(wait)
        run.set_values(run.place(self.number, token.parent), values)
