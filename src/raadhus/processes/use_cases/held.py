"""An instance in hand: its row, its program, and as much of its state, with the rows behind it, as a step has asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from raadhus.platform.ids import new_id
from raadhus.processes import models
from raadhus.processes.domain.movement import Program
from raadhus.processes.domain.state import State, Token, TokenStatus, Wait, WaitKind
from raadhus.processes.domain.values import from_json

WaitRow = models.TimerSubscription | models.MessageSubscription


class Written(NamedTuple):
    """What of a token's row may change while it stays where it is; ``within`` is None before it was ever counted."""

    parent: int
    via: str
    status: str
    is_armed: bool
    within: int | None
    own: object


class TokenRow(NamedTuple):
    """A token as its row has it."""

    id: UUID
    number: int
    element: str
    entered_at: datetime
    written: Written


@dataclass(slots=True)
class Held:
    """One instance in hand: its row (locked, unless new), its program, its state, and the rows behind it."""

    instance: models.Instance
    program: Program
    state: State
    tokens: dict[int, TokenRow] = field(default_factory=dict)
    waits: dict[Wait, UUID] = field(default_factory=dict)
    new_refs: dict[int, UUID] = field(default_factory=dict)
    variables_before: dict[str, object] = field(default_factory=dict)
    had_incidents: bool = False

    def ref_of(self, number: int) -> UUID:
        """Return the row id of a token's stay: the one it has, or for a new stay the one it will have."""
        row = self.tokens.get(number)
        if row is not None and not self.state.tokens[number].moved:
            return row.id
        return self.new_refs.setdefault(number, new_id())

    def element_of(self, node: int) -> str:
        """Return the element id of a node."""
        return self.program.nodes[node].element_id

    def restore(self, rows: Iterable[TokenRow]) -> list[int]:
        """Take tokens in hand that are not yet; return the numbers of those that wait for something."""
        armed = []
        for row in rows:
            if row.number in self.tokens:
                continue
            self.tokens[row.number] = row
            written = row.written
            via = self.program.flow_number_of[written.via] if written.via else -1
            node, status = self.program.number_of[row.element], TokenStatus(written.status)
            self.state.restore(Token(row.number, node, written.parent, via, row.entered_at, status))
            if written.within:
                self.state.live[row.number] = written.within
            if written.own is not None:
                self.state.frames[row.number] = variables_of(written.own)
            self.had_incidents = self.had_incidents or status is TokenStatus.INCIDENT
            if written.is_armed:
                armed.append(row.number)
        return armed

    def restore_wait(self, row_id: UUID, wait: Wait) -> None:
        """Take in hand what a token waits for."""
        self.waits[wait] = row_id
        self.state.waits.setdefault(wait.token, []).append(wait)


def variables_of(stored: object) -> dict[str, Any]:
    """Return variables as they were stored."""
    variables = from_json(stored)
    assert isinstance(variables, dict)  # noqa: S101 - narrows the type; variables are always a context
    return variables


def wait_of(row: WaitRow, program: Program) -> Wait:
    """Return the wait that a row stands for."""
    node = program.number_of[row.element]
    if isinstance(row, models.TimerSubscription):
        return Wait(row.token, node, due_at=row.due_at, left=row.left)
    kind = WaitKind(row.awaits)
    return Wait(row.token, node, message=row.message, key=row.key, kind=kind, left=row.left)
