"""Where one instance is: tokens, what they wait for, and its variables; plain data, cheap to hold."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

ROOT = 0  # the number of the scope that is the instance itself


class TokenStatus(StrEnum):
    """What a token is doing between two steps."""

    READY = "ready"  # on its way within the step, or stopped before a step that is tried again
    WAITING = "waiting"  # for a person, a time, a message
    JOINING = "joining"  # at a gateway, for its siblings
    SCOPE = "scope"  # stands on a sub-process and is the parent of the tokens within
    INCIDENT = "incident"  # stopped by a failure that a person must see


class InstanceStatus(StrEnum):
    """The life of an instance."""

    RUNNING = "running"
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


@dataclass(frozen=True, slots=True)
class Wait:
    """What may take a token onward: a time (``due_at``) or a message (name and key) of one event node."""

    token: int
    node: int
    due_at: datetime | None = None
    message: str = ""
    key: str = ""


@dataclass(slots=True)
class State:
    """
    All of one instance that a step may change.

    ``live`` counts the tokens of each scope, so that its end is seen without looking at its siblings.
    """

    business_key: str
    variables: dict[str, object]
    status: InstanceStatus = InstanceStatus.RUNNING
    error_code: str = ""
    next_number: int = 1
    tokens: dict[int, Token] = field(default_factory=dict)
    waits: dict[int, list[Wait]] = field(default_factory=dict)
    joins: dict[tuple[int, int], list[Token]] = field(default_factory=dict)
    live: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))

    def add_token(self, node: int, parent: int, via: int, at: datetime) -> Token:
        """Return a new token of the scope ``parent``."""
        token = Token(self.next_number, node, parent, via, at)
        self.next_number += 1
        self.tokens[token.number] = token
        self.live[parent] += 1
        return token

    def restore(self, token: Token) -> None:
        """Put a token back that was kept from an earlier step."""
        self.tokens[token.number] = token
        self.live[token.parent] += 1
        if token.status is TokenStatus.JOINING:
            self.joining(token.node, token.parent).append(token)

    def remove(self, token: Token) -> int:
        """Take a token and its waits away; return how many its scope has left."""
        del self.tokens[token.number]
        self.waits.pop(token.number, None)
        if token.status is TokenStatus.JOINING:
            self.joining(token.node, token.parent).remove(token)
        left = self.live[token.parent] - 1
        self.live[token.parent] = left
        return left

    def stand_at_join(self, token: Token) -> list[Token]:
        """Let the token wait for its siblings; return all that stand at this gateway in this scope."""
        token.status = TokenStatus.JOINING
        standing = self.joining(token.node, token.parent)
        standing.append(token)
        return standing

    def joining(self, node: int, parent: int) -> list[Token]:
        """Return the tokens that stand at this gateway in this scope, in the order of arrival."""
        return self.joins.setdefault((node, parent), [])

    def children(self, parent: int) -> list[Token]:
        """Return the tokens directly within a scope, oldest first."""
        return [token for token in self.tokens.values() if token.parent == parent]
