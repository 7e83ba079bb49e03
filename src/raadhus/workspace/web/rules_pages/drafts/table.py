"""The editor of a decision table, by keyboard and without script: every cell a field, every row its acts."""

import dataclasses
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.catalogue.public import RULES, RuledService, package
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.requests import TownRequest
from raadhus.platform.text import clean
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import (
    AddRow,
    CannotChangeDraft,
    ChangeCell,
    DeleteRow,
    Draft,
    DraftChangedSince,
    DraftIsClosed,
    Edit,
    FormulaWords,
    MoveRow,
    SayFormula,
    Sheet,
    SheetRow,
    formula_words,
)
from raadhus.ui.parts import Pager, Problem
from raadhus.workspace.web.draft_pages.words import Done
from raadhus.workspace.web.rules_pages import words
from raadhus.workspace.web.rules_pages.comparing.differences import Labels, Line, labels_of
from raadhus.workspace.web.rules_pages.comparing.readings import Readings, policies_of, readings_of
from raadhus.workspace.web.rules_pages.drafts.acts import expect_of_service, to_closed_draft
from raadhus.workspace.web.rules_pages.drafts.draft import table_url, with_draft
from raadhus.workspace.web.rules_pages.drafts.findings import Finding, anchor_of, findings_of
from raadhus.workspace.web.rules_pages.drafts.forms import step_in_words
from raadhus.workspace.web.rules_pages.drafts.formulas import LANGUAGES, field_name, typed_words
from raadhus.workspace.web.rules_pages.drafts.notation import Notation, notations

MOST_FIELDS = 800  # on one page; a form of more than 1,000 is refused before anybody reads it
LONG_TEXT = 60
_UP, _DOWN, _BELOW, _COPY, _DELETE = "up", "down", "below", "copy", "delete"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CellField:
    """A cell as a field; ``label`` names row and column for those who do not see the head; ``reading``: it in words."""

    name: str
    label: str
    column: str
    text: str
    reading: str
    errors: tuple[str, ...]
    advice: tuple[str, ...]
    is_long: bool
    is_output: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RowFields:
    """A row: its cells that decide, its remarks, its formulas in words, and what its buttons post."""

    id: str
    anchor: str
    number: int
    cells: tuple[CellField, ...]
    notes: tuple[CellField, ...]
    words: tuple[CellField, ...]
    acts: tuple[tuple[str, str, str], ...]
    opens: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHead:
    """The head of a column: what people call it, and what it tests or sets."""

    title: str
    text: str
    is_output: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """One page of the rows of a table; ``lost``: what was typed and not kept, since somebody else saved before."""

    name: str
    policy: str
    mark: str
    heads: tuple[ColumnHead, ...]
    rows: tuple[RowFields, ...]
    pager: Pager
    lost: tuple[Line, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    done: Done
    table_id: str
    undo: str
    notations: tuple[Notation, ...]
    draft_url: str


@require_http_methods(["GET", "HEAD", "POST"])
@require_staff(Role.RULE_AUTHOR)
def edit(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Show a table, or keep what was written in it (``?table=``: its id). Raises: NotAllowed, NotFoundHere."""
    table_id = request.GET.get("table", "")
    if request.method != "POST":
        return to_closed_draft(request, service, draft_id) or _draw(request, service, draft_id)
    expect_of_service(request.actor, service, draft_id)
    try:
        draft = drafts.get_draft(request.actor, draft_id)
        changes, row, new = _changes(
            _sheet(draft, table_id), formula_words(draft.source, table_id), request.POST
        )
        is_new = drafts.edit_table(
            request.actor, draft_id, table_id, changes, read=request.POST.get("read", "")
        )
    except (DraftChangedSince, CannotChangeDraft, DraftIsClosed) as refusal:
        return _draw(request, service, draft_id, refusal)
    done = {"page": request.GET.get("page", "1"), "done": "saved" if is_new else "same"} | (
        {"new": new} if new else {}
    )
    anchor = f"#{anchor_of(row)}" if row else ""
    return HttpResponseRedirect(f"{table_url(service, draft_id, table_id)}&{urlencode(done)}{anchor}")


def _draw(request: TownRequest, service: str, draft_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    table_id = request.GET.get("table", "")
    frame, found, draft = with_draft(
        request.actor, service, draft_id, lambda draft: _title(draft, _sheet(draft, table_id))
    )
    sheet = _sheet(draft, table_id)
    page = _page(request, found, draft, sheet, refusal)
    status = refusal.status if refusal and request.method == "POST" else 200
    return render(request, "workspace/rules/table.html", {"rules": frame, "page": page}, status=status)


def _title(draft: Draft, sheet: Sheet) -> str:
    return labels_of(draft.source).get((sheet.id, "")) or sheet.name or sheet.id


def _sheet(draft: Draft, table_id: str) -> Sheet:
    found = next((sheet for sheet in drafts.sheets_of(draft.source) if sheet.id == table_id), None)
    if found is None:
        raise NotFoundHere(detail=f"table {table_id[:80]}")
    return found


def _changes(sheet: Sheet, said: FormulaWords, post: Mapping[str, str]) -> tuple[list[Edit], str, str]:
    """Return what was changed on the page, the row that the browser goes back to, and the row that is new."""
    typed: list[ChangeCell | SayFormula] = [*_changed_cells(sheet, post), *typed_words(sheet, said, post)]
    act, _colon, row = post.get("act", "").partition(":")
    new = f"row-{new_id().hex[-12:]}"
    done: dict[str, tuple[Edit, str, str]] = {
        _UP: (MoveRow(row, -1), row, ""),
        _DOWN: (MoveRow(row, 1), row, ""),
        _BELOW: (AddRow(new, row), new, new),
        _COPY: (AddRow(new, row, like=row), new, new),
        _DELETE: (DeleteRow(row), "", ""),
    }
    if act not in done:
        return [*typed], next((one.row for one in typed), ""), ""
    change, to_row, is_new = done[act]
    return [*typed, change], to_row, is_new


def _changed_cells(sheet: Sheet, post: Mapping[str, str]) -> Iterator[ChangeCell]:
    for row in sheet.rows:
        for column, text in enumerate(row.texts):
            typed = post.get(_name(row, column))
            if typed is not None and clean(typed) != clean(text):
                yield ChangeCell(row.id, column, clean(typed))


def _page(
    request: TownRequest, service: RuledService, draft: Draft, sheet: Sheet, refusal: Refusal | None
) -> TablePage:
    findings = tuple(one for one in findings_of(draft.source, service) if one.table == sheet.id)
    said = formula_words(draft.source, sheet.id)
    told = _Told(
        labels_of(draft.source),
        readings_of(draft.source),
        findings,
        said,
        formula_words(package(service.content_hash).files[RULES], sheet.id),
        request.GET.get("new", ""),
    )
    in_words = len(LANGUAGES) * len({column for _row, column in said})
    at_a_time = max(MOST_FIELDS // max(len(sheet.columns) + in_words, 1), 1)
    pages = max(-(-len(sheet.rows) // at_a_time), 1)
    asked = request.GET.get("page", "1")
    number = min(max(int(asked) if asked.isdecimal() and len(asked) < 6 else 1, 1), pages)
    first = (number - 1) * at_a_time
    here = table_url(draft.info.service_key, draft.info.id, sheet.id)
    return TablePage(
        name=told.title(sheet, ""),
        policy=policies_of(draft.source).get(sheet.id) or sheet.policy,
        mark=draft.info.mark,
        heads=tuple(_heads(sheet, told)),
        rows=tuple(_row(sheet, row, told) for row in sheet.rows[first : first + at_a_time]),
        pager=Pager(
            previous_url=f"{here}&page={number - 1}" if number > 1 else "",
            next_url=f"{here}&page={number + 1}" if number < pages else "",
            shown=f"{first + 1}–{min(first + at_a_time, len(sheet.rows))}" if pages > 1 else "",
        ),
        lost=_lost(sheet, request.POST, told) if refusal else (),
        findings=findings,
        problems=(Problem(text=refusal.in_a_form, href="#main"),) if refusal else (),
        done=words.done(request),
        table_id=sheet.id,
        undo=step_in_words(draft) if draft.can_undo else "",
        notations=notations(),
        draft_url=here.partition("table/")[0],
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _Told:
    """What the page says of cells: what columns are called, what cells mean, what the check finds."""

    labels: Labels
    readings: Readings
    findings: tuple[Finding, ...]
    formulas: FormulaWords
    # What is said of formulas in force: whoever says it anew of another one sees it.
    formulas_in_force: FormulaWords
    # The row that was begun just now: its remarks are still those of another row, or none.
    new: str

    def title(self, sheet: Sheet, column: str) -> str:
        """Return what people call a column, or with no column the table."""
        plain = words.remark(column) if column else sheet.name or sheet.id
        return self.labels.get((sheet.id, column)) or plain


def _heads(sheet: Sheet, told: _Told) -> Iterator[ColumnHead]:
    for column in sheet.inputs:
        title = told.title(sheet, column.title)
        yield ColumnHead(title=title, text=column.text if column.text != title else "", is_output=False)
    for column in sheet.outputs:
        title = told.title(sheet, column.title)
        allowed = column.allowed if len(column.allowed) <= LONG_TEXT else ""
        text = allowed or (column.title if column.title != title else "")
        yield ColumnHead(title=title, text=text, is_output=True)


def _row(sheet: Sheet, row: SheetRow, told: _Told) -> RowFields:
    cells = tuple(_cell(sheet, row, column, told) for column in range(len(sheet.columns)))
    deciding = len(sheet.inputs) + len(sheet.outputs)
    return RowFields(
        id=row.id,
        anchor=anchor_of(row.id),
        number=row.number,
        cells=cells[:deciding],
        notes=cells[deciding:],
        words=tuple(_words_of(sheet, row, told)),
        acts=(
            (f"{_UP}:{row.id}", _("Up"), "ArrowUp"),
            (f"{_DOWN}:{row.id}", _("Down"), "ArrowDown"),
            (f"{_BELOW}:{row.id}", _("New row below"), "Plus"),
            (f"{_COPY}:{row.id}", _("Copy below"), "Files"),
            (f"{_DELETE}:{row.id}", _("Delete"), "Trash"),
        ),
        opens=row.id == told.new
        or any(cell.errors or cell.advice for cell in cells[deciding:])
        or any(cell.advice and (row.id, place) in told.formulas for place, cell in enumerate(cells)),
    )


def _words_of(sheet: Sheet, row: SheetRow, told: _Told) -> Iterator[CellField]:
    """Yield a field for each language in which the row's formulas are told to citizens."""
    for (row_id, column), said in told.formulas.items():
        title = told.title(sheet, sheet.columns[column].title)
        before = told.formulas_in_force.get((row_id, column), {})
        for language, word in LANGUAGES.items() if row_id == row.id else ():
            yield CellField(
                name=field_name(row.id, column, language),
                label=_("Row %(row)s, %(column)s") % {"row": row.number, "column": f"{title}: {word}"},
                column=f"{title}: {word}",
                text=said.get(language, ""),
                reading=_("Until now: %(words)s") % {"words": before[language]}
                if before.get(language) and not said.get(language)
                else "",
                errors=(),
                advice=(),
                is_long=True,
                is_output=False,
            )


def _cell(sheet: Sheet, row: SheetRow, column: int, told: _Told) -> CellField:
    name = sheet.columns[column].title
    title = told.title(sheet, name)
    text = row.texts[column]
    here = [one for one in told.findings if (one.row, one.column) == (row.id, column)]
    return CellField(
        name=_name(row, column),
        label=_("Row %(row)s, %(column)s") % {"row": row.number, "column": title},
        column=title,
        text=text,
        reading=told.readings.get((sheet.id, row.id, name), ""),
        errors=tuple(one.sentence for one in here if one.refuses),
        advice=tuple(one.sentence for one in here if not one.refuses),
        is_long=len(text) > LONG_TEXT or "\n" in text or column >= len(sheet.inputs) + len(sheet.outputs),
        is_output=column >= len(sheet.inputs),
    )


def _name(row: SheetRow, column: int) -> str:
    return f"cell:{column}:{row.id}"


def _lost(sheet: Sheet, post: Mapping[str, str], told: _Told) -> tuple[Line, ...]:
    """Return the cells in which what was typed is not what stands there now."""
    rows = {row.id: row for row in sheet.rows}
    return tuple(
        Line(
            label=_("Row %(row)s, %(column)s")
            % {"row": rows[one.row].number, "column": told.title(sheet, sheet.columns[one.column].title)},
            before=rows[one.row].texts[one.column],
            after=one.text,
        )
        for one in _changed_cells(sheet, post)
    )
