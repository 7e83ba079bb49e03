"""What two versions of a model differ in, part by part; tables row by row and cell by cell, rows known by their ids."""

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from raadhus.rules.domain.dmn.xml import text_of
from raadhus.rules.domain.editing.document import Element, child, elements, inner, local_name, open_document
from raadhus.rules.domain.editing.sheets import Column, Sheet, SheetRow, sheet_of

_PARTS = ("inputData", "decision", "businessKnowledgeModel", "decisionService", "itemDefinition", "import")
_BLANK = re.compile(r"\s+")
_NAMES = ("id", "label")
"""What is written on elements and decides nothing."""


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
    ABOUT = "about"  # its description
    HIT_POLICY = "hit-policy"
    COLUMN_ADDED = "column-added"
    COLUMN_REMOVED = "column-removed"
    COLUMN_CHANGED = "column-changed"


@dataclass(frozen=True, slots=True)
class Turn:
    """One trait before and after, in the model's own words; empty where there was or is nothing."""

    trait: Trait
    before: str
    after: str


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
    """A cell: the title of its column, and its text before and after."""

    column: str
    before: str
    after: str


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
    """A decision table: what changed of its head, its rows in their newer order, and how many rows stayed."""

    id: str
    name: str
    how: How
    turns: tuple[Turn, ...] = ()
    rows: tuple[RowChange, ...] = ()
    same: int = 0


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


def difference(before: bytes, after: bytes) -> Difference:
    """Compare two models. Raises: CannotLoadModel when one of them is no model."""
    old, new = open_document(before), open_document(after)
    found = Difference(tuple(_parts(old, new)), tuple(_tables(old, new)))
    return Difference(is_layout_only=before != after) if found.is_empty else found


def _parts(old: Element, new: Element) -> Iterable[PartChange]:
    mine, theirs = _by_id(old, *_PARTS), _by_id(new, *_PARTS)
    for key, part in theirs.items():
        if key not in mine:
            yield _part(part, How.ADDED)
        elif turns := tuple(_turns(mine[key], part)):
            yield _part(part, How.CHANGED, turns)
    yield from (_part(part, How.REMOVED) for key, part in mine.items() if key not in theirs)


def _by_id(root: Element, *names: str) -> Mapping[str, Element]:
    found = (one for one in inner(root) if local_name(one) in names)
    return {one.get("id") or f"{local_name(one)}:{one.get('name', '')}": one for one in found}


def _part(part: Element, how: How, turns: tuple[Turn, ...] = ()) -> PartChange:
    return PartChange(local_name(part), part.get("id", ""), part.get("name", ""), how, turns)


def _turns(old: Element, new: Element) -> Iterable[Turn]:
    for trait, look in (
        (Trait.NAME, _name),
        (Trait.TYPE, _type),
        (Trait.NEEDS, _needs),
        (Trait.ABOUT, _about),
        (Trait.LOGIC, _logic),
    ):
        before, after = look(old), look(new)
        if before != after:
            yield Turn(trait, before, after)


def _name(part: Element) -> str:
    return part.get("name", "")


def _type(part: Element) -> str:
    variable = child(part, "variable")
    return "" if variable is None else variable.get("typeRef", "")


def _needs(part: Element) -> str:
    hrefs = elements(part, "requiredInput", "requiredDecision", "requiredKnowledge")
    return ", ".join(sorted(one.get("href", "").lstrip("#") for one in hrefs))


def _about(part: Element) -> str:
    return _BLANK.sub(" ", text_of(child(part, "description")))


def _logic(part: Element) -> str:
    """Return what the part computes, but for the rows of tables: a text alone, else all that bears on it."""
    beside = {"description", "variable", "extensionElements", "question", "allowedAnswers"}
    own = [one for one in inner(part) if local_name(one) not in beside]
    own = [one for one in own if not local_name(one).endswith("Requirement")]
    if [local_name(one) for one in own] == ["decisionTable"]:
        return ""
    if _has_text_alone(own):
        return "; ".join(filter(None, (text_of(one) for one in elements(own[0], "text"))))
    return " ".join([*_traits(part, *_NAMES, "name"), *map(_shape, own)])


def _has_text_alone(own: list[Element]) -> bool:
    return len(own) == 1 and local_name(own[0]) == "literalExpression"


def _shape(element: Element) -> str:
    """Return an element in short: names, types and texts, without ids; a table by its id, its rows are told apart."""
    if local_name(element) == "decisionTable":
        return f"decisionTable {element.get('id', '')}"
    said = [local_name(element), *(element.get(name, "") for name in ("name", "typeRef", "href"))]
    said += _traits(element, *_NAMES, "name", "typeRef", "href")
    shapes = [_shape(one) for one in inner(element)]
    text = _BLANK.sub(" ", (element.text or "").strip())
    words = " ".join(filter(None, [*said, text]))
    return f"{words} ({', '.join(shapes)})" if shapes else words


def _traits(element: Element, *known: str) -> list[str]:
    """Return what is written on an element beside what is ``known``, such as that it is a collection."""
    names = sorted(str(name) for name in element.attrib)
    return [f"{name}={element.get(name)}" for name in names if name not in known]


def _tables(old: Element, new: Element) -> Iterable[TableChange]:
    mine, theirs = _sheets(old), _sheets(new)
    for key, sheet in theirs.items():
        if key not in mine:
            rows = tuple(_alone(row, sheet, How.ADDED) for row in sheet.rows)
            yield TableChange(sheet.id, sheet.name, How.ADDED, rows=rows)
            continue
        found = _table(mine[key], sheet)
        if found.turns or found.rows:
            yield found
    for key, sheet in mine.items():
        if key not in theirs:
            yield TableChange(sheet.id, sheet.name, How.REMOVED, same=0)


def _sheets(root: Element) -> dict[tuple[str, int], Sheet]:
    """Return the tables by id and the how-manieth of it: no table hides behind another that is called the same."""
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], Sheet] = {}
    for sheet in map(sheet_of, elements(root, "decisionTable")):
        found[sheet.id, seen[sheet.id]] = sheet
        seen[sheet.id] += 1
    return found


def _table(old: Sheet, new: Sheet) -> TableChange:
    pairs = _paired(old, new)
    moved = _moved([pairs[row.id].number for row in new.rows if row.id in pairs])
    titles = _titles(old, new)
    rows: list[RowChange] = []
    same = 0
    for row in new.rows:
        partner = pairs.get(row.id)
        if partner is None:
            rows.append(_alone(row, new, How.ADDED))
            continue
        cells = _cells(partner, row, titles)
        has_moved = partner.number in moved
        if cells or has_moved:
            how = How.CHANGED if cells else How.MOVED
            rows.append(RowChange(row.id, how, partner.number, row.number, cells, has_moved))
        else:
            same += 1
    kept = {partner.id for partner in pairs.values()}
    rows += [_alone(row, old, How.REMOVED) for row in old.rows if row.id not in kept]
    return TableChange(new.id, new.name, How.CHANGED, tuple(_heads(old, new)), tuple(rows), same)


def _paired(old: Sheet, new: Sheet) -> dict[str, SheetRow]:
    """Return, by the id of each newer row, the row it was: of the same id, else one that says word for word the same."""
    mine = {row.id: row for row in old.rows}
    pairs = {row.id: mine[row.id] for row in new.rows if row.id in mine}
    kept = {row.id for row in pairs.values()}
    left = {row.texts: row for row in old.rows if row.id not in kept}
    for row in new.rows:
        if row.id not in pairs and row.texts in left:
            pairs[row.id] = left.pop(row.texts)
    return pairs


def _moved(order: list[int]) -> frozenset[int]:
    """Return the old numbers of the rows that stand elsewhere among those that stayed: as few as can be."""
    ends: list[int] = []  # the smallest number that a rising chain of each length ends with
    before: dict[int, int] = {}  # the number that stands before each in its chain
    for number in order:
        place = bisect.bisect_left(ends, number)
        if place:
            before[number] = ends[place - 1]
        ends[place : place + 1] = [number]
    stayed: set[int] = set()
    here = ends[-1] if ends else None
    while here is not None and here not in stayed:
        stayed.add(here)
        here = before.get(here)
    return frozenset(order) - stayed


def _titles(old: Sheet, new: Sheet) -> tuple[tuple[int | None, int | None, str], ...]:
    """Return the columns of both: place in the old and in the new sheet (None where it is not), and the title."""
    before, after = _keys(old), _keys(new)
    both = [(before.get(key), place, new.columns[place].title) for key, place in after.items()]
    gone = [(place, None, old.columns[place].title) for key, place in before.items() if key not in after]
    return (*both, *gone)


def _keys(sheet: Sheet) -> dict[tuple[str, str, int], int]:
    """Return the place of each column by what it is: kind, expression or name, and the how-manieth of these."""
    keys: dict[tuple[str, str, int], int] = {}
    kinds = ["input"] * len(sheet.inputs) + ["output"] * len(sheet.outputs) + ["note"] * len(sheet.notes)
    seen: Counter[tuple[str, str]] = Counter()
    for place, (kind, column) in enumerate(zip(kinds, sheet.columns, strict=True)):
        key = (kind, column.text or column.label)
        keys[*key, seen[key]] = place
        seen[key] += 1
    return keys


def _cells(
    old: SheetRow, new: SheetRow, columns: tuple[tuple[int | None, int | None, str], ...]
) -> tuple[CellChange, ...]:
    found = []
    for before, after, title in columns:
        was = "" if before is None else old.cells[before].text
        now = "" if after is None else new.cells[after].text
        if was != now:
            found.append(CellChange(title, was, now))
    return tuple(found)


def _alone(row: SheetRow, sheet: Sheet, how: How) -> RowChange:
    is_new = how is How.ADDED
    cells = tuple(
        CellChange(column.title, "" if is_new else text, text if is_new else "")
        for column, text in zip(sheet.columns, row.texts, strict=True)
        if text
    )
    return RowChange(row.id, how, 0 if is_new else row.number, row.number if is_new else 0, cells)


def _heads(old: Sheet, new: Sheet) -> Iterable[Turn]:
    if old.policy != new.policy:
        yield Turn(Trait.HIT_POLICY, old.policy, new.policy)
    before, after = _keys(old), _keys(new)
    for key, place in after.items():
        column = new.columns[place]
        if key not in before:
            yield Turn(Trait.COLUMN_ADDED, "", column.title)
        elif _said(old.columns[before[key]]) != _said(column):
            yield Turn(Trait.COLUMN_CHANGED, _said(old.columns[before[key]]), _said(column))
    for key, place in before.items():
        if key not in after:
            yield Turn(Trait.COLUMN_REMOVED, old.columns[place].title, "")
    # Where an order of priority decides, the order of the columns does.
    stayed = [[key for key in some if key in others] for some, others in ((before, after), (after, before))]
    if stayed[0] != stayed[1]:
        titles = (", ".join(column.title for column in sheet.columns) for sheet in (old, new))
        yield Turn(Trait.COLUMN_CHANGED, *titles)


def _said(column: Column) -> str:
    """Return a column in the model's own words: title, what it tests, type, values, default."""
    beside = [column.text] if column.text not in {"", column.title} else []
    beside += filter(None, (column.type, column.allowed, column.default and f"= {column.default}"))
    return f"{column.title} ({'; '.join(beside)})" if beside else column.title


__all__ = [
    "CellChange",
    "Difference",
    "How",
    "PartChange",
    "RowChange",
    "TableChange",
    "Trait",
    "Turn",
    "difference",
]
