"""
The course of one instance: a compiled program, its nodes, and the run that moves tokens until all wait.

A node's behaviour is its class (``nodes/``); the run knows only how tokens move, split, end and are
cancelled. Nothing here does input or output: whatever a step needs of the world goes through ``World``.
"""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from raadhus.processes.domain.formulas import Expression
from raadhus.processes.domain.state import ROOT, InstanceStatus, State, Token, TokenStatus, Wait
from raadhus.processes.domain.timers import moment_of
from raadhus.processes.domain.work import Incident, Outcome, StepFailed, Visit, World

MOST_VISITS_A_STEP = 10_000


class NotWaiting(Exception):
    """What should have been completed, fired or retried is not (or no longer) waiting for it."""


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow: its number, its id in the file, and the number of the node it leads to."""

    number: int
    element_id: str
    target: int
    condition: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(ABC):
    """A compiled node; ``scope`` is the number of the sub-process it lies in, -1 for the process itself."""

    number: int
    element_id: str
    name: str
    tag: str
    scope: int = -1
    ways: tuple[Flow, ...] = ()
    boundaries: tuple[int, ...] = ()

    @abstractmethod
    def enter(self, run: "Run", token: Token) -> None:
        """Do what this node does when a token comes. Raises: StepFailed."""

    def retry(self, run: "Run", token: Token) -> None:
        """Do again what failed. Raises: StepFailed."""
        self.enter(run, token)

    def complete(self, run: "Run", token: Token, values: Mapping[str, object]) -> None:
        """Go on after a person's work. Raises: NotWaiting when this is no such node."""
        raise NotWaiting(f"“{self.element_id}” is no user task.")

    def arm(self, run: "Run", token: Token) -> Wait | None:
        """Return what this event waits for when the token arms it; None when nothing from outside."""
        return None

    def happen(self, run: "Run", token: Token, wait: Wait, values: Mapping[str, object]) -> None:
        """Go on because what this event waited for has happened. Raises: NotWaiting when this is no event."""
        raise NotWaiting(f"“{self.element_id}” waits for no event.")

    def catches(self, code: str) -> bool:
        """Tell whether this boundary event catches the error."""
        return False

    def withdraw(self, run: "Run", token: Token) -> None:
        """Take back what was asked of the world for this token; called when it is cancelled."""
        return

    def close(self, run: "Run", token: Token) -> None:
        """Go on because the last token within this sub-process has ended."""
        raise NotWaiting(f"“{self.element_id}” is no sub-process.")

    def settle(self, run: "Run", parent: int) -> bool:
        """Let go a join that nothing more can reach, when all is quiet; tell whether a token moved."""
        return False


@dataclass(frozen=True, slots=True)
class Program:
    """One process, compiled: nodes by number, numbers by element id, arrows by number and id."""

    process_id: str
    name: str
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    number_of: Mapping[str, int]
    flow_number_of: Mapping[str, int]
    starts: tuple[int, ...]
    settles: bool


class Run:
    """One step of one instance: everything that follows from one thing happening, until all tokens wait."""

    __slots__ = ("_changed", "incidents", "now", "program", "ready", "state", "visits", "world", "zone")

    def __init__(self, program: Program, state: State, world: World, *, now: datetime, zone: tzinfo) -> None:
        self.program = program
        self.state = state
        self.world = world
        self.now = now
        self.zone = zone
        self.ready: deque[Token] = deque()
        self.visits: list[Visit] = []
        self.incidents: list[Incident] = []
        self._changed: dict[int, dict[str, object]] = {}

    # What may happen from outside: each does the whole step.

    def start(self, node: int) -> None:
        """Start the instance at this start event."""
        self.place(node, ROOT)
        self._go()

    def complete(self, number: int, values: Mapping[str, object]) -> None:
        """Go on after the person's task of this token.

        Raises: NotWaiting; StepFailed when the answer cannot be taken; then nothing has changed.
        """
        token = self._standing(number, TokenStatus.WAITING)
        self.program.nodes[token.node].complete(self, token, values)
        self._go()

    def fire(self, wait: Wait, values: Mapping[str, object]) -> None:
        """Go on because a time has come or a message arrived. Raises: NotWaiting, and nothing has changed."""
        token = self.state.tokens.get(wait.token)
        if token is None or wait not in self.state.waits.get(wait.token, ()):
            raise NotWaiting("Nothing waits for this any more.")
        self.program.nodes[wait.node].happen(self, token, wait, values)
        self._go()

    def retry(self, number: int) -> None:
        """Do again what failed. Raises: NotWaiting, and then nothing has changed."""
        token = self._standing(number, TokenStatus.INCIDENT)
        token.status = TokenStatus.READY
        try:
            self.program.nodes[token.node].retry(self, token)
        except StepFailed as failure:
            self.stop(token, str(failure))
        self._go()

    def cancel_all(self) -> None:
        """End the instance by a person's decision."""
        self.cancel_within(ROOT)
        self.state.status = InstanceStatus.CANCELLED

    # What nodes use.

    def place(self, node: int, parent: int) -> Token:
        """Return a new token, ready to enter the node."""
        token = self.state.add_token(node, parent, -1, self.now)
        self.ready.append(token)
        return token

    def leave(
        self, token: Token, ways: Sequence[Flow] | None = None, outcome: Outcome = Outcome.DONE
    ) -> None:
        """Note the visit and go every given way (all, when none are given); without a way the token ends."""
        ways = self.program.nodes[token.node].ways if ways is None else ways
        if not ways:
            self.finish(token, outcome if outcome is not Outcome.DONE else Outcome.ENDED)
            return
        self.note(token, outcome)
        self.state.waits.pop(token.number, None)
        parent, now = token.parent, self.now
        first, *others = ways
        self.move(token, first.target, first.number)
        for way in others:
            self.ready.append(self.state.add_token(way.target, parent, way.number, now))

    def move(self, token: Token, node: int, via: int = -1) -> None:
        """Put the token before another node, ready to enter it."""
        token.node, token.via = node, via
        token.entered_at, token.status, token.moved = self.now, TokenStatus.READY, True
        self.ready.append(token)

    def finish(self, token: Token, outcome: Outcome) -> None:
        """End a token, and its scope with it when it was the last."""
        self.note(token, outcome)
        if self.state.remove(token):
            return
        if token.parent == ROOT:
            self.state.status = InstanceStatus.COMPLETED
        else:
            scope = self.state.tokens[token.parent]
            self.program.nodes[scope.node].close(self, scope)

    def cancel_within(self, parent: int, keep: Token | None = None) -> None:
        """Take away every token of a scope, with what it asked of the world, except ``keep``."""
        for token in self.state.children(parent):
            if token is not keep:
                self.interrupt(token, Outcome.INTERRUPTED)
                self.state.remove(token)

    def interrupt(self, token: Token, outcome: Outcome) -> None:
        """Stop what a token is doing: its waits, its task and everything within; the token itself stays."""
        if token.status is TokenStatus.SCOPE:
            self.cancel_within(token.number)
        elif token.status is TokenStatus.WAITING:
            self.program.nodes[token.node].withdraw(self, token)
        self.state.waits.pop(token.number, None)
        self.note(token, outcome)

    def throw(self, token: Token, code: str) -> bool:
        """Hand an error to the nearest boundary event that catches it; tell whether one did."""
        current = token
        while True:
            for boundary in self.program.nodes[current.node].boundaries:
                if self.program.nodes[boundary].catches(code):
                    self.interrupt(current, Outcome.ERROR)
                    self.move(current, boundary)
                    return True
            if current.parent == ROOT:
                return False
            current = self.state.tokens[current.parent]

    def fail_instance(self, code: str) -> None:
        """End the whole instance by an error that nothing catches."""
        self.cancel_within(ROOT)
        self.state.status, self.state.error_code = InstanceStatus.FAILED, code

    def arm(self, token: Token, events: Iterable[int]) -> None:
        """Let the token wait for these events besides what it does; again only when nothing is armed."""
        if token.number not in self.state.waits:
            armed = [self.program.nodes[event].arm(self, token) for event in events]
            self.state.waits[token.number] = [wait for wait in armed if wait is not None]

    def due_at(self, time: Expression) -> datetime:
        """Return when a timer armed now is due. Raises: StepFailed."""
        return moment_of(time.evaluate(self.state.variables), self.now, self.zone)

    def holds(self, flow: Flow) -> bool:
        """Tell whether a flow's condition is true. Raises: StepFailed when it is neither true nor false."""
        if flow.condition is None:
            return True
        value = flow.condition.evaluate(self.state.variables)
        if value is True or value is False:
            return value
        raise StepFailed(f"The condition of “{flow.element_id}” is neither true nor false, but {value!r}.")

    def set_values(self, token: Token, values: Mapping[str, object]) -> None:
        """Set variables, to be noted with the token's visit."""
        if values:
            self.state.variables.update(values)
            self._changed.setdefault(token.number, {}).update(values)

    def note(self, token: Token, outcome: Outcome) -> None:
        """Write one line of history."""
        changed = self._changed.pop(token.number, None) if self._changed else None
        self.visits.append(Visit(token.number, token.node, token.entered_at, self.now, outcome, changed))

    def stop(self, token: Token, sentence: str) -> None:
        """Leave a token where it failed, for a person to see."""
        token.status = TokenStatus.INCIDENT
        self.incidents.append(Incident(token.number, token.node, sentence))
        self.note(token, Outcome.INCIDENT)

    # The loop.

    def _go(self) -> None:
        nodes, tokens, ready = self.program.nodes, self.state.tokens, self.ready
        limit = len(self.visits) + MOST_VISITS_A_STEP
        while ready or (self._settled() and ready):
            token = ready.popleft()
            if tokens.get(token.number) is not token:
                continue
            try:
                nodes[token.node].enter(self, token)
            except StepFailed as failure:
                self.stop(token, str(failure))
            if len(self.visits) > limit:
                self._stop_circle()

    def _stop_circle(self) -> None:
        while self.ready:
            token = self.ready.popleft()
            if self.state.tokens.get(token.number) is token:
                self.stop(token, f"{MOST_VISITS_A_STEP:,} steps without a wait: the model goes in a circle.")

    def _settled(self) -> bool:
        """Let go every join that nothing more can reach, again until none is left; tell whether one went."""
        some = False
        while self.program.settles and not self.ready:
            standing = [key for key, tokens in self.state.joins.items() if tokens]
            if not any(self.program.nodes[node].settle(self, parent) for node, parent in standing):
                break
            some = True
        return some

    def _standing(self, number: int, status: TokenStatus) -> Token:
        token = self.state.tokens.get(number)
        if token is None or token.status is not status:
            raise NotWaiting(f"The step is not {status.value} any more.")
        return token
