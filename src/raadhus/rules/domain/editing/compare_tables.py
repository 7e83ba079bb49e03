"""What the decision tables of two models differ in: heads, rows known by their ids, cells."""

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from raadhus.rules.domain.editing.differences import (
    CellChange,
    ColumnPair,
    How,
    RowChange,
    TableChange,
    Trait,
    Turn,
)
from raadhus.rules.domain.editing.document import Element, elements
from raadhus.rules.domain.editing.keys import by_key
from raadhus.rules.domain.editing.sheets import Sheet, SheetColumn, SheetRow, sheet_of


def compare_tables(old: Element, new: Element) -> Iterator[TableChange]:
    """Return every table that was added, removed or changed, in the order of the newer model."""
    mine, theirs = _by_id(old), _by_id(new)
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
            yield TableChange(sheet.id, sheet.name, How.REMOVED)


def _by_id(root: Element) -> dict[tuple[str, int], Sheet]:
    sheets = map(sheet_of, elements(root, "decisionTable"))
    return by_key(sheets, lambda sheet: sheet.id or f"of {sheet.owner_id or sheet.name}")


def _table(old: Sheet, new: Sheet) -> TableChange:
    pairs = _paired(old, new)
    moved = _moved([pairs[row.number].number for row in new.rows if row.number in pairs])
    titles = _titles(old, new)
    rows: list[RowChange] = []
    same = 0
    for row in new.rows:
        partner = pairs.get(row.number)
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
    kept = {partner.number for partner in pairs.values()}
    rows += [_alone(row, old, How.REMOVED) for row in old.rows if row.number not in kept]
    columns = tuple(_columns(old, new, titles))
    return TableChange(new.id, new.name, How.CHANGED, tuple(_heads(old, new)), tuple(rows), same, columns)


def _paired(old: Sheet, new: Sheet) -> dict[int, SheetRow]:
    """Return, by the number of each newer row, the row it was: of the same id, else one that says word for word the same."""
    mine = by_key((row for row in old.rows if row.id), lambda row: row.id)
    theirs = by_key((row for row in new.rows if row.id), lambda row: row.id)
    pairs = {row.number: mine[key] for key, row in theirs.items() if key in mine}
    taken = {row.number for row in pairs.values()}
    left: dict[tuple[str, ...], list[SheetRow]] = defaultdict(list)
    for row in reversed(old.rows):
        if row.number not in taken:
            left[row.texts].append(row)
    for row in new.rows:
        if row.number not in pairs and left.get(row.texts):
            pairs[row.number] = left[row.texts].pop()
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


def _columns(
    old: Sheet, new: Sheet, titles: tuple[tuple[int | None, int | None, str], ...]
) -> Iterator[ColumnPair]:
    for before, after, _title in titles:
        both = before is not None and after is not None
        told = both and _said(old.columns[before or 0]) != _said(new.columns[after or 0])
        yield ColumnPair(before, after, told)


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
        was = "" if before is None else old.texts[before]
        now = "" if after is None else new.texts[after]
        if was != now:
            found.append(CellChange(title, was, now, after))
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
    was, now = [key for key in before if key in after], [key for key in after if key in before]
    if was != now:
        titles = (
            [sheet.columns[keys[key]].title for key in order]
            for sheet, keys, order in ((old, before, was), (new, after, now))
        )
        yield Turn(Trait.COLUMN_ORDER, *(", ".join(names) for names in titles))


def _said(column: SheetColumn) -> str:
    """Return a column in the model's own words: title, what it tests, type, values, default."""
    beside = [column.text] if column.text not in {"", column.title} else []
    beside += filter(None, (column.type, column.allowed, column.default and f"= {column.default}"))
    return f"{column.title} ({'; '.join(beside)})" if beside else column.title
