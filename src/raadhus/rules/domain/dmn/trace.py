"""What an evaluation tells of itself when asked: decisions, inputs, rows tried and fired, and why not."""

from dataclasses import dataclass, field

from raadhus.rules.domain.feel.values import Value


@dataclass(frozen=True, slots=True)
class Miss:
    """The cell because of which a row did not fire: its column's expression, its text, the value it saw."""

    column: str
    cell: str
    value: Value


@dataclass(frozen=True, slots=True)
class RowTrace:
    """One row: fired, or the first cell that did not hold."""

    id: str
    number: int
    fired: bool
    miss: Miss | None
    annotations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TableTrace:
    """One table: the values of its input columns and all rows that were tried."""

    id: str
    policy: str
    inputs: tuple[tuple[str, Value], ...]
    rows: tuple[RowTrace, ...]
    used_default: bool

    @property
    def fired(self) -> tuple[RowTrace, ...]:
        """The rows that fired, in order."""
        return tuple(row for row in self.rows if row.fired)


@dataclass(slots=True)
class DecisionTrace:
    """One decision: what it was computed from, its tables, and its value."""

    id: str
    # The name that people read, and the name that other decisions and sentences know the value by.
    name: str
    variable: str
    inputs: dict[str, Value]
    tables: list[TableTrace] = field(default_factory=list)
    output: Value = None


@dataclass(slots=True)
class Trace:
    """All decisions of an evaluation, in the order in which they were made."""

    decisions: list[DecisionTrace] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def open(self, decision: DecisionTrace) -> None:
        """Begin a decision; tables evaluated from now on belong to it."""
        self.decisions.append(decision)

    def add(self, table: TableTrace) -> None:
        """Note a table of the decision begun last."""
        if self.decisions:
            self.decisions[-1].tables.append(table)
