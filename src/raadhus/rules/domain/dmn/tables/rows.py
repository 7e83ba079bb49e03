"""A compiled decision table: the rows that hit as bits of a number, and what the hit policy makes of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from raadhus.rules.domain.dmn.hits import LISTS, SINGLE, Choice
from raadhus.rules.domain.dmn.nodes import HitPolicy, Table
from raadhus.rules.domain.dmn.tables.columns import Column, Rows, Way, place
from raadhus.rules.domain.dmn.trace import Miss, RowTrace, TableTrace
from raadhus.rules.domain.feel.compile_tests import Test
from raadhus.rules.domain.feel.python_values import ALIKE
from raadhus.rules.domain.feel.runtime import GLOBALS, RUNTIME, Runtime
from raadhus.rules.domain.feel.values import Closure, Frame, Value

# Of a row that was sifted out, the index of the column that did it.
Misses = dict[Rows, int]
NO_MISSES: Misses = {}
# A column as it is asked: the variable that it is (None: it is computed), what computes it, its index if it has one,
# and what that has learned.
Head = tuple[str | None, Closure, Column | None, Mapping[type, Way]]
_NOTHING_LEARNED: Mapping[type, Way] = {}


@dataclass(slots=True)
class CompiledTable:
    """The table. Cells that ask about their value alone are in the columns' indexes, the others are sifted after."""

    node: Table
    # The place in the frame for the value under test.
    place: int
    inputs: list[Closure]
    # Tests of the values that a column may have, by the index of the column.
    allowed: list[tuple[int, Test]]
    columns: list[tuple[int, Column]]
    # Of rows with cells that need more than their value, those cells with the index of their column.
    sifts: dict[Rows, tuple[tuple[int, Test], ...]]
    # The outputs of rows that must be computed; those of the others are constants.
    by_row: dict[Rows, Closure]
    default: Closure | None
    choose: Choice
    constants: dict[Rows, Value]
    # The names of the variables that columns are, by the index of the column.
    names: dict[int, str]
    heads: list[Head] = field(default_factory=list)
    first_only: bool = False
    # Whether one row that hits is the whole answer.
    is_single: bool = False
    # Whether the list of all that hit is.
    is_list: bool = False
    every: Rows = 0
    sifted: Rows = 0

    def __post_init__(self) -> None:
        """Number the rows by bits."""
        indexes = dict(self.columns)
        self.heads = [
            (self.names.get(index), read, column, column.ways if column else _NOTHING_LEARNED)
            for index, read in enumerate(self.inputs)
            for column in [indexes.get(index)]
        ]
        self.first_only = self.node.policy is HitPolicy.FIRST
        self.is_single = self.node.policy in SINGLE
        self.is_list = self.node.policy in LISTS and not self.node.aggregation
        self.every = (1 << len(self.node.rows)) - 1
        self.sifted = sum(self.sifts)

    def evaluate(self, frame: Frame) -> Value:
        """Return the table's value."""
        runtime: Runtime = frame[RUNTIME]
        values: list[Value] = []
        rows = self.every
        variable = frame[GLOBALS].get
        # Written out here: the calls of `read` and `found` cost as much as what they do.
        for name, read, column, ways in self.heads:
            value = read(frame) if name is None else variable(name)
            way = ways.get(type(value))
            if way is None:
                value = value if name is None else read(frame)
                rows &= self.every if column is None else column.rows_of(value, frame)
            else:
                cuts, known, others = way
                rows &= known.get(value, others) if cuts is None else known[place(cuts, value)]
            values.append(value)
        if self.allowed and not self._allows(frame, values, runtime):
            return None
        misses: Misses = NO_MISSES
        if rows & self.sifted:
            misses = {}
            rows = self._sift(frame, values, rows, misses)
        if self.first_only:
            rows &= -rows
        if runtime.trace is not None:
            runtime.trace.add(TriedTable(self, values, rows, misses))
        if self.is_single and rows in self.constants:
            return self.constants[rows]
        if not rows:
            return None if self.default is None else self.default(frame)
        outputs = self._outputs(frame, rows)
        return outputs if self.is_list else self.choose(outputs, runtime.notes, self.node.id)

    @property
    def lists_constants(self) -> bool:
        """Whether each value is a new list of numbers, texts and the like, or null."""
        is_list = self.is_list and self.default is None and not self.by_row
        return is_list and ALIKE.issuperset(map(type, self.constants.values()))

    def _outputs(self, frame: Frame, rows: Rows) -> list[Value]:
        outputs: list[Value] = []
        constants, by_row = self.constants, self.by_row
        while rows:
            row = rows & -rows
            outputs.append(by_row[row](frame) if row in by_row else constants[row])
            rows ^= row
        return outputs

    def _allows(self, frame: Frame, values: list[Value], runtime: Runtime) -> bool:
        for column, test in self.allowed:
            frame[self.place] = values[column]
            if test(frame, values[column]) is not True:
                text = self.node.columns[column].text
                runtime.notes.append(f"Table {self.node.id}: the value of {text!r} is not an allowed one")
                return False
        return True

    def _sift(self, frame: Frame, values: list[Value], rows: Rows, misses: Misses) -> Rows:
        """Return those of the rows whose other cells hold too; noting of the others, which cell did not."""
        sure = rows & ~self.sifted
        if self.first_only and sure:
            rows &= sure ^ (sure - 1)  # none behind the first that hits without being sifted
        for row in bits_of(rows & self.sifted):
            for column, test in self.sifts[row]:
                frame[self.place] = value = values[column]
                if test(frame, value) is not True:
                    rows ^= row
                    misses[row] = column
                    break
            else:
                if self.first_only:
                    return rows
        return rows


def table_of(closure: Closure) -> CompiledTable | None:
    """Return the table that a closure computes; None when it computes something else."""
    table = getattr(closure, "__self__", None)
    return table if isinstance(table, CompiledTable) else None


def bits_of(rows: Rows) -> Iterator[Rows]:
    """Yield each row of a number of rows, the first first."""
    while rows:
        row = rows & -rows
        yield row
        rows ^= row


@dataclass(slots=True)
class TriedTable:
    """A table that was evaluated: all that is needed to tell of it later."""

    table: CompiledTable
    values: list[Value]
    hits: Rows
    misses: Misses

    def told(self) -> TableTrace:
        """Return what a trace tells of the table."""
        node, values = self.table.node, self.values
        policy = str(node.policy) + (f" {node.aggregation}" if node.aggregation else "")
        inputs = tuple(zip((column.text for column in node.columns), values, strict=True))
        return TableTrace(node.id, policy, inputs, tuple(self._rows()), not self.hits)

    def _rows(self) -> Iterator[RowTrace]:
        holding = [
            (index, column.rows_of(self.values[index], [{}, Runtime()]))
            for index, column in self.table.columns
        ]
        for position, row in enumerate(self.table.node.rows):
            bit = 1 << position
            fired = bool(self.hits & bit)
            missed = [index for index, rows in holding if not rows & bit]
            miss = None if fired else self._miss(position, missed[0] if missed else self.misses[bit])
            yield RowTrace(row.id, row.number, fired, miss, row.annotations)
            if fired and self.table.first_only:
                return

    def _miss(self, position: int, column: int) -> Miss:
        node = self.table.node
        return Miss(node.columns[column].text, node.rows[position].texts[column], self.values[column])
