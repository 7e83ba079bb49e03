"""What the check finds in a draft, each finding at the cell it is about where that is certain."""

import dataclasses
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.catalogue.public import RULES, RuledService, package
from raadhus.platform.kept import KEPT
from raadhus.rules.public import CannotLoadModel, Problem, Severity, check_model
from raadhus.rules.public.checking import place_of, sentence_of
from raadhus.rules.public.drafts import Sheet, sheets_of
from raadhus.rules.public.presenting import say_example
from raadhus.workspace.web.rules_pages.comparing.differences import Labels, labels_of
from raadhus.workspace.web.rules_pages.drafts.formulas import stale_words
from raadhus.workspace.web.rules_pages.words import remark


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    One finding; table, row (ids) and column (from 0) are empty or -1 where it is about no single cell.

    refuses: it keeps the draft from being sent for review; else it is advice.
    """

    place: str
    sentence: str
    example: str
    refuses: bool
    table: str = ""
    row: str = ""
    column: int = -1

    @property
    def anchor(self) -> str:
        """Where its row stands on the page of its table; empty where it is about no row."""
        return anchor_of(self.row)


def anchor_of(row: str) -> str:
    """Return where a row stands on the page of its table."""
    return f"edit-{''.join(sign if sign.isalnum() else '-' for sign in row)}" if row else ""


def findings_of(source: bytes, service: RuledService) -> tuple[Finding, ...]:
    """Return what the check says of a draft of a service's rules: what refuses it first, then advice, each by line."""
    part = package(service.content_hash).service.decision
    problems = _checked(source, (*part.names, *part.reasons) if part else ())
    sheets = _only(sheets_of(source)) if problems else {}
    labels = labels_of(source)
    found = (_finding(one, source, sheets, labels) for one in problems if one.severity is not Severity.NOTE)
    return (*sorted(found, key=lambda one: not one.refuses), *_of_words(source, service, labels))


def _of_words(source: bytes, service: RuledService, labels: Labels) -> Iterator[Finding]:
    """Yield advice on the words of formulas that are not those in force; none of what cannot be read."""
    try:
        for sheet, row, column, sentence in stale_words(source, package(service.content_hash).files[RULES]):
            yield Finding(
                place=_place_of(sheet, row.number, column, labels),
                sentence=sentence,
                example="",
                refuses=False,
                table=sheet.id,
                row=row.id,
                column=column,
            )
    except CannotLoadModel:
        return


def _place_of(sheet: Sheet, row: int, column: int, labels: Labels) -> str:
    """Say where a cell stands (row from 1, column from 0), in the words that its author reads for table and column."""
    title = sheet.columns[column].title if column >= 0 else ""
    words = {
        "table": labels.get((sheet.id, "")) or sheet.name or sheet.id,
        "row": row,
        "column": labels.get((sheet.id, title)) or remark(title),
    }
    if row and title:
        return _("Table %(table)s, row %(row)s, column %(column)s") % words
    if row:
        return _("Table %(table)s, row %(row)s") % words
    return (_("Table %(table)s, column %(column)s") if title else _("Table %(table)s")) % words


def _checked(source: bytes, results: tuple[str, ...]) -> tuple[Problem, ...]:
    return KEPT.of(("check", source, results), lambda: check_model(source, results=results))


def _only(sheets: tuple[Sheet, ...]) -> dict[str, Sheet]:
    """Return the tables by id, without those whose id another one has too."""
    count = Counter(sheet.id for sheet in sheets)
    return {sheet.id: sheet for sheet in sheets if sheet.id and count[sheet.id] == 1}


def _finding(problem: Problem, source: bytes, sheets: dict[str, Sheet], labels: Labels) -> Finding:
    where = problem.place
    sheet = sheets.get(where.table)
    language = get_language() or "en"
    example = say_example(source, where.table, problem.example, language) if sheet else problem.example
    found = Finding(
        place=place_of(problem),
        sentence=sentence_of(problem, example=example),
        example=example,
        refuses=problem.refuses,
        table=where.table,
    )
    if sheet is None or where.row > len(sheet.rows) or where.number > len(sheet.columns):
        return found
    place = _place_of(sheet, where.row, where.number - 1, labels)
    row = sheet.rows[where.row - 1].id if where.row else ""
    return dataclasses.replace(found, place=place, row=row, column=where.number - 1 if row else -1)
