"""
How tokens move: a compiled program, its nodes, and what a node may do with a token.

A node's behaviour is its class (``nodes/``); the movement knows only how tokens move, split, end and are
cancelled. Nothing here does input or output: whatever a step needs of the world goes through ``World``.
"""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import ClassVar

from raadhus.processes.domain.formulas import Expression
from raadhus.processes.domain.frames import frames_around
from raadhus.processes.domain.state import (
    ROOT,
    InstanceStatus,
    State,
    Token,
    TokenStatus,
    Wait,
    WaitKind,
)
from raadhus.processes.domain.surroundings import Surroundings
from raadhus.processes.domain.timers import WorkingDays
from raadhus.processes.domain.work import Incident, Outcome, Thrown, Visit, World


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
    """
    A compiled node; ``scope`` is the number of the sub-process it lies in, -1 for the process itself.

    Of a token with variables of its own, ``captures`` says that what is set within stays with it, ``isolates``
    that nothing else is seen from within. ``by_event``: an event sub-process. ``keeper`` is the event on the edge that
    can have the activity taken back once it is over, -1 for none.
    """

    captures: ClassVar[bool] = True
    by_event: ClassVar[bool] = False
    isolates: ClassVar[bool] = False

    number: int
    element_id: str
    name: str
    tag: str
    scope: int = -1
    ways: tuple[Flow, ...] = ()
    boundaries: tuple[int, ...] = ()
    keeper: int = -1

    @abstractmethod
    def enter(self, run: "Movement", token: Token) -> None:
        """Do what this node does when a token comes. Raises: StepFailed."""

    def retry(self, run: "Movement", token: Token) -> None:
        """Do again what failed. Raises: StepFailed."""
        self.enter(run, token)

    def complete(self, run: "Movement", token: Token, values: Mapping[str, object]) -> None:
        """Go on after a person's work. Raises: NotWaiting when this is no such node."""
        raise NotWaiting(f"“{self.element_id}” is no user task.")

    def arm(self, run: "Movement", token: Token) -> Wait | None:
        """Return what this event waits for when the token arms it; None when nothing from outside."""
        return None

    def begin(self, run: "Movement", token: Token, node: int) -> None:
        """Begin one activity within, by a person's choice. Raises: NotWaiting when this is no such scope."""
        raise NotWaiting(f"“{self.element_id}” is no ad-hoc sub-process.")

    def happen(self, run: "Movement", token: Token, wait: Wait, values: Mapping[str, object]) -> None:
        """Go on because what this event waited for has happened. Raises: NotWaiting when this is no event."""
        raise NotWaiting(f"“{self.element_id}” waits for no event.")

    def look(self, run: "Movement", token: Token, wait: Wait) -> None:
        """See whether the condition that is waited for has become true, and go on then."""
        raise NotWaiting(f"“{self.element_id}” has no condition.")

    def catches(self, thrown: Thrown) -> bool:
        """Tell whether this event on an edge, or at the start of an event sub-process, catches what is thrown."""
        return False

    def caught(self, run: "Movement", token: Token) -> None:
        """Go on because this event has caught what came from ``token``, the activity or scope it watches."""
        raise NotWaiting(f"“{self.element_id}” catches nothing.")

    def withdraw(self, run: "Movement", token: Token) -> None:
        """Take back what was asked of the world for this token; called when it is cancelled."""
        return

    def close(self, run: "Movement", token: Token) -> None:
        """Go on because the last token within this sub-process has ended."""
        raise NotWaiting(f"“{self.element_id}” is no sub-process.")

    def ended(self, run: "Movement", scope: Token, frame: dict[str, object] | None, left: int) -> None:
        """Take note that a token within this scope has ended, with its own variables, and how many are left."""
        if not left:
            self.close(run, scope)

    def settle(self, run: "Movement", parent: int) -> bool:
        """Let go a join that nothing more can reach, when all is quiet; tell whether a token moved."""
        return False


@dataclass(frozen=True, slots=True)
class Program:
    """
    One process, compiled: nodes by number, numbers by element id, arrows by number and id.

    ``watches`` are the start events of event sub-processes, by the number of the scope around them; ``canceller``
    is the node, in no file, that takes all back when a person cancels; ``keeps`` are the scopes (-1 the process) in
    which something may stay that is over.
    """

    process_id: str
    name: str
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    number_of: Mapping[str, int]
    flow_number_of: Mapping[str, int]
    starts: tuple[int, ...]
    settles: bool
    watches: Mapping[int, tuple[int, ...]]
    has_conditions: bool = False
    keeps: frozenset[int] = frozenset()
    canceller: int = -1


class Movement(Surroundings):
    """The tokens of one instance during one step, and what its nodes do with them."""

    __slots__ = ("incidents", "program", "ready", "visits", "world")

    def __init__(
        self,
        program: Program,
        state: State,
        world: World,
        *,
        now: datetime,
        zone: tzinfo,
        working: WorkingDays | None = None,
    ) -> None:
        super().__init__(state, program.nodes, now=now, zone=zone, working=working)
        self.program = program
        self.world = world
        self.ready: deque[Token] = deque()
        self.visits: list[Visit] = []
        self.incidents: list[Incident] = []

    def place(self, node: int, parent: int) -> Token:
        """Return a new token, ready to enter the node."""
        token = self.state.add_token(node, parent, -1, self.now)
        self.ready.append(token)
        return token

    def leave(
        self, token: Token, ways: Sequence[Flow] | None = None, outcome: Outcome = Outcome.DONE
    ) -> None:
        """Note the visit and go every given way (all, when none are given); without a way the token ends."""
        node = self.program.nodes[token.node]
        ways = node.ways if ways is None else ways
        if node.keeper >= 0:
            self._keep(token, node.keeper)
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
        frame = self.state.frames.get(token.number) if self.state.frames else None
        left = self.state.remove(token)
        if token.parent != ROOT:
            scope = self.state.tokens[token.parent]
            self.program.nodes[scope.node].ended(self, scope, frame, left)
        elif not left:
            self.state.status = InstanceStatus.COMPLETED
            self.state.waits.pop(ROOT, None)
            self.state.forget_kept(ROOT)

    def cancel_within(self, parent: int, keep: Token | None = None, *, keep_done: bool = False) -> None:
        """
        Take away every token of a scope, with what it asked of the world, except ``keep``.

        ``keep_done``: what is over and can be taken back stays.
        """
        self.state.take_in_hand(parent)
        for token in self.state.children(parent):
            if token is not keep:
                self.interrupt(token, Outcome.INTERRUPTED)
                self.state.remove(token)
        if not keep_done:
            self.state.forget_kept(parent)

    def interrupt(self, token: Token, outcome: Outcome) -> None:
        """Stop what a token is doing: its waits, its task and everything within; the token itself stays."""
        if self.state.live.get(token.number):
            self.cancel_within(token.number)
        elif token.status is TokenStatus.WAITING:
            self.program.nodes[token.node].withdraw(self, token)
        self.state.waits.pop(token.number, None)
        self.state.frames.pop(token.number, None)
        self.state.forget_kept(token.number)
        self.note(token, outcome)

    def throw(self, token: Token, thrown: Thrown) -> bool:
        """Hand what is thrown to the nearest event that catches it; tell whether one did."""
        nodes, current = self.program.nodes, token
        while True:
            scope = self.scope_of(current)
            watches = () if nodes[current.node].by_event else self.program.watches.get(scope.node, ())
            for watched, events in ((current, nodes[current.node].boundaries), (scope, watches)):
                catcher = next((nodes[event] for event in events if nodes[event].catches(thrown)), None)
                if catcher is not None:
                    catcher.caught(self, watched)
                    return True
            if scope.number == ROOT:
                return False
            current = scope

    def fail_instance(self, code: str) -> None:
        """End the whole instance by an error that nothing catches."""
        self.cancel_within(ROOT)
        self.state.waits.pop(ROOT, None)
        self.state.status, self.state.error_code = InstanceStatus.FAILED, code

    def arm(self, token: Token, events: Iterable[int]) -> None:
        """Let the token wait for these events besides what it does; again only when nothing is armed."""
        if token.number not in self.state.waits:
            armed = [self.program.nodes[event].arm(self, token) for event in events]
            self.state.waits[token.number] = [wait for wait in armed if wait is not None]

    def holds(self, flow: Flow, token: Token) -> bool:
        """Tell whether a flow's condition is true. Raises: StepFailed when it is neither true nor false."""
        if flow.condition is None:
            return True
        return self.is_true(flow.condition, token, flow.element_id)

    def note(self, token: Token, outcome: Outcome) -> None:
        """Write one line of history."""
        changed = self.changed.pop(token.number, None) if self.changed else None
        self.visits.append(Visit(token.number, token.node, token.entered_at, self.now, outcome, changed))

    def _keep(self, token: Token, keeper: int) -> None:
        """Keep what can be taken back, with the variables of the branch it was done in."""
        kept = self.state.keep_token(keeper, token.parent, self.now)
        if frame := frames_around(self.state, token):
            self.state.frames[kept.number] = frame

    def stop(self, token: Token, sentence: str) -> None:
        """Leave a token where it failed, for a person to see."""
        token.status = TokenStatus.INCIDENT
        self.incidents.append(Incident(token.number, token.node, sentence))
        self.note(token, Outcome.INCIDENT)

    def fire_if_waiting(self, wait: Wait, values: Mapping[str, object]) -> bool:
        """Let what is waited for have happened; tell whether it was still waited for."""
        token = self.root() if wait.token == ROOT else self.state.tokens.get(wait.token)
        if token is None or wait not in self.state.waits.get(wait.token, ()):
            return False
        self.program.nodes[wait.node].happen(self, token, wait, values)
        return True

    def fire_signal(self, name: str) -> bool:
        """Fire every wait of this instance for the signal; tell whether there was one."""
        waiting = self.state.waiting_for(WaitKind.SIGNAL, name)
        return sum(self.fire_if_waiting(wait, {}) for wait in waiting) > 0

    def standing(self, number: int, status: TokenStatus) -> Token:
        """Return a token that stands so. Raises: NotWaiting when it does no more."""
        token = self.state.tokens.get(number)
        if token is None or token.status is not status:
            raise NotWaiting(f"The step is not {status.value} any more.")
        return token
