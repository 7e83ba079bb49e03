"""Makes boxes of a table's rows: an axis for each column, and on it a mask for each cell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from raadhus.rules.domain.checking.axis import Axis, Holds, make_axis
from raadhus.rules.domain.checking.cells import NotConstant, constants_of
from raadhus.rules.domain.checking.grid import Box, Effort, Point, TooLarge
from raadhus.rules.domain.checking.kinds import NULL, SCALARS
from raadhus.rules.domain.checking.known import Known, constraints_of
from raadhus.rules.domain.checking.spans import ALL
from raadhus.rules.domain.checking.symbols import Symbols, find_symbols
from raadhus.rules.domain.checking.wording import context_text, feel_text
from raadhus.rules.domain.dmn.nodes import Column, Table
from raadhus.rules.domain.feel.errors import FeelError
from raadhus.rules.domain.feel.language import INPUT, compile_node
from raadhus.rules.domain.feel.nodes import Tests
from raadhus.rules.domain.feel.runtime import Runtime
from raadhus.rules.domain.feel.values import Value

_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Side:
    """A column as an axis: what its value can be (`possible`), and where a gap is one (`counted`)."""

    text: str
    axis: Axis
    possible: int
    counted: int
    # The cells of the column: surely, and at most.
    cells: tuple[tuple[int, int], ...]
    # The numbers of the rows whose cell could not be analysed.
    unclear: tuple[int, ...]
    is_bounded: bool
    # The limits that are expressions, where the column has such.
    symbols: Symbols | None = None

    def say(self, piece: int) -> str:
        """Return FEEL for a value of a piece."""
        sample = self.axis.samples[piece]
        return feel_text(sample) if self.symbols is None or sample is None else self.symbols.text(sample)


@dataclass(frozen=True, slots=True)
class Boxes:
    """A table as boxes."""

    sides: tuple[Side, ...]
    rows: tuple[Box, ...]

    def example(self, at: Point, rows: Iterable[int] = ()) -> str:
        """Return a FEEL context of the point, without the columns that none of these rows (or of all) asks about."""
        chosen = list(rows) or range(len(self.rows))
        asked = [
            index
            for index, side in enumerate(self.sides)
            if any(side.cells[row][1] != side.axis.everything for row in chosen)
        ] or range(min(1, len(self.sides)))
        return context_text({self.sides[index].text: self.sides[index].say(at[index]) for index in asked})


def make_boxes(node: Table, columns: list[Known], effort: Effort) -> Boxes:
    """Analyse the columns of a table."""
    sides = tuple(_side(node, index, known, effort) for index, known in enumerate(columns))
    rows = tuple(
        Box(tuple(side.cells[row][0] for side in sides), tuple(side.cells[row][1] for side in sides))
        for row in range(len(node.rows))
    )
    return Boxes(sides, rows)


def _side(node: Table, index: int, known: Known, effort: Effort) -> Side:
    column = node.columns[index]
    texts = [row.texts[index] for row in node.rows]
    # Cells written alike are asked once.
    cells = dict(zip(texts, (row.tests[index] for row in node.rows), strict=True))
    limits = list(_limits(column, known))
    symbols = None if limits or known.values is not None or known.numbers != ALL else _symbols(cells, known)
    if symbols is not None:
        cells = {text: symbols.read(cell) for text, cell in cells.items()}
    found = {text: _affordable(_constants(cell, known), effort) for text, cell in cells.items()}
    axis = make_axis(
        [
            *(constant for constants in found.values() for constant in constants or ()),
            *(known.values or ()),
            *known.numbers.ends,
            *(constant for tests in limits for constant in _constants(tests, known) or ()),
        ],
        None if known.kind is NULL else known.kind,
        whole=known.numbers.whole,
    )
    masks = {text: _masks(axis, cell, found[text]) for text, cell in cells.items()}
    possible = _possible(axis, column, known, limits)
    asks_null = any(constants and None in constants for constants in found.values())
    return Side(
        column.text,
        axis,
        possible,
        possible if asks_null else possible & ~1,
        tuple(masks[text] for text in texts),
        tuple(row.number for row, text in zip(node.rows, texts, strict=True) if found[text] is None),
        possible | 1 != axis.everything,
        symbols,
    )


def _symbols(cells: Mapping[str, Tests], known: Known) -> Symbols | None:
    """Return the limits of a column if each of its cells can be read with constants for them."""
    symbols = find_symbols(cells.values(), known.kind)
    if symbols is None:
        return None
    try:
        for cell in cells.values():
            symbols.read(cell)
    except NotConstant:
        return None
    return symbols


def _constants(cell: Tests, known: Known) -> tuple[Value, ...] | None:
    try:
        found = constants_of(cell)
    except NotConstant:
        return None
    has_line = known.kind is None or known.kind in SCALARS
    return found if has_line or all(constant is None for constant in found) else None


def _affordable(constants: tuple[Value, ...] | None, effort: Effort) -> tuple[Value, ...] | None:
    """Return the constants if there is effort left to ask the cell before, at and behind each of them."""
    if constants is not None:
        try:
            effort.spend((2 * len(constants) + 4) * (len(constants) + 4))
        except TooLarge:
            return None
    return constants


def _masks(axis: Axis, cell: Tests, constants: tuple[Value, ...] | None) -> tuple[int, int]:
    if constants is None:
        return 0, axis.everything
    if not cell.tests:
        return axis.everything, axis.everything
    mask = axis.mask_of(constants, question(cell))
    return mask, mask


def question(cell: Tests) -> Holds:
    """Return the cell as a question that the engine answers."""
    compiled = compile_node(cell, [INPUT])

    def holds(value: Value) -> bool:
        try:
            return compiled.run({INPUT: value}, Runtime(steps_left=_STEPS)) is True
        except FeelError:
            return False

    return holds


def _limits(column: Column, known: Known) -> Iterator[Tests]:
    """Return the tests that every value of the column passes, null apart."""
    yield from constraints_of(known.type)
    if column.allowed is not None:
        yield column.allowed


def _possible(axis: Axis, column: Column, known: Known, limits: list[Tests]) -> int:
    mask = axis.everything
    if known.values is not None:
        values = [(type(value), value) for value in known.values]
        mask &= 1 | axis.mask_where(lambda value: (type(value), value) in values)
    if known.numbers != ALL:
        span = known.numbers
        mask &= axis.mask_where(lambda value: type(value) is not Decimal or span.holds(value))
    for tests in limits:
        constants = _constants(tests, known)
        if constants is not None and tests.tests:
            mask &= (0 if tests is column.allowed else 1) | axis.mask_of(constants, question(tests))
    return mask
