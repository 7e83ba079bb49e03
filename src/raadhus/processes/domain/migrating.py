"""
Whether an instance can go on in another version of its process from where it stands, and where its tokens then are.

Everything keeps its place: a task stays the same task with the same person, a timer keeps the time it was set to. What has
no place in the new version leaves the instance where it is, with the reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from raadhus.processes.domain.compiling import CHOICE
from raadhus.processes.domain.movement import Node, Program
from raadhus.processes.domain.nodes.activities import ServiceTask, UserTask
from raadhus.processes.domain.nodes.compensation import TakeBack
from raadhus.processes.domain.nodes.events import Awaited, Catch
from raadhus.processes.domain.nodes.gateways import EventBased, Parallel
from raadhus.processes.domain.nodes.loops import EACH, ForEach
from raadhus.processes.domain.nodes.scopes import AdHoc
from raadhus.processes.domain.nodes.triggers import Message, Signal
from raadhus.processes.domain.state import ROOT, TokenStatus

DROPPED = ""


class Why(StrEnum):
    """Why an instance cannot go on in the new version."""

    GONE = "gone"  # the step where it stands is not there
    OTHER_KIND = "other kind"  # it is there, but another kind of step
    OTHER_PLACE = "other place"  # it lies in another sub-process, or on another step's edge
    OTHER_WORK = "other work"  # the open task is another's work there
    OTHER_WAY = "other way"  # the arrow it came to a join by is not there, or the join waits for nothing more
    LOST_WAIT = "lost wait"  # it waits for a time or a message that nobody waits for there
    OTHER_WAIT = "other wait"  # that is another message or signal there
    CANNOT_ARM = "cannot arm"  # what it would newly wait for cannot be computed
    FAILED = "failed"  # moving it raised what nobody had foreseen; the log says where


@dataclass(frozen=True, slots=True)
class Standing:
    """A token as it stands: its row's key, numbers, element, way and status."""

    key: UUID
    number: int
    parent: int
    element: str
    via: str
    status: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a token waits for: its row's key, the token, the event, and the name of a message or signal."""

    key: UUID
    token: int
    element: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Stuck:
    """Where an instance cannot go on, and why."""

    element: str
    why: Why


@dataclass(slots=True)
class Moves:
    """Where everything of an instance goes: by its row's key the new element (and way), what is dropped, what is new."""

    tokens: dict[UUID, tuple[str, str]] = field(default_factory=dict)
    waits: dict[UUID, str] = field(default_factory=dict)
    dropped: list[UUID] = field(default_factory=list)
    to_arm: list[tuple[int, int]] = field(default_factory=list)


class Migrating:
    """One version's instances on their way to another, by a mapping of element ids; what it does not name keeps its id."""

    def __init__(self, old: Program, new: Program, mapping: Mapping[str, str]) -> None:
        self.old = old
        self.new = new
        self.mapping = mapping

    def unknown_names(self) -> tuple[str, ...]:
        """Return the ids of the mapping that are in neither version, each on its own side."""
        old = [name for name in self.mapping if name not in self.old.number_of and not self._is_way(name)]
        new = [name for name in self.mapping.values() if name != DROPPED]
        ways = self.new.flow_number_of
        return (*old, *(name for name in new if name not in self.new.number_of and name not in ways))

    def look_at(self, tokens: Sequence[Standing], waits: Iterable[Waiting]) -> Moves | Stuck:
        """Return where everything goes, or the first reason why it cannot."""
        moves = Moves()
        places: dict[int, Node | None] = {ROOT: None}
        try:
            for token in sorted(tokens, key=lambda one: one.number):
                places[token.number] = self._place(token, places, moves)
            self._look_at_joins(tokens, places, moves)
            self._look_at_waits(tokens, places, waits, moves)
        except _StuckError as error:
            return error.stuck
        return moves

    def target_of(self, element: str) -> str:
        """Return what an element of the old version is called in the new one; of a call or loop the whole goes along."""
        if element in self.mapping:
            return self.mapping[element]
        for suffix in (EACH, CHOICE):
            if element.endswith(suffix) and element.removesuffix(suffix):
                return self.target_of(element.removesuffix(suffix)) + suffix
        call, slash, inner = element.rpartition("/")
        return f"{self.target_of(call)}/{inner}" if slash else element

    def _is_way(self, name: str) -> bool:
        return name in self.old.flow_number_of

    def _place(self, token: Standing, places: dict[int, Node | None], moves: Moves) -> Node:
        """Return the node where a token goes; its scope has been looked at before."""
        element = self.target_of(token.element)
        number = self.new.number_of.get(element)
        if number is None:
            raise _StuckError(token.element, Why.GONE)
        node, before = self.new.nodes[number], self.old.nodes[self.old.number_of[token.element]]
        if type(node) is not type(before) or not self._is_alike(before, node):
            raise _StuckError(token.element, Why.OTHER_KIND)
        around = places.get(token.parent)
        if not isinstance(around, TakeBack) and node.scope != self._inside(around):
            raise _StuckError(token.element, Why.OTHER_PLACE)
        if token.status == TokenStatus.WAITING and _handler(before) != _handler(node):
            raise _StuckError(token.element, Why.OTHER_WORK)
        via = token.via and self.mapping.get(token.via, token.via)
        if via and (via not in self.new.flow_number_of or self._leads_elsewhere(via, node)):
            if token.status == TokenStatus.JOINING:
                raise _StuckError(token.element, Why.OTHER_WAY)
            via = ""
        moves.tokens[token.key] = (element, via)
        return node

    def _inside(self, around: Node | None) -> int:
        """Return the scope that the nodes within have; one time of a loop has them in the loop."""
        if around is None:
            return -1
        outer = self.new.nodes[around.scope] if around.scope >= 0 else None
        is_one_time = outer is not None and outer.element_id == around.element_id + EACH
        return around.scope if is_one_time else around.number

    def _is_alike(self, before: Node, after: Node) -> bool:
        if isinstance(before, ForEach) and isinstance(after, ForEach):
            collects = bool(before.output) == bool(after.output)  # what branches brought is kept for the list
            return before.sequential == after.sequential and before.item == after.item and collects
        if isinstance(before, AdHoc) and isinstance(after, AdHoc):  # it remembers by their ids what was begun
            own = {self.old.nodes[one].element_id for one in before.firsts}
            return own <= {self.new.nodes[one].element_id for one in after.firsts}
        return True

    def _leads_elsewhere(self, way: str, node: Node) -> bool:
        return self.new.flows[self.new.flow_number_of[way]].target != node.number

    def _look_at_joins(
        self, tokens: Sequence[Standing], places: dict[int, Node | None], moves: Moves
    ) -> None:
        """A join that has all it waits for in the new version would never be looked at again."""
        came: dict[tuple[int, int], set[str]] = {}
        for token in tokens:
            node = places[token.number]
            if token.status == TokenStatus.JOINING and isinstance(node, Parallel):
                ways = came.setdefault((node.number, token.parent), set())
                ways.add(moves.tokens[token.key][1])
                if len(ways) >= node.incoming:
                    raise _StuckError(token.element, Why.OTHER_WAY)

    def _look_at_waits(
        self,
        tokens: Sequence[Standing],
        places: dict[int, Node | None],
        waits: Iterable[Waiting],
        moves: Moves,
    ) -> None:
        armed: dict[int, set[int]] = {}
        for wait in waits:
            element = self.target_of(wait.element)
            armed.setdefault(wait.token, set())
            if element == DROPPED:
                moves.dropped.append(wait.key)
                continue
            number = self.new.number_of.get(element)
            if number is None:
                raise _StuckError(wait.element, Why.LOST_WAIT)
            node = self.new.nodes[number]
            if number not in self._events_at(places.get(wait.token)):
                raise _StuckError(wait.element, Why.OTHER_PLACE)
            if not _waits_for(node, self.old.nodes[self.old.number_of[wait.element]], wait.name):
                raise _StuckError(wait.element, Why.OTHER_WAIT)
            armed[wait.token].add(number)
            moves.waits[wait.key] = element
        standing = [token.number for token in tokens if token.status in _ARMED] + [ROOT]
        for number in standing:
            for event in self._events_at(places[number]):
                if event not in armed.get(number, ()) and self._is_new(event):
                    moves.to_arm.append((number, event))

    def _is_new(self, event: int) -> bool:
        """Tell whether the old version has no such event; one that it has was armed, and has happened or was dropped."""
        element = self.new.nodes[event].element_id
        return element not in self.mapping.values() and element not in self.old.number_of

    def _events_at(self, node: Node | None) -> tuple[int, ...]:
        """Return the events that a token waits for where it stands; None is the instance itself."""
        if node is None:
            return tuple(self.new.watches.get(-1, ()))
        if isinstance(node, EventBased):
            return tuple(way.target for way in node.ways)
        own = (node.number,) if isinstance(node, Catch) else ()
        return (*own, *node.boundaries, *self.new.watches.get(node.number, ()))


_ARMED = frozenset({TokenStatus.WAITING, TokenStatus.SCOPE})


class _StuckError(Exception):
    def __init__(self, element: str, why: Why) -> None:
        self.stuck = Stuck(element, why)
        super().__init__(element, why)


def _handler(node: Node) -> str:
    return node.plan.handler if isinstance(node, UserTask | ServiceTask) else ""


def _waits_for(node: Node, before: Node, name: str) -> bool:
    """Tell whether an event waits for the same: a time for a time, a message or signal of the same name."""
    if not isinstance(node, Awaited) or not isinstance(before, Awaited):
        return False
    if type(node.trigger) is not type(before.trigger):
        return False
    if isinstance(node.trigger, Message):
        return node.trigger.message == name
    return not isinstance(node.trigger, Signal) or node.trigger.signal == name
