"""Two versions beside each other: in words, with marks that do not rest on colour."""

import dataclasses
from collections.abc import Mapping

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from raadhus.platform.text import with_signs
from raadhus.rules.public import CannotLoadModel
from raadhus.rules.public.drafts import (
    Difference,
    How,
    PartChange,
    RowChange,
    TableChange,
    Turn,
    difference,
    sheets_of,
)
from raadhus.rules.public.presenting import present_model
from raadhus.ui.parts import Tone
from raadhus.workspace.web.rules_pages import words
from raadhus.workspace.web.rules_pages.comparing.readings import Readings, readings_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What happened to a thing, as a status: word, tone, icon."""

    word: str
    tone: Tone
    icon: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    One thing that differs: what it is, how it was, how it is; empty where it was or is not.

    ``before_words``, ``after_words``: the same as people say it, where that is another text.
    """

    label: str
    before: str
    after: str
    before_words: str = ""
    after_words: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the model, or a row of a table, with all that differs of it."""

    title: str
    mark: Mark
    lines: tuple[Line, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A decision table with its rows that differ; ``same``: how many do not."""

    title: str
    mark: Mark
    lines: tuple[Line, ...]
    rows: tuple[Block, ...]
    same: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DifferencePart:
    """All that differs; ``sentence`` says how much."""

    sentence: str
    parts: tuple[Block, ...]
    tables: tuple[TableBlock, ...]


Labels = Mapping[tuple[str, str], str]
"""What people call the columns and tables of a model in the reader's language: by table id, and title or nothing."""


def labels_of(*sources: bytes) -> Labels:
    """Return what models call their tables and columns in the language in use; the last one's words stand."""
    found: dict[tuple[str, str], str] = {}
    for source in sources:
        try:
            model = present_model(source, get_language() or "en")
        except CannotLoadModel:
            continue  # then the model's own names stand
        heads = {
            table.id: (part.label, (*table.inputs, *table.outputs))
            for part in (*model.decisions, *model.functions)
            for table in part.tables
        }
        for sheet in sheets_of(source):
            if sheet.id in heads:
                label, columns = heads[sheet.id]
                found[sheet.id, ""] = label
                found |= {
                    (sheet.id, one.title): head.label
                    for one, head in zip((*sheet.inputs, *sheet.outputs), columns, strict=False)
                }
    return found


def difference_part(before: bytes, after: bytes) -> DifferencePart:
    """Return what a page shows of the difference of two models. Raises: CannotLoadModel."""
    found = difference(before, after)
    told = _Told(
        labels_of(before, after),
        readings_of(before),
        readings_of(after),
        _names_of(before) | _names_of(after),
    )
    return DifferencePart(
        sentence=_sentence(found),
        parts=tuple(_part(one, told) for one in found.parts),
        tables=tuple(_table(one, told) for one in found.tables),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _Told:
    """What columns are called, and what cells mean in the older and the newer model."""

    labels: Labels
    before: Readings
    after: Readings
    # What people call inputs, decisions and functions, by their names.
    names: Mapping[str, str]


def _names_of(source: bytes) -> dict[str, str]:
    """Return what a model calls its inputs, decisions and functions in the language in use."""
    try:
        model = present_model(source, get_language() or "en")
    except CannotLoadModel:
        return {}
    parts = (*model.decisions, *model.functions)
    return {one.name: one.label for one in model.inputs} | {one.name: one.label for one in parts}


def _sentence(found: Difference) -> str:
    if found.is_empty:
        if found.is_layout_only:
            return _("Both decide alike, word for word; only the diagram or the writing of the file differs.")
        return _("There is no difference.")
    rows = [row for table in found.tables for row in table.rows]
    count = {how: sum(1 for row in rows if row.how is how) for how in How}
    said = [
        ngettext("%(count)s row added", "%(count)s rows added", count[How.ADDED])
        % {"count": count[How.ADDED]},
        ngettext("%(count)s row removed", "%(count)s rows removed", count[How.REMOVED])
        % {"count": count[How.REMOVED]},
        ngettext("%(count)s row changed", "%(count)s rows changed", count[How.CHANGED])
        % {"count": count[How.CHANGED]},
        ngettext("%(count)s row moved", "%(count)s rows moved", count[How.MOVED])
        % {"count": count[How.MOVED]},
        ngettext("%(count)s other part differs", "%(count)s other parts differ", len(found.parts))
        % {"count": len(found.parts)},
    ]
    counts = [count[How.ADDED], count[How.REMOVED], count[How.CHANGED], count[How.MOVED], len(found.parts)]
    told = ", ".join(text for text, number in zip(said, counts, strict=True) if number)
    return f"{told[:1].upper()}{told[1:]}." if told else _("The heads of tables differ.")


def _mark(how: How) -> Mark:
    word, tone, icon = words.HOW[how]
    return Mark(word=str(word), tone=tone, icon=icon)


def _part(part: PartChange, told: _Told) -> Block:
    kind = str(words.PART.get(part.kind, part.kind))
    called = told.names.get(part.name) or part.name or part.id
    return Block(title=f"{kind}: {with_signs(called)}", mark=_mark(part.how), lines=_lines(part.turns))


def _label(turn: Turn) -> str:
    """Say what differs: of words that people read which of them, of what, in which language."""
    if not turn.kind:
        return str(words.TRAIT[turn.trait])
    telling = str(words.TELLING.get(turn.kind, turn.kind))
    said = _("%(telling)s “%(name)s”") % {"telling": telling, "name": turn.of} if turn.of else telling
    return with_signs(f"{said} · {words.remark(turn.language)}" if turn.language else said)


def _lines(turns: tuple[Turn, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(label=_label(turn), before=with_signs(turn.before), after=with_signs(turn.after))
        for turn in turns
    )


def _table(table: TableChange, told: _Told) -> TableBlock:
    same = ngettext("%(count)s row is as it was.", "%(count)s rows are as they were.", table.same)
    return TableBlock(
        title=_("Table: %(name)s")
        % {"name": with_signs(told.labels.get((table.id, "")) or table.name or table.id)},
        mark=_mark(table.how),
        lines=_lines(table.turns),
        rows=tuple(_row(row, table.id, told) for row in table.rows),
        same=same % {"count": table.same} if table.same else "",
    )


def _row(row: RowChange, table: str, told: _Told) -> Block:
    title = _("Row %(number)s") % {"number": row.after or row.before}
    if row.how is How.MOVED or row.has_moved:
        title = _("Row %(number)s, was row %(before)s") % {"number": row.after, "before": row.before}
    lines = tuple(
        Line(
            label=with_signs(told.labels.get((table, cell.column)) or words.remark(cell.column)),
            before=with_signs(cell.before),
            after=with_signs(cell.after),
            before_words=told.before.get((table, row.id, cell.column), ""),
            after_words=told.after.get((table, row.id, cell.column), ""),
        )
        for cell in row.cells
    )
    return Block(title=title, mark=_mark(row.how), lines=lines)
