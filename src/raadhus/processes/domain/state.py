"""Where one instance is: tokens, what they wait for, and its variables; plain data, cheap to hold."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

ROOT = 0  # the number of the scope that is the instance itself


class TokenStatus(StrEnum):
    """What a token is doing between two steps."""

    READY = "ready"  # on its way within the step, or stopped before a step that is tried again
    WAITING = "waiting"  # for a person, a time, a message
    JOINING = "joining"  # at a gateway, for its siblings
    SCOPE = "scope"  # stands on a sub-process and is the parent of the tokens within
    INCIDENT = "incident"  # stopped by a failure that a person must see
    KEPT = "kept"  # is over, and stands at the event that can have it taken back, or with what it brought to a list


class InstanceStatus(StrEnum):
    """The life of an instance."""

    RUNNING = "running"
    PAUSED = "paused"  # by a person; what comes meanwhile is held back
    COMPLETED = "completed"
    FAILED = "failed"  # ended by an error that nothing in the model catches
    CANCELLED = "cancelled"


@dataclass(slots=True)
class Token:
    """
    A token: its number is unique within the instance; ``parent`` is the scope's token, or ROOT.

    ``moved`` tells that it came to its node in this step: its stay there is a new one.
    """

    number: int
    node: int
    parent: int
    via: int
    entered_at: datetime
    status: TokenStatus = TokenStatus.READY
    moved: bool = False


class WaitKind(StrEnum):
    """What is waited for, a time apart."""

    MESSAGE = "message"
    SIGNAL = "signal"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Wait:
    """
    What may take a token onward: a time (``due_at``), or by kind a message (name and key), a signal (name)
    or a condition (``key`` tells whether it was true already) of one event node.

    ``left`` counts how often a timer comes again after this, -1 is for ever. ``token`` ROOT is the instance itself.
    """

    token: int
    node: int
    due_at: datetime | None = None
    message: str = ""
    key: str = ""
    kind: WaitKind = WaitKind.MESSAGE
    left: int = 0


class Unread(Protocol):
    """
    The tokens of an instance that nobody has asked for yet: each method restores those that fit and are not in hand.

    A token is never in hand without the scopes around it, nor without what it waits for.
    """

    def read_children(self, parent: int) -> None:
        """Restore the living tokens directly within a scope that is in hand."""
        ...

    def read_within(self, parent: int) -> None:
        """Restore all tokens of a scope that is in hand, however deep within."""
        ...

    def read_kept(self, parent: int) -> None:
        """Restore what a scope that is in hand has kept."""
        ...

    def read_joining(self, node: int, parent: int) -> None:
        """Restore the tokens that stand at a gateway in a scope that is in hand."""
        ...

    def read_joins(self) -> None:
        """Restore the tokens that stand at any gateway in the scopes that are in hand."""
        ...

    def read_waiting(self, kind: WaitKind, name: str) -> None:
        """Restore the tokens that wait for a signal of this name, or for a condition."""
        ...


@dataclass(slots=True)
class State:
    """
    All of one instance that a step may change; what is ``unread`` is restored when it is asked for.

    ``live`` counts the tokens of each scope, so that its end is seen without looking at its siblings.
    ``frames`` holds the variables of a token's own (a branch of a multi-instance, a called process, a loop's
    counters); ``kept`` the tokens of each scope that are over and can be taken back.
    """

    business_key: str
    variables: dict[str, object]
    status: InstanceStatus = InstanceStatus.RUNNING
    error_code: str = ""
    next_number: int = 1
    tokens: dict[int, Token] = field(default_factory=dict)
    waits: dict[int, list[Wait]] = field(default_factory=dict)
    joins: dict[tuple[int, int], list[Token]] = field(default_factory=dict)
    frames: dict[int, dict[str, object]] = field(default_factory=dict)
    kept: dict[int, list[Token]] = field(default_factory=dict)
    live: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    unread: Unread | None = None

    def add_token(self, node: int, parent: int, via: int, at: datetime) -> Token:
        """Return a new token of the scope ``parent``."""
        token = Token(self.next_number, node, parent, via, at)
        self.next_number += 1
        self.tokens[token.number] = token
        self.live[parent] += 1
        return token

    def keep_token(self, node: int, parent: int, at: datetime) -> Token:
        """Return a new token that is over and stays for what it may still be asked for."""
        token = Token(self.next_number, node, parent, -1, at, TokenStatus.KEPT)
        self.next_number += 1
        self.tokens[token.number] = token
        self.kept.setdefault(parent, []).append(token)
        return token

    def hand_up(self, scope: Token) -> None:
        """Let the scope around keep what this scope has kept."""
        self.kept_in(scope.number)
        handed = self.kept.pop(scope.number, [])
        for token in handed:
            token.parent = scope.parent
        if handed:
            self.kept.setdefault(scope.parent, []).extend(handed)

    def hand_all_up(self) -> None:
        """Let the instance itself keep what any scope within has kept."""
        self.take_in_hand(ROOT)
        for parent in [one for one in self.kept if one != ROOT]:
            for token in self.kept.pop(parent):
                token.parent = ROOT
                self.kept.setdefault(ROOT, []).append(token)

    def forget_kept(self, parent: int) -> None:
        """Take away what a scope has kept."""
        self.kept_in(parent)
        for token in self.kept.pop(parent, ()):
            del self.tokens[token.number]
            self.frames.pop(token.number, None)

    def forget(self, token: Token) -> None:
        """Take away one token that was kept."""
        self.kept[token.parent].remove(token)
        del self.tokens[token.number]
        self.frames.pop(token.number, None)

    def kept_in(self, parent: int) -> list[Token]:
        """Return what a scope has kept."""
        if self.unread is not None:
            self.unread.read_kept(parent)
        return self.kept.get(parent, [])

    def restore(self, token: Token) -> None:
        """Put a token back that was kept from an earlier step; ``live`` must be told how many its scope has."""
        self.tokens[token.number] = token
        if token.status is TokenStatus.KEPT:
            self.kept.setdefault(token.parent, []).append(token)
        elif token.status is TokenStatus.JOINING:
            self.joins.setdefault((token.node, token.parent), []).append(token)

    def count_living(self) -> None:
        """Count the tokens of each scope anew; all must be in hand."""
        self.live.clear()
        for token in self.tokens.values():
            if token.status is not TokenStatus.KEPT:
                self.live[token.parent] += 1

    def remove(self, token: Token) -> int:
        """Take a token, its waits and its own variables away; return how many its scope has left."""
        del self.tokens[token.number]
        self.waits.pop(token.number, None)
        if self.frames:
            self.frames.pop(token.number, None)
        if token.status is TokenStatus.JOINING:
            self.joins[token.node, token.parent].remove(token)
        left = self.live[token.parent] - 1
        self.live[token.parent] = left
        return left

    def stand_at_join(self, token: Token) -> list[Token]:
        """Let the token wait for its siblings; return all that stand at this gateway in this scope."""
        standing = self.joining(token.node, token.parent)
        token.status = TokenStatus.JOINING
        standing.append(token)
        return standing

    def joining(self, node: int, parent: int) -> list[Token]:
        """Return the tokens that stand at this gateway in this scope, in the order of arrival."""
        if self.unread is not None:
            self.unread.read_joining(node, parent)
        return self.joins.setdefault((node, parent), [])

    def joins_in_reach(self) -> list[tuple[int, int]]:
        """Return where tokens stand at a gateway that this step may let go: the gateway and the scope."""
        if self.unread is not None:
            self.unread.read_joins()
        return [place for place, tokens in self.joins.items() if tokens]

    def children(self, parent: int) -> list[Token]:
        """Return the living tokens directly within a scope, oldest first."""
        if self.unread is not None:
            self.unread.read_children(parent)
        found = [
            token
            for token in self.tokens.values()
            if token.parent == parent and token.status is not TokenStatus.KEPT
        ]
        return found if self.unread is None else sorted(found, key=lambda token: token.number)

    def take_in_hand(self, parent: int) -> None:
        """Have all tokens of a scope in hand, however deep within."""
        if self.unread is not None:
            self.unread.read_within(parent)

    def waiting_for(self, kind: WaitKind, name: str = "") -> list[Wait]:
        """Return every wait of the instance for a signal of this name, or for a condition; oldest token first."""
        if self.unread is not None:
            self.unread.read_waiting(kind, name)
        return [
            wait
            for number in sorted(self.waits)
            for wait in self.waits[number]
            if wait.kind is kind and wait.message == name
        ]
