"""
The tokens of an instance that a step has not asked for: each question is one statement, asked once a step.

A step of a case with five hundred branches so reads one branch and the scopes around it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from raadhus.platform.database.statements import Statement
from raadhus.processes import models
from raadhus.processes.domain.state import ROOT, TokenStatus, Wait, WaitKind
from raadhus.processes.use_cases.held import Held, TokenRow, Written

_COLUMNS = "id, number, element, entered_at, parent, via, status, is_armed, within, own"
_OF_T = ", ".join(f"t.{name}" for name in _COLUMNS.split(", "))
_FROM = f"SELECT {_COLUMNS} FROM processes_token WHERE instance_id = %s"  # noqa: S608 - names of our own
_IN_ROOT, _IN_SCOPE = "parent = %s", "parent = %s AND parent > 0"  # the index is of scopes within only


def _with_scopes_around(condition: str) -> Statement:
    """Return the statement; OFFSET 0 has each scope looked up by its number, not among all tokens of the instance."""
    return Statement(
        f"WITH RECURSIVE up AS ({_FROM} AND {condition} UNION SELECT around.* FROM up CROSS JOIN LATERAL"  # noqa: S608 - as above
        f" ({_FROM} AND number = up.parent OFFSET 0) around) SELECT {_COLUMNS} FROM up ORDER BY number"
    )


def _of_scope(condition: str) -> tuple[Statement, Statement]:
    """Return the statement for the instance itself and for a scope within."""
    root, inner = (
        Statement(f"{_FROM} AND {where} AND {condition} ORDER BY number") for where in (_IN_ROOT, _IN_SCOPE)
    )
    return root, inner


_ALL = Statement(f"{_FROM} ORDER BY number")
_ONE = _with_scopes_around("number = %s")
_CHILDREN = _of_scope(f"status <> '{TokenStatus.KEPT}'")
_KEPT = _of_scope(f"status = '{TokenStatus.KEPT}'")
_JOINING = _of_scope(f"status = '{TokenStatus.JOINING}' AND element = %s")
_JOINS = Statement(
    f"{_FROM} AND parent = ANY(%s::int[]) AND status = '{TokenStatus.JOINING}' ORDER BY number"
)
_WITHIN = Statement(
    f"WITH RECURSIVE down AS ({_FROM} AND {_IN_SCOPE} UNION ALL SELECT {_OF_T} FROM down, processes_token t"  # noqa: S608 - as above
    f" WHERE t.instance_id = %s AND t.parent = down.number AND t.parent > 0)"
    f" SELECT {_COLUMNS} FROM down ORDER BY number"
)
_WAITING = _with_scopes_around(
    "number = ANY(ARRAY(SELECT token FROM processes_messagesubscription"
    " WHERE instance_id = %s AND awaits = %s AND message = %s))"
)
_WAITS = Statement("""
    SELECT id, token, element, due_at, NULL, '', '', "left" FROM processes_timersubscription
    WHERE instance_id = %s AND token = ANY(%s::int[])
    UNION ALL SELECT id, token, element, NULL, awaits, message, key, "left" FROM processes_messagesubscription
    WHERE instance_id = %s AND token = ANY(%s::int[])
""")
_OWN = models.Token._meta.get_field("own")


class Unread:
    """The tokens of an instance that are not in hand yet; for a ``State`` whose instance is locked."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._instance = held.instance.id
        self._asked: set[tuple[object, ...]] = set()
        self._whole: set[int] = set()

    def read_token(self, number: int) -> None:
        """Restore one token, if it is there, and the scopes around it."""
        self._restore(_ONE, (self._instance, number, self._instance))

    def read_all(self) -> None:
        """Restore everything, and count it."""
        self._restore(_ALL, (self._instance,))
        self._held.state.count_living()

    def read_children(self, parent: int) -> None:
        """Restore the living tokens directly within a scope."""
        if self._is_new("children", parent):
            self._restore(_CHILDREN[parent != ROOT], (self._instance, parent))

    def read_within(self, parent: int) -> None:
        """Restore all tokens of a scope, however deep within."""
        if not self._is_new("within", parent):
            return
        values = (self._instance,) if parent == ROOT else (self._instance, parent, self._instance)
        self._whole |= {parent, *self._restore(_ALL if parent == ROOT else _WITHIN, values)}

    def read_kept(self, parent: int) -> None:
        """Restore what a scope has kept."""
        node = -1 if parent == ROOT else self._held.state.tokens[parent].node
        if node in self._held.program.keeps and self._is_new("kept", parent):
            self._restore(_KEPT[parent != ROOT], (self._instance, parent))

    def read_joining(self, node: int, parent: int) -> None:
        """Restore the tokens that stand at a gateway in a scope."""
        if self._is_new("joining", parent, node):
            element = self._held.element_of(node)
            self._restore(_JOINING[parent != ROOT], (self._instance, parent, element))

    def read_joins(self) -> None:
        """Restore the tokens that stand at any gateway in the scopes in hand."""
        scopes = [number for number in (ROOT, *self._held.tokens) if self._is_new("joins", number)]
        if scopes:
            self._restore(_JOINS, (self._instance, scopes))

    def read_waiting(self, kind: WaitKind, name: str) -> None:
        """Restore the tokens that wait for a signal of this name, or for a condition."""
        if ROOT not in self._whole and (kind, name) not in self._asked:
            self._asked.add((kind, name))
            self._restore(_WAITING, (self._instance, self._instance, kind.value, name, self._instance))

    def read_waits(self, tokens: Sequence[int]) -> None:
        """Restore what these tokens wait for."""
        rows = _WAITS.rows((self._instance, list(tokens), self._instance, list(tokens)))
        rows.sort(key=lambda row: (row[3] is None, row[0]))
        for row_id, token, element, due_at, awaits, message, key, left in rows:
            kind = WaitKind.MESSAGE if awaits is None else WaitKind(awaits)
            node = self._held.program.number_of[element]
            self._held.restore_wait(row_id, Wait(token, node, due_at, message, key, kind, left))

    def _is_new(self, question: str, scope: int, *of: object) -> bool:
        """Tell whether an answer may bring something: the scope was there before this step, and was not asked."""
        known = scope in self._whole or (question, scope, *of) in self._asked
        self._asked.add((question, scope, *of))
        return not known and (scope == ROOT or scope in self._held.tokens)

    def _restore(self, statement: Statement, values: Sequence[Any]) -> list[int]:
        """Restore the tokens of an answer and what they wait for; return their numbers, of those in hand too."""
        rows = [_row(*found) for found in statement.rows(values)]
        if armed := self._held.restore(rows):
            self.read_waits(armed)
        return [row.number for row in rows]


def _row(row_id: UUID, number: int, element: str, entered_at: datetime, *changing: Any) -> TokenRow:
    parent, via, status, is_armed, within, own = changing
    opened = None if own is None else _OWN.from_db_value(own, None, None)
    written = Written(parent, via, status, is_armed, within, opened)
    return TokenRow(row_id, number, element, entered_at, written)
