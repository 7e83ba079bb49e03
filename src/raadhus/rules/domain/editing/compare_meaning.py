"""What two models are read as: whatever is written alike and yet read otherwise is told, however it came about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from raadhus.rules.domain.dmn.documents import read_documents
from raadhus.rules.domain.dmn.nodes import Row, Table
from raadhus.rules.domain.dmn.read_model import read_model
from raadhus.rules.domain.dmn.read_types import Allows
from raadhus.rules.domain.editing.differences import Difference, How, PartChange, TableChange, Trait, Turn
from raadhus.rules.domain.feel.nodes import Node, Sourced
from raadhus.rules.domain.feel.tree_text import tree_text
from raadhus.rules.domain.feel.types import NamedType

Form = Any
"""What a thing is read as, without where it stands: texts and nested tuples of them."""
# Where something stands, and how it was written.
_PLACES = frozenset({"at", "line", "lines", "element", "number", "title", "texts", "text", "id"})
# What of a part is told beside its expression; the words and the name of a part decide nothing by themselves.
_DECIDING = frozenset({Trait.NAME, Trait.TYPE, Trait.NEEDS, Trait.LOGIC})
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as it is read: the form of all but its tables, these, and the tree of its expression."""

    kind: str
    name: str
    form: Form
    tables: tuple[Table, ...]
    logic: Node | None


def compare_meaning(before: bytes, after: bytes, told: Difference) -> Iterator[PartChange]:
    """
    Return the parts and tables of both models that are read otherwise although nothing of what is ``told`` says so.

    Raises: CannotLoadModel.
    """
    old, new = _parts(before), _parts(after)
    named = {part.id or part.name for part in told.parts if _tells(part)}
    tables = {table.id: table for table in told.tables}
    for key, part in new.items():
        was = old.get(key)
        if was is None:
            continue
        if was.form != part.form and key[1] not in named:
            yield _change(part.kind, key[1], part.name, _texts(was.logic, part.logic))
        for mine, theirs in zip(was.tables, part.tables, strict=False):
            if turn := _table_turn(mine, theirs, tables.get(theirs.id)):
                yield _change("decisionTable", theirs.id, part.name, turn)


def _tells(part: PartChange) -> bool:
    return part.how is not How.CHANGED or any(turn.trait in _DECIDING for turn in part.turns)


def _change(kind: str, key: str, name: str, texts: tuple[str, str]) -> PartChange:
    return PartChange(kind, key, name, How.CHANGED, (Turn(Trait.MEANING, *texts),))


def _parts(source: bytes) -> Mapping[tuple[str, str], _Part]:
    model, _ = read_model(source)
    types = read_documents(source, {})[-1].types.named
    found = {
        ("itemDefinition", name): _Part("itemDefinition", name, _form(_target(kind), []), (), None)
        for name, kind in types.items()
    }
    parts: tuple[tuple[str, Mapping[str, Any]], ...] = (
        ("inputData", model.inputs),
        ("decision", model.decisions),
        ("businessKnowledgeModel", model.knowledge),
        ("decisionService", model.services),
    )
    for kind, by_id in parts:
        for key, part in by_id.items():
            tables: list[Table] = []
            form = _form(part, tables)
            found[kind, key] = _Part(kind, part.name, form, tuple(tables), getattr(part, "logic", None))
    return found


def _target(kind: Any) -> Any:
    return kind.target if isinstance(kind, NamedType) else kind


def _form(value: Any, tables: list[Table]) -> Form:
    """Return what a value is read as; tables in it are put into ``tables`` and stand there by their place alone."""
    if isinstance(value, Table):
        tables.append(value)
        return "table"
    if isinstance(value, NamedType):
        return "type", value.name
    if isinstance(value, Sourced | Allows):
        return _form(value.value if isinstance(value, Sourced) else value.tests, tables)
    if isinstance(value, tuple | list):
        return tuple(_form(item, tables) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = (field.name for field in fields(value) if field.name not in _PLACES)
        return (type(value).__name__, *((name, _form(getattr(value, name), tables)) for name in parts))
    return value


def _table_turn(old: Table, new: Table, told: TableChange | None) -> tuple[str, str] | None:
    """Return what of a table is read otherwise and not told, before and after; None when all is."""
    if (told is None or not told.turns) and _head(old) != _head(new):
        return "", ""
    pairs = _pairs(old.rows, new.rows, told)
    if pairs is None:
        return "", ""
    for mine, theirs, cells in pairs:
        was, now = _cells(mine), _cells(theirs)
        others = [place for place, one in enumerate(was) if one != now[place : place + 1][0]]
        if len(was) != len(now) or len(others) > cells:
            return _cell_texts(mine, theirs, others)
    return None


def _head(table: Table) -> Form:
    columns = tuple((column.expression, column.allowed) for column in table.columns)
    return _form((columns, table.outputs, table.policy, table.aggregation), [])


def _pairs(
    old: Sequence[Row], new: Sequence[Row], told: TableChange | None
) -> list[tuple[Row, Row, int]] | None:
    """Return each row of both with how many of its cells are told to differ; None when they cannot be paired."""
    rows = () if told is None else told.rows
    by_number = {row.number: row for row in old}, {row.number: row for row in new}
    pairs = [
        (by_number[0][row.before], by_number[1][row.after], len(row.cells))
        for row in rows
        if row.before in by_number[0] and row.after in by_number[1]
    ]
    before, after = {row.before for row in rows}, {row.after for row in rows}
    left = [row for row in old if row.number not in before], [row for row in new if row.number not in after]
    if len(left[0]) != len(left[1]):
        return None
    return [*pairs, *((mine, theirs, 0) for mine, theirs in zip(*left, strict=True))]


def _cells(row: Row) -> tuple[Form, ...]:
    return tuple(_form(cell, []) for cell in (*row.tests, *row.outputs, row.annotations))


def _cell_texts(old: Row, new: Row, places: Sequence[int]) -> tuple[str, str]:
    cells = [(*row.tests, *row.outputs) for row in (old, new)]
    place = next((one for one in places if all(one < len(row) for row in cells)), None)
    return ("", "") if place is None else _texts(cells[0][place], cells[1][place])


def _texts(old: Node | None, new: Node | None) -> tuple[str, str]:
    """Return what two trees are written as, where that tells them apart."""
    if old is None or new is None:
        return "", ""
    try:
        before, after = tree_text(old), tree_text(new)
    except ValueError:  # a table has no text
        return "", ""
    return ("", "") if before == after else (before[:_LONGEST], after[:_LONGEST])
