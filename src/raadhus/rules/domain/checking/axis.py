"""One input column as a line cut into pieces: on each piece every cell of the column answers the same.

The answer on a piece is found by running the cell, as compiled by the engine, on one value of it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

from raadhus.rules.domain.checking.kinds import SCALARS
from raadhus.rules.domain.feel.decimals import CONTEXT
from raadhus.rules.domain.feel.temporal import (
    DAY_NANOS,
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    date_from_day_number,
    datetime_from_local,
    time_from_nanos,
)
from raadhus.rules.domain.feel.values import Value

SOMETHING: dict[type, Value] = {list: [], dict: {}}
Holds = Callable[[Value], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """How values of an ordered kind are placed on a line, and found again."""

    place: Callable[[Value], Any]
    value: Callable[[Any], Value]
    whole: bool = True


def _moment(place: int) -> Value:
    return datetime_from_local(place, None, None)


def _utc_moment(place: int) -> Value:
    return datetime_from_local(place, 0, None)


def _time(place: int) -> Value:
    return time_from_nanos(place * NANOS) if 0 <= place * NANOS < DAY_NANOS else None


_LINES: dict[type, Line] = {
    Decimal: Line(lambda value: value, lambda place: place, whole=False),
    Date: Line(lambda value: value.day_number(), date_from_day_number),
    MonthsDuration: Line(lambda value: value.months, MonthsDuration),
    DaysDuration: Line(lambda value: value.nanos, DaysDuration),
    DateTime: Line(lambda value: value.instant(), _moment),
    Time: Line(lambda value: value.nanos() // NANOS, _time),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the line: the value that stands for it, and where it lies among the cuts of its kind.

    Cut number n lies at 2n + 1, what lies before it at 2n.
    """

    sample: Value
    position: int


@dataclass(frozen=True, slots=True)
class Block:
    """The pieces of one kind, in order; the first has the bit number `start`."""

    kind: type
    start: int
    cuts: list[Any]
    pieces: tuple[Piece, ...]

    def mask(self, constants: Iterable[Value], holds: Holds) -> int:
        """Return the bits of the pieces for which the cell holds; it is asked once for each of its own runs."""
        own = sorted({2 * self._index(value) + 1 for value in constants if type(value) is self.kind})
        if self.kind not in _LINES:
            return self._unordered(own, holds)
        mask = 0
        begin = 0
        for cut in own:
            at = bisect_left(self.pieces, cut, key=lambda piece: piece.position)
            mask |= self._run(begin, at, holds)
            begin = at
            if at < len(self.pieces) and self.pieces[at].position == cut:
                mask |= self._run(at, at + 1, holds)
                begin = at + 1
        return mask | self._run(begin, len(self.pieces), holds)

    def _unordered(self, own: list[int], holds: Holds) -> int:
        """Return the bits that hold: each named piece is asked by itself, one stands for all others."""
        mask = named = 0
        for cut in own:
            at = bisect_left(self.pieces, cut, key=lambda piece: piece.position)
            if at < len(self.pieces) and self.pieces[at].position == cut:
                named |= 1 << (self.start + at)
                mask |= self._run(at, at + 1, holds)
        rest = ((1 << len(self.pieces)) - 1) << self.start & ~named
        if rest and holds(self.pieces[rest.bit_length() - 1 - self.start].sample):
            mask |= rest
        return mask

    def _run(self, begin: int, end: int, holds: Holds) -> int:
        if begin >= end or not holds(self.pieces[begin].sample):
            return 0
        return ((1 << (end - begin)) - 1) << (self.start + begin)

    def _index(self, value: Value) -> int:
        place = _LINES[self.kind].place(value) if self.kind in _LINES else value
        return bisect_left(self.cuts, place)


@dataclass(frozen=True, slots=True)
class Axis:
    """The pieces of a column, each one bit of a mask. Bit 0 is null."""

    samples: tuple[Value, ...]
    blocks: tuple[Block, ...]

    @property
    def everything(self) -> int:
        """The mask of all pieces."""
        return (1 << len(self.samples)) - 1

    def mask_where(self, holds: Holds) -> int:
        """Return the mask of the pieces on whose value the question holds."""
        return sum(1 << index for index, sample in enumerate(self.samples) if holds(sample))

    def mask_of(self, constants: Iterable[Value], holds: Holds) -> int:
        """Return the mask of a cell that changes its answer only at these constants."""
        constants = tuple(constants)
        null = 1 if holds(None) else 0
        return null | sum(block.mask(constants, holds) for block in self.blocks)


def make_axis(constants: Iterable[Value], kind: type | None, *, whole: bool = False) -> Axis:
    """Cut a line at the constants. A known kind leaves out the others; `whole`: numbers without fraction only."""
    by_kind: dict[type, list[Value]] = {} if kind is None else {kind: []}
    for constant in constants:
        if type(constant) in SCALARS and kind in {None, type(constant)}:
            by_kind.setdefault(type(constant), []).append(constant)
    samples: list[Value] = [None]
    blocks: list[Block] = []
    for sort, values in (by_kind or {object: []}).items():
        cuts, pieces = _pieces(sort, values, whole=whole)
        blocks.append(Block(sort, len(samples), cuts, tuple(pieces)))
        samples += [piece.sample for piece in pieces]
    return Axis(tuple(samples), tuple(blocks))


def _pieces(kind: type, values: list[Value], *, whole: bool) -> tuple[list[Any], list[Piece]]:
    if kind is bool:
        return [False, True], [Piece(False, 1), Piece(True, 3)]
    if kind is str:
        texts = sorted(set(values))
        named = [Piece(text, 2 * index + 1) for index, text in enumerate(texts)]
        return texts, [*named, Piece(_other_text(texts), 2 * len(texts))]
    if kind not in _LINES:
        return [], [Piece(SOMETHING.get(kind, Decimal(1)), 0)]
    line = _LINES[kind]
    back: Callable[[Any], Value] = line.value
    if kind is DateTime and values and values[0].offset() is not None:
        back = _utc_moment
    places = sorted({line.place(value) for value in values})
    if not places:
        return places, [Piece(back(Decimal(1) if kind is Decimal else 1), 0)]
    found: list[Piece] = []
    for index, (low, high) in enumerate(pairwise([None, *places, None])):
        between = _between(low, high, whole=line.whole or whole)
        if between is not None:
            found.append(Piece(back(between), 2 * index))
        if high is not None:
            found.append(Piece(back(high), 2 * index + 1))
    return places, [piece for piece in found if piece.sample is not None]


def _other_text(texts: list[str]) -> str:
    other = "other"
    while other in texts:
        other += "?"
    return other


def _between(low: Any, high: Any, *, whole: bool) -> Any:
    """Return a short number strictly between two (None: no end); None if there is none."""
    if low is None:
        found = _step(high, ROUND_CEILING, -1)
    else:
        found = _step(low, ROUND_FLOOR, 1)
        if not whole and high is not None and not found < high:
            found = CONTEXT.divide(CONTEXT.add(low, high), Decimal(2))
    fits = (low is None or low < found) and (high is None or found < high)
    return found if fits else None


def _step(place: Any, rounding: str, step: int) -> Any:
    if isinstance(place, Decimal):
        return CONTEXT.add(place.to_integral_value(rounding), Decimal(step))
    return place + step
