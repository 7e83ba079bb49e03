"""Which rows of a model's tables were tried by somebody's cases, and which by none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from raadhus.rules.domain.dmn.compiled import CompiledModel
from raadhus.rules.domain.dmn.nodes import Table
from raadhus.rules.domain.dmn.trace import Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class UntestedRow:
    """A row that never fired: the decision (or function) it belongs to, its number from 1, its id."""

    decision: str
    number: int
    id: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many rows there are, and those that never fired, in the model's order."""

    rows: int
    untested: tuple[UntestedRow, ...]

    @property
    def tested(self) -> int:
        """Return how many rows fired at least once."""
        return self.rows - len(self.untested)


def cover(model: CompiledModel, traces: Iterable[Trace]) -> Coverage:
    """Return which rows of the model's tables fired in these traces."""
    fired = {
        (table.id, row.number)
        for trace in traces
        for decision in trace.decisions
        for table in decision.tables
        for row in table.fired
    }
    rows = [(name, table, row) for name, table in _tables(model) for row in table.rows]
    return Coverage(
        rows=len(rows),
        untested=tuple(
            UntestedRow(decision=name, number=row.number, id=row.id, line=row.line)
            for name, table, row in rows
            if (table.id, row.number) not in fired
        ),
    )


def _tables(model: CompiledModel) -> Iterator[tuple[str, Table]]:
    for decision in model.model.decisions.values():
        yield from ((decision.title, table) for table in _tables_in(decision.logic))
    for function in model.model.knowledge.values():
        yield from ((function.name, table) for table in _tables_in(function.logic))


def _tables_in(part: Any) -> Iterator[Table]:
    """Yield the tables in a tree, wherever they stand in a boxed expression."""
    waiting = [part]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Table):
            yield found
        elif isinstance(found, tuple | list):
            waiting += reversed(found)
        elif is_dataclass(found) and not isinstance(found, type):
            waiting += reversed([getattr(found, field.name) for field in fields(found)])
