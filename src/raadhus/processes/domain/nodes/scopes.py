"""Scopes: a token stays on a sub-process, a called process or an event sub-process while others run within."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from raadhus.processes.domain.formulas import Expression
from raadhus.processes.domain.movement import Movement, Node, NotWaiting
from raadhus.processes.domain.nodes.activities import Plan
from raadhus.processes.domain.state import Token, TokenStatus
from raadhus.processes.domain.work import StepFailed

_BEGUN = "@begun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Node):
    """A node that stays until all within it has ended."""

    def open(self, run: Movement, token: Token) -> None:
        """Arm the edge and the event sub-processes within, and stay. Raises: StepFailed."""
        watches = run.program.watches.get(self.number, ())
        if self.boundaries or watches:
            run.arm(token, (*self.boundaries, *watches))
        token.status = TokenStatus.SCOPE

    def close(self, run: Movement, token: Token) -> None:
        """Go on; what was done within can still be taken back, by its own handlers or as one by this one's."""
        if self.number in run.program.keeps:
            if self.keeper >= 0:
                run.state.forget_kept(token.number)
            else:
                run.state.hand_up(token)
        run.leave(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcess(Scope):
    """An embedded sub-process, or a transaction."""

    start: int

    def enter(self, run: Movement, token: Token) -> None:
        """Arm the edge and start within. Raises: StepFailed."""
        self.open(run, token)
        run.place(self.start, token.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSubProcess(SubProcess):
    """A sub-process that its start event begins; no arrow leads to it."""

    by_event: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledProcess(SubProcess):
    """
    Another process in the place of a call activity.

    With inputs or outputs it has variables of its own: the inputs, and what it sets; only the outputs (or, when
    none are declared, all that is its own) come back. Without either it shares those of its caller.
    """

    isolates: ClassVar[bool] = True

    plan: Plan

    def enter(self, run: Movement, token: Token) -> None:
        """Hand in the inputs and start within. Raises: StepFailed."""
        if self.plan.inputs or self.plan.outputs:
            seen = run.seen(token)
            run.state.frames[token.number] = {name: value.evaluate(seen) for name, value in self.plan.inputs}
        self.open(run, token)
        run.place(self.start, token.number)

    def retry(self, run: Movement, token: Token) -> None:
        """Take back the outputs again, or enter again when it was never entered. Raises: StepFailed."""
        if token.number in run.state.frames:
            self.close(run, token)
        else:
            self.enter(run, token)

    def close(self, run: Movement, token: Token) -> None:
        """Take the outputs and go on; outputs that cannot be computed stop it for a person."""
        frame = run.state.frames.get(token.number)
        if frame is not None:
            try:
                values = self.plan.values_from({} if self.plan.outputs else frame, frame)
            except StepFailed as failure:
                run.stop(token, str(failure))
                return
            del run.state.frames[token.number]
            run.set_values(token, values)
        Scope.close(self, run, token)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdHoc(Scope):
    """
    Activities in whatever order: all begin at once, or each when the one before has ended.

    With a completion condition it stays, even empty, until that is true: a person may begin more.
    """

    captures: ClassVar[bool] = False

    firsts: tuple[int, ...]
    sequential: bool
    completion: Expression | None
    cancels_rest: bool

    def enter(self, run: Movement, token: Token) -> None:
        """Begin the first activity, or all. Raises: StepFailed."""
        self.open(run, token)
        begun = list(self.firsts[:1] if self.sequential else self.firsts)
        run.state.frames[token.number] = {_BEGUN: [self._id_of(run, node) for node in begun]}
        for node in begun:
            run.place(node, token.number)

    def retry(self, run: Movement, token: Token) -> None:
        """Look again whether it is done, or enter again when it was never entered. Raises: StepFailed."""
        if token.number in run.state.frames:
            self._go_on(run, token)
        else:
            self.enter(run, token)

    def begin(self, run: Movement, token: Token, node: int) -> None:
        """Begin one of the activities. Raises: NotWaiting when it is none of those."""
        if node not in self.firsts:
            raise NotWaiting(f"“{self.element_id}” has no such activity to begin.")
        self._begin(run, token, node)

    def ended(self, run: Movement, scope: Token, frame: Mapping[str, object] | None, left: int) -> None:
        """Look whether it is done, or begin the next."""
        self._go_on(run, scope)

    def _go_on(self, run: Movement, token: Token) -> None:
        token.status = TokenStatus.SCOPE
        left = run.state.live[token.number]
        try:
            is_done = self.completion is not None and run.is_true(self.completion, token, self.element_id)
        except StepFailed as failure:
            run.stop(token, str(failure))
            return
        waiting = self._not_begun(run, token) if self.sequential and not is_done and not left else []
        if is_done and self.cancels_rest:
            run.cancel_within(token.number, keep_done=True)
            self.close(run, token)
        elif waiting:
            self._begin(run, token, waiting[0])
        elif not left and (is_done or self.completion is None):
            self.close(run, token)

    def _begin(self, run: Movement, token: Token, node: int) -> None:
        begun = run.state.frames[token.number][_BEGUN]
        known = begun if isinstance(begun, list) else []
        run.state.frames[token.number] = {_BEGUN: [*known, self._id_of(run, node)]}
        run.place(node, token.number)

    def _not_begun(self, run: Movement, token: Token) -> list[int]:
        begun = run.state.frames[token.number][_BEGUN]
        known = begun if isinstance(begun, list) else []
        return [node for node in self.firsts if self._id_of(run, node) not in known]

    def _id_of(self, run: Movement, node: int) -> str:
        return run.program.nodes[node].element_id
