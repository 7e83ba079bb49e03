"""A column as an index: for a value, the rows whose cell holds, as bits of a number.

The answers are not worked out anew here: at every place of the line of values where they may change, the cell's own
test is asked once, when a value of that kind comes for the first time.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Any

from raadhus.rules.domain.feel.compile_tests import Test
from raadhus.rules.domain.feel.runtime import Runtime
from raadhus.rules.domain.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from raadhus.rules.domain.feel.values import Frame, Value

# Wide enough that a neighbour of a number of 34 digits lies nearer to it than any other number of 34 digits.
_WIDE = Context(prec=100, Emin=-999_999, Emax=999_999)
# One value of each kind whose values are all the same to a cell that has no constant of their kind.
_ONE_OF: dict[type, Value] = {
    type(None): None,
    Decimal: Decimal(0),
    str: "",
    dict: {},
    Date: Date(2000, 1, 1),
    Time: Time(0, 0, 0),
    DateTime: DateTime(Date(2000, 1, 1), Time(0, 0, 0)),
    DaysDuration: DaysDuration(0),
    MonthsDuration: MonthsDuration(0),
}
_TEMPORAL = frozenset({Date, Time, DateTime, DaysDuration, MonthsDuration})
# For kinds that lie on a line: a value before another, and its next neighbour behind it.
_NEIGHBOURS: dict[type, tuple[Callable[[Value], Value], Callable[[Value], Value]]] = {
    Decimal: (_WIDE.next_minus, _WIDE.next_plus),
    str: (lambda text: "", lambda text: text + "\0"),
}
Rows = int
# How the rows of a value are found: behind the last cut that is not above it, or (no cuts) as a single value that has
# rows of its own, or else the last rows here.
Way = tuple[list[Value] | None, Any, Rows]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that asks about its value alone: the bit of its row, its test, the constants it compares with."""

    bit: Rows
    test: Test
    constants: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Single values of a kind have rows of their own, all others the same."""

    rows: dict[Value, Rows]
    others: Rows

    def way(self) -> Way:
        """Return how the rows of a value are found."""
        # Without cuts all values lie at the same place, also those that cannot be looked up.
        return (None, self.rows, self.others) if self.rows else ([], [self.others], 0)


@dataclass(frozen=True, slots=True)
class Stretches:
    """The line of values is cut: from each cut on (itself included) hold the rows behind it."""

    cuts: list[Value]
    # One more than cuts: the first are the rows before all cuts.
    rows: list[Rows]

    def way(self) -> Way:
        """Return how the rows of a value are found."""
        return self.cuts, self.rows, 0


Index = Points | Stretches
# Where a value lies among cuts: how many lie before it or at it.
place = bisect_right


def found(way: Way, value: Value) -> Rows:
    """Return the rows of a value."""
    cuts, known, others = way
    rows: Rows = known.get(value, others) if cuts is None else known[place(cuts, value)]
    return rows


@dataclass(slots=True)
class Column:
    """A column of a table; the cells of the rows in `always` hold whatever the value, as far as the value goes."""

    always: Rows
    cells: tuple[Cell, ...]
    # How the rows of values of a kind are found; learned when the first of them comes.
    ways: dict[type, Way] = field(default_factory=dict)

    def rows_of(self, value: Value, frame: Frame) -> Rows:
        """Return the rows whose cell holds for the value."""
        way = self.ways.get(type(value))
        if way is not None:
            return found(way, value)
        index = self.index(type(value))
        if index is None:
            return self._each(value, frame)
        # Two threads may learn the same at once; they learn the same.
        self.ways[type(value)] = way = index.way()
        return found(way, value)

    def index(self, kind: type) -> Index | None:
        """Return the index for values of a kind; None where each cell must be asked."""
        frame: Frame = [{}, Runtime()]
        if kind is bool:
            return Points({flag: self._each(flag, frame) for flag in (False, True)}, self.always)
        if kind in _NEIGHBOURS:
            return self._line(kind, frame)
        if kind not in _ONE_OF or (kind in _TEMPORAL and self._is_temporal()):
            return None
        return Points({}, self._each(_ONE_OF[kind], frame))

    def _each(self, value: Value, frame: Frame) -> Rows:
        rows = self.always
        for cell in self.cells:
            if cell.test(frame, value) is True:
                rows |= cell.bit
        return rows

    def _is_temporal(self) -> bool:
        return any(type(constant) in _TEMPORAL for cell in self.cells for constant in cell.constants)

    def _line(self, kind: type, frame: Frame) -> Index:
        first, are_points = self.always, True
        # At each cut, the rows whose answer becomes another there.
        turns: dict[Value, Rows] = {}
        for cell in self.cells:
            start, answers = _answers(cell, kind, frame)
            first |= cell.bit if start else 0
            are_points = are_points and all(holds is start for _, holds in answers[1::2])
            was = start
            for place, holds in answers:
                if holds is not was:
                    turns[place] = turns.get(place, 0) ^ cell.bit
                was = holds
        stretches = _stretches(first, turns)
        if not are_points:
            return stretches
        way, known = stretches.way(), (constant for cell in self.cells for constant in cell.constants)
        return Points({constant: found(way, constant) for constant in known if type(constant) is kind}, first)


def _answers(cell: Cell, kind: type, frame: Frame) -> tuple[bool, list[tuple[Value, bool]]]:
    """Return what the cell answers before all its constants of a kind, and then at and behind each."""
    constants: list[Value] = sorted({constant for constant in cell.constants if type(constant) is kind})
    before, after = _NEIGHBOURS[kind]
    start = cell.test(frame, before(constants[0]) if constants else _ONE_OF[kind]) is True
    places = [place for constant in constants for place in (constant, after(constant))]
    return start, [(place, cell.test(frame, place) is True) for place in places]


def _stretches(first: Rows, turns: dict[Value, Rows]) -> Stretches:
    rows, cuts = [first], []
    for place in sorted(turns):
        if turns[place]:
            cuts.append(place)
            rows.append(rows[-1] ^ turns[place])
    return Stretches(cuts, rows)
