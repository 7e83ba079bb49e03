"""The editor of a decision table, by keyboard and without script: every cell a field, every row its acts."""

import dataclasses
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.catalogue.public import RuledService
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
    DraftState,
    Edit,
    MoveRow,
    Sheet,
    SheetRow,
)
from raadhus.ui.parts import Pager, Problem
from raadhus.workspace.web.rules_pages import words
from raadhus.workspace.web.rules_pages.comparing.differences import Labels, Line, labels_of
from raadhus.workspace.web.rules_pages.comparing.readings import Readings, policies_of, readings_of
from raadhus.workspace.web.rules_pages.drafts.acts import expect_of_service
from raadhus.workspace.web.rules_pages.drafts.draft import table_url, with_draft
from raadhus.workspace.web.rules_pages.drafts.findings import Finding, findings_of

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
    """A row: its cells that decide, its remarks, and what its buttons post."""

    id: str
    anchor: str
    number: int
    cells: tuple[CellField, ...]
    notes: tuple[CellField, ...]
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
    done: words.Done
    can_undo: bool
    draft_url: str


@require_http_methods(["GET", "HEAD", "POST"])
@require_staff(Role.RULE_AUTHOR)
def edit(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Show a table, or keep what was written in it (``?table=``: its id). Raises: NotAllowed, NotFoundHere."""
    table_id = request.GET.get("table", "")
    if request.method != "POST":
        return _draw(request, service, draft_id)
    expect_of_service(request.actor, service, draft_id)
    try:
        sheet = _sheet(drafts.get_draft(request.actor, draft_id), table_id)
        changes, row = _changes(sheet, request.POST)
        is_new = drafts.edit_table(
            request.actor, draft_id, table_id, changes, read=request.POST.get("read", "")
        )
    except (DraftChangedSince, CannotChangeDraft, DraftIsClosed) as refusal:
        return _draw(request, service, draft_id, refusal)
    done = urlencode({"page": request.GET.get("page", "1"), "done": "saved" if is_new else "same"})
    return HttpResponseRedirect(f"{table_url(service, draft_id, table_id)}&{done}{row and f'#{row}'}")


def _draw(request: TownRequest, service: str, draft_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    table_id = request.GET.get("table", "")
    frame, found, draft = with_draft(
        request.actor, service, draft_id, lambda draft: _title(draft, _sheet(draft, table_id))
    )
    sheet = _sheet(draft, table_id)
    if draft.info.state is not DraftState.WRITING and refusal is None:
        refusal = DraftIsClosed()
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


def _changes(sheet: Sheet, post: Mapping[str, str]) -> tuple[list[Edit], str]:
    """Return what was changed on the page, and the anchor of the row that the browser goes back to."""
    changes: list[Edit] = list(_changed_cells(sheet, post))
    act, _colon, row = post.get("act", "").partition(":")
    new = f"row-{new_id().hex[-12:]}"
    done: dict[str, tuple[Edit, str]] = {
        _UP: (MoveRow(row, -1), row),
        _DOWN: (MoveRow(row, 1), row),
        _BELOW: (AddRow(new, row), new),
        _COPY: (AddRow(new, row, like=row), new),
        _DELETE: (DeleteRow(row), ""),
    }
    if act not in done:
        return changes, ""
    change, to_row = done[act]
    return [*changes, change], _anchor(to_row)


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
    told = _Told(labels_of(draft.source), readings_of(draft.source), findings)
    at_a_time = max(MOST_FIELDS // max(len(sheet.columns), 1), 1)
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
        can_undo=draft.can_undo,
        draft_url=here.partition("table/")[0],
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _Told:
    """What the page says of cells: what columns are called, what cells mean, what the check finds."""

    labels: Labels
    readings: Readings
    findings: tuple[Finding, ...]

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
        anchor=_anchor(row.id),
        number=row.number,
        cells=cells[:deciding],
        notes=cells[deciding:],
        acts=(
            (f"{_UP}:{row.id}", _("Up"), "ArrowUp"),
            (f"{_DOWN}:{row.id}", _("Down"), "ArrowDown"),
            (f"{_BELOW}:{row.id}", _("New row below"), "Plus"),
            (f"{_COPY}:{row.id}", _("Copy below"), "Files"),
            (f"{_DELETE}:{row.id}", _("Delete"), "Trash"),
        ),
        opens=any(cell.errors or cell.advice for cell in cells[deciding:]),
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


def _anchor(row: str) -> str:
    return f"edit-{''.join(sign if sign.isalnum() else '-' for sign in row)}" if row else ""


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
