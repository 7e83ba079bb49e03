"""What an evaluation tells of itself when asked: decisions, inputs, rows tried and fired, and why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

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


class Told(Protocol):
    """A table that was evaluated, to be told of later."""

    def told(self) -> TableTrace:
        """Return what a trace tells of it."""


class Named(Protocol):
    """What a trace must know of a decision before it is computed."""

    @property
    def id(self) -> str:
        """The id of its element."""

    @property
    def title(self) -> str:
        """The name that people read."""

    @property
    def name(self) -> str:
        """The variable that holds its value."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The variables that it is computed from."""


class Trace:
    """All decisions of an evaluation, in the order in which they were made; put into words when first looked at."""

    __slots__ = ("_decisions", "_made", "notes")

    def __init__(self, decisions: Iterable[DecisionTrace] = (), notes: Iterable[str] = ()) -> None:
        """Begin with these decisions, which were told before."""
        self._decisions = list(decisions)
        self._made: list[tuple[Named, Mapping[str, Value], list[Told]]] = []
        self.notes = list(notes)

    @property
    def decisions(self) -> list[DecisionTrace]:
        """The decisions, the first first."""
        made, self._made = self._made, []
        self._decisions += [_decision(named, variables, tables) for named, variables, tables in made]
        return self._decisions

    def open(self, decision: Named, variables: Mapping[str, Value]) -> None:
        """Begin a decision that finds its inputs and leaves its value among the variables; tables evaluated from
        now on belong to it.
        """
        self._made.append((decision, variables, []))

    def add(self, table: Told) -> None:
        """Note a table of the decision begun last."""
        if self._made:
            self._made[-1][2].append(table)


def _decision(named: Named, variables: Mapping[str, Value], tables: list[Told]) -> DecisionTrace:
    return DecisionTrace(
        named.id,
        named.title,
        named.name,
        {name: variables.get(name) for name in named.needs},
        [table.told() for table in tables],
        variables.get(named.name),
    )
