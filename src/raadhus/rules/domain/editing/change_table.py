"""Changes to the rows and cells of one decision table; every row keeps its id, whatever happens around it."""

from collections.abc import Iterable
from dataclasses import dataclass

from raadhus.rules.domain.editing.document import (
    Element,
    child,
    children,
    elements,
    inner,
    local_name,
    made,
    open_document,
    sealed,
)
from raadhus.rules.domain.editing.formula_words import LANGUAGES, forget_words, say_formula

LONGEST_CELL = 4_000
MOST_ROWS = 2_000
_CELLS = ("inputEntry", "outputEntry", "annotationEntry")
_HEADS = ("input", "output", "annotation")
_ANY = "-"


class CannotChangeTable(Exception):
    """The change names a row, column or table that is not there, or asks for too much; the message says which."""


@dataclass(frozen=True, slots=True)
class ChangeCell:
    """Write ``text`` into the cell of row ``row`` (its id) in column ``column`` (from 0: inputs, outputs, remarks)."""

    row: str
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class AddRow:
    """Add a row with the id ``row`` behind the row ``after``, at the end when that is empty; ``like``: copy its cells."""

    row: str
    after: str = ""
    like: str = ""


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """Take a row away."""

    row: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Move a row up (negative) or down by so many places; it stops at the ends."""

    row: str
    by: int


@dataclass(frozen=True, slots=True)
class SayFormula:
    """Let ``text`` be what citizens read in ``language`` instead of the formula in a result of a row; empty: nothing."""

    row: str
    column: int
    language: str
    text: str


Edit = ChangeCell | AddRow | DeleteRow | MoveRow | SayFormula


def change_table(source: bytes, table_id: str, edits: Iterable[Edit], *, most_rows: int = MOST_ROWS) -> bytes:
    """
    Return the model with ``edits`` made to one table, in their order; all else stays as it is.

    Raises: CannotChangeTable, CannotLoadModel.
    """
    root = open_document(source)
    tables = [one for one in elements(root, "decisionTable") if one.get("id") == table_id]
    if len(tables) != 1:
        raise CannotChangeTable(f"{len(tables)} tables {table_id!r}")
    for edit in edits:
        _apply(tables[0], edit)
        if isinstance(edit, AddRow) and len(children(tables[0], "rule")) > most_rows:
            raise CannotChangeTable(f"a table holds at most {most_rows} rows")
    return sealed(root)


def rows_of(source: bytes) -> int:
    """Return how many rows the longest table of a model has. Raises: CannotLoadModel."""
    tables = elements(open_document(source), "decisionTable")
    return max((len(children(table, "rule")) for table in tables), default=0)


def with_ids(source: bytes) -> bytes:
    """
    Return the model with an id of its own on every table, and on every row of a table; the very same bytes if all have one.

    What is called like another before it could be edited in the other's place, so it gets a new id.
    """
    root = open_document(source)
    taken = {one.get("id") for one in root.iter("*")}
    is_changed = False
    for kind in ("decisionTable", "rule"):
        seen: set[tuple[Element | None, str]] = set()
        for number, element in enumerate(elements(root, kind), 1):
            place = (element.getparent() if kind == "rule" else None, element.get("id", ""))
            if not place[1] or place in seen:
                element.set("id", _free(f"{kind}-{number}", taken))
                is_changed = True
            seen.add(place)
    return sealed(root) if is_changed else source


def _free(wished: str, taken: set[str | None]) -> str:
    name, number = wished, 1
    while name in taken:
        number += 1
        name = f"{wished}-{number}"
    taken.add(name)
    return name


def _apply(table: Element, edit: Edit) -> None:
    if isinstance(edit, ChangeCell):
        _write(table, _rule(table, edit.row), edit.column, edit.text)
    elif isinstance(edit, SayFormula):
        _say(table, _rule(table, edit.row), edit)
    elif isinstance(edit, AddRow):
        _add(table, edit)
    elif isinstance(edit, DeleteRow):
        _take_out(_rule(table, edit.row))
    else:
        _move(table, _rule(table, edit.row), edit.by)


def _rule(table: Element, row: str) -> Element:
    found = next((rule for rule in children(table, "rule") if rule.get("id") == row), None)
    if found is None:
        raise CannotChangeTable(f"no row {row!r}")
    return found


def _place(table: Element, column: int) -> tuple[str, int]:
    """Return the kind of cell that stands in ``column``, and its place among those of its kind."""
    place = column
    for kind, head in zip(_CELLS, _HEADS, strict=True):
        width = len(children(table, head))
        if 0 <= place < width:
            return kind, place
        place -= width
    raise CannotChangeTable(f"no column {column}")


def _write(table: Element, rule: Element, column: int, text: str) -> None:
    if len(text) > LONGEST_CELL:
        raise CannotChangeTable(f"a cell holds at most {LONGEST_CELL} characters")
    kind, place = _place(table, column)
    while len(children(rule, kind)) <= place:
        _put_cell(rule, kind, made(rule, kind, ""))
    cell = children(rule, kind)[place]
    place_of_text = child(cell, "text")
    if place_of_text is None:
        place_of_text = made(cell, "text")
        cell.append(place_of_text)
    written = text or (_ANY if kind == "inputEntry" else "")
    if (place_of_text.text or "").strip() != written:
        place_of_text.text = written
        forget_words(cell)


def _say(table: Element, rule: Element, edit: SayFormula) -> None:
    if len(edit.text) > LONGEST_CELL or edit.language not in LANGUAGES:
        raise CannotChangeTable(f"words in {edit.language!r} of {len(edit.text)} characters")
    kind, place = _place(table, edit.column)
    cells = children(rule, kind)
    if kind != "outputEntry" or place >= len(cells):
        raise CannotChangeTable(f"no formula in column {edit.column}")
    say_formula(cells[place], edit.language, edit.text)


def _put_cell(rule: Element, kind: str, cell: Element) -> None:
    """Put a new cell behind those of its kind, else where the order of the standard has it."""
    before = _CELLS[: _CELLS.index(kind) + 1]
    last = [one for one in inner(rule) if local_name(one) in before]
    if last:
        cell.tail = last[-1].tail
        last[-1].addnext(cell)
    else:
        rule.append(cell)


def _add(table: Element, edit: AddRow) -> None:
    rules = children(table, "rule")
    pattern = _rule(table, edit.like) if edit.like else None
    rule = made(table, "rule", id=edit.row)
    for kind, head in zip(_CELLS, _HEADS, strict=True):
        written = [] if pattern is None else [_text(one) for one in children(pattern, kind)]
        for place in range(len(children(table, head))):
            empty = _ANY if kind == "inputEntry" else ""
            cell = made(rule, kind, written[place] if place < len(written) else empty)
            if kind != "annotationEntry":  # the standard gives remarks no id
                cell.set("id", f"{edit.row}-{kind[0]}{place + 1}")
            rule.append(cell)
    before = _rule(table, edit.after) if edit.after else (rules[-1] if rules else None)
    _lay_out(rule, before)
    if before is None:
        table.append(rule)
        return
    rule.tail = before.tail
    before.addnext(rule)


def _lay_out(rule: Element, like: Element | None) -> None:
    """Give each cell a line of its own, indented as the row before it is."""
    cells = list(rule)
    has_lines = like is not None and len(like) > 0 and "\n" in (like.text or "")
    rule.text = like.text if has_lines and like is not None else "\n        "
    for cell in cells:
        cell.tail = rule.text
    if cells:
        cells[-1].tail = like[-1].tail if has_lines and like is not None else "\n      "


def _text(cell: Element) -> str:
    found = child(cell, "text")
    return "" if found is None else found.text or ""


def _take_out(rule: Element) -> None:
    parent = rule.getparent()
    if parent is not None:
        parent.remove(rule)


def _move(table: Element, rule: Element, by: int) -> None:
    rules = children(table, "rule")
    here = rules.index(rule)
    there = min(max(here + by, 0), len(rules) - 1)
    if there == here:
        return
    neighbour = rules[there]
    tail, rule.tail = rule.tail, neighbour.tail
    if there > here:
        neighbour.addnext(rule)
    else:
        neighbour.addprevious(rule)
    rule.tail = tail
