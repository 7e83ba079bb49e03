"""What two models are read as: whatever is written alike and yet read otherwise is told, however it came about."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from raadhus.rules.domain.dmn.documents import read_documents
from raadhus.rules.domain.dmn.nodes import Row, Table
from raadhus.rules.domain.dmn.read_model import read_model
from raadhus.rules.domain.dmn.read_types import Allows
from raadhus.rules.domain.editing.differences import (
    CellChange,
    ColumnPair,
    Difference,
    How,
    PartChange,
    TableChange,
    Trait,
    Turn,
)
from raadhus.rules.domain.feel.nodes import Aliased, Coercion, ExternalFunction, Function, Node, Sourced
from raadhus.rules.domain.feel.tree_text import tree_text
from raadhus.rules.domain.feel.types import NamedType

Form = tuple[Any, ...]
"""What a thing is read as, without where it stands: its kinds and values one behind the other, parents first."""
# Where something stands, and how it was written.
_PLACES = frozenset({"at", "line", "lines", "element", "number", "title", "texts", "text", "id"})
# What of a part is told beside its expression; the words and the name of a part decide nothing by themselves.
_DECIDING = frozenset({Trait.NAME, Trait.TYPE, Trait.NEEDS, Trait.LOGIC})
# By which traits each side of a part is told; any other by whatever decides.
_TOLD_BY = {
    "name": frozenset({Trait.NAME}),
    "type": frozenset({Trait.TYPE}),
    "logic": frozenset({Trait.LOGIC}),
}
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as it is read: the forms of its sides without its tables, these, and the tree of its expression."""

    kind: str
    name: str
    sides: Mapping[str, Form]
    tables: tuple[Table, ...]
    logic: Node | None


def compare_meaning(before: bytes, after: bytes, told: Difference) -> Iterator[PartChange]:
    """
    Return the parts and tables of both models that are read otherwise although nothing of what is ``told`` says so.

    Raises: CannotLoadModel.
    """
    old, new = _parts(before), _parts(after)
    tables = {table.id: table for table in told.tables}
    for key, part in new.items():
        was = old.get(key)
        if was is None:
            continue
        if _is_hidden(was, part, _traits(key[1], told)):
            yield _change(part.kind, key[1], part.name, _texts(was.logic, part.logic))
        for mine, theirs in zip(was.tables, part.tables, strict=False):
            if turn := _table_turn(mine, theirs, tables.get(theirs.id)):
                yield _change("decisionTable", theirs.id, part.name, turn)


def _traits(key: str, told: Difference) -> frozenset[Trait]:
    """Return what of a part is told; all that decides of one that is told to be new or gone."""
    changes = [part for part in told.parts if (part.id or part.name) == key]
    if any(part.how is not How.CHANGED for part in changes):
        return _DECIDING
    return frozenset(turn.trait for part in changes for turn in part.turns)


def _is_hidden(old: _Part, new: _Part, told: frozenset[Trait]) -> bool:
    """Tell whether a side of a part is read otherwise and nothing that is told of the part says so."""
    for side, form in new.sides.items():
        if form == old.sides.get(side) or told & _TOLD_BY.get(side, _DECIDING):
            continue
        if side == "logic" and Trait.TYPE in told and _untyped(old.logic) == _untyped(new.logic):
            continue
        return True
    return False


def _untyped(logic: Node | None) -> Form:
    """Return the form of an expression without the type that its part states."""
    names = []
    while isinstance(logic, Sourced | Coercion | Aliased):
        names += [logic.names] if isinstance(logic, Aliased) else []
        logic = logic.value
    if isinstance(logic, Function | ExternalFunction):
        logic = replace(logic, result=None)
    return (*names, *_form(logic, []))


def _change(kind: str, key: str, name: str, texts: tuple[str, str]) -> PartChange:
    return PartChange(kind, key, name, How.CHANGED, (Turn(Trait.MEANING, *texts),))


def _parts(source: bytes) -> Mapping[tuple[str, str], _Part]:
    model, _ = read_model(source)
    types = read_documents(source, {})[-1].types.named
    found = {
        ("itemDefinition", name): _Part("itemDefinition", name, {"": _form(_target(kind), [])}, (), None)
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
            sides = {name: _form(getattr(part, name), tables) for name in _sides(part)}
            found[kind, key] = _Part(kind, part.name, sides, tuple(tables), getattr(part, "logic", None))
    return found


def _target(kind: Any) -> Any:
    return kind.target if isinstance(kind, NamedType) else kind


def _sides(thing: Any) -> list[str]:
    return [field.name for field in fields(thing) if field.name not in _PLACES]


def _form(value: Any, tables: list[Table]) -> Form:
    """Return what a value is read as; tables in it are put into ``tables`` and stand there by their place alone."""
    found: list[Any] = []
    waiting = [value]  # not by recursion: a sum of a thousand terms is a tree a thousand deep
    while waiting:
        one = waiting.pop()
        if isinstance(one, Table):
            tables.append(one)
            found.append(Table)
        elif isinstance(one, NamedType):
            found += (NamedType, one.name)
        elif isinstance(one, Sourced | Allows):
            waiting.append(one.value if isinstance(one, Sourced) else one.tests)
        elif isinstance(one, tuple | list):
            found += (tuple, len(one))
            waiting += reversed(one)
        elif is_dataclass(one) and not isinstance(one, type):
            found.append(type(one))
            waiting += (getattr(one, name) for name in reversed(_sides(one)))
        else:
            found.append((type(one), one))
    return tuple(found)


def _table_turn(old: Table, new: Table, told: TableChange | None) -> tuple[str, str] | None:
    """Return what of a table is read otherwise and not told, before and after; None when all is."""
    if told is not None and told.how is not How.CHANGED:
        return None
    was, now = _heads(old), _heads(new)
    if told is None and len(was) != len(now):
        return "", ""
    columns = tuple(ColumnPair(at, at) for at in range(len(now))) if told is None else told.columns
    traits = {turn.trait for turn in told.turns} if told else set()
    has_other_policy = (old.policy, old.aggregation) != (new.policy, new.aggregation)
    if has_other_policy and Trait.HIT_POLICY not in traits:
        return "", ""
    if any(not pair.is_told and _differs(was, now, pair) for pair in columns):
        return "", ""
    pairs = _pairs(old.rows, new.rows, told)
    if pairs is None:
        return "", ""
    turns = (_row_turn(*pair, columns) for pair in pairs)
    return next((turn for turn in turns if turn is not None), None)


def _heads(table: Table) -> list[Form]:
    inputs = [_form((column.expression, column.allowed), []) for column in table.columns]
    return [*inputs, *(_form(output, []) for output in table.outputs)]


def _differs(old: Sequence[Any], new: Sequence[Any], pair: ColumnPair) -> bool:
    """Tell whether what stands in a column of both differs; one beyond them is a remark."""
    before, after = pair.before, pair.after
    if before is None or after is None or before >= len(old) or after >= len(new):
        return False
    return bool(old[before] != new[after])


def _pairs(
    old: Sequence[Row], new: Sequence[Row], told: TableChange | None
) -> list[tuple[Row, Row, tuple[CellChange, ...]]] | None:
    """Return each row of both with the cells that are told to differ; None when they cannot be paired."""
    rows = () if told is None else told.rows
    by_number = {row.number: row for row in old}, {row.number: row for row in new}
    pairs = [
        (by_number[0][row.before], by_number[1][row.after], row.cells)
        for row in rows
        if row.before in by_number[0] and row.after in by_number[1]
    ]
    before, after = {row.before for row in rows}, {row.after for row in rows}
    left = [row for row in old if row.number not in before], [row for row in new if row.number not in after]
    if len(left[0]) != len(left[1]):
        return None
    return [*pairs, *((mine, theirs, ()) for mine, theirs in zip(*left, strict=True))]


def _row_turn(
    old: Row, new: Row, told: tuple[CellChange, ...], columns: tuple[ColumnPair, ...]
) -> tuple[str, str] | None:
    """Return a cell of a row, before and after, that is read otherwise and not told; None when there is none."""
    cells = (*old.tests, *old.outputs), (*new.tests, *new.outputs)
    was, now = ([_form(cell, []) for cell in row] for row in cells)
    places = {cell.place for cell in told}
    for pair in columns:
        if pair.after not in places and _differs(was, now, pair):
            return _texts(cells[0][pair.before or 0], cells[1][pair.after or 0])
    gone, come = Counter(old.annotations), Counter(new.annotations)
    hidden = {text for _name, text in gone - come} - {cell.before for cell in told}
    hidden |= {text for _name, text in come - gone} - {cell.after for cell in told}
    return ("", "") if hidden else None


def _texts(old: Node | None, new: Node | None) -> tuple[str, str]:
    """Return what two trees are written as, where that tells them apart."""
    if old is None or new is None:
        return "", ""
    try:
        before, after = tree_text(old), tree_text(new)
    except (ValueError, RecursionError):  # a table has no text, a very long sum none that anybody reads
        return "", ""
    return ("", "") if before == after else (before[:_LONGEST], after[:_LONGEST])
