"""What two versions of a model can differ in: parts, tables, rows, cells, each with how it was and how it is."""

from dataclasses import dataclass, field
from enum import StrEnum


class How(StrEnum):
    """What happened to a thing between two versions; a row that is ``changed`` may have ``moved`` too."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Trait(StrEnum):
    """What changed of a part or a table's head."""

    NAME = "name"
    TYPE = "type"
    NEEDS = "needs"  # what it is computed from
    LOGIC = "logic"  # its expression
    MEANING = "meaning"  # it is written alike and read otherwise
    ABOUT = "about"  # its description
    WORDS = "words"  # what people call it and its values, and what they are told of it
    HIT_POLICY = "hit-policy"
    COLUMN_ADDED = "column-added"
    COLUMN_REMOVED = "column-removed"
    COLUMN_CHANGED = "column-changed"
    COLUMN_ORDER = "column-order"


@dataclass(frozen=True, slots=True)
class Turn:
    """
    One trait before and after, in the model's own words; empty where there was or is nothing.

    Of words that people read: ``of``: the name or code in the part that they tell of, empty for the part itself; ``kind``:
    the element that tells (``words``, ``about``, ``how``, ``value``, ``label``); ``language``, or which figure's ``unit``.
    """

    trait: Trait
    before: str
    after: str
    of: str = ""
    kind: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of the model (``kind``: its element, e.g. "decision"); ``name`` is the newer one's."""

    kind: str
    id: str
    name: str
    how: How
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell: the title of its column, its text before and after, and the column's place now (None: it is gone)."""

    column: str
    before: str
    after: str
    place: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ColumnPair:
    """A column: its place before and after among inputs, outputs and remarks, None where it was or is not."""

    before: int | None
    after: int | None
    is_told: bool = False  # its head is written otherwise


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row: its number before and after (0 where it was not or is not there), and the cells that differ."""

    id: str
    how: How
    before: int
    after: int
    cells: tuple[CellChange, ...] = ()
    has_moved: bool = False


@dataclass(frozen=True, slots=True)
class TableChange:
    """A decision table: what changed of its head, its rows in their newer order, how many stayed, which column is which."""

    id: str
    name: str
    how: How
    turns: tuple[Turn, ...] = ()
    rows: tuple[RowChange, ...] = ()
    same: int = 0
    columns: tuple[ColumnPair, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that two versions differ in."""

    parts: tuple[PartChange, ...] = ()
    tables: tuple[TableChange, ...] = ()
    is_layout_only: bool = False  # diagram, spelling of the file, remarks of tools: nothing that decides

    @property
    def is_empty(self) -> bool:
        """Tell whether both decide alike, word for word."""
        return not self.parts and not self.tables
