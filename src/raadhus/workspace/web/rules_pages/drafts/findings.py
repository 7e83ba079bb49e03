"""What the check finds in a draft, each finding at the cell it is about where that is certain."""

import dataclasses
from collections import Counter

from django.utils.translation import gettext as _

from raadhus.catalogue.public import RuledService, package
from raadhus.platform.kept import KEPT
from raadhus.rules.public import Problem, Severity, check_model
from raadhus.rules.public.checking import place_of, sentence_of
from raadhus.rules.public.drafts import Sheet, sheets_of


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


def findings_of(source: bytes, service: RuledService) -> tuple[Finding, ...]:
    """Return what the check says of a draft of a service's rules: what refuses it first, then advice, each by line."""
    part = package(service.content_hash).service.decision
    problems = _checked(source, (*part.names, *part.reasons) if part else ())
    sheets = _only(sheets_of(source)) if problems else {}
    found = (_finding(one, sheets) for one in problems if one.severity is not Severity.NOTE)
    return tuple(sorted(found, key=lambda one: not one.refuses))


def _checked(source: bytes, results: tuple[str, ...]) -> tuple[Problem, ...]:
    return KEPT.of(("check", source, results), lambda: check_model(source, results=results))


def _only(sheets: tuple[Sheet, ...]) -> dict[str, Sheet]:
    """Return the tables by id, without those whose id another one has too."""
    count = Counter(sheet.id for sheet in sheets)
    return {sheet.id: sheet for sheet in sheets if sheet.id and count[sheet.id] == 1}


def _finding(problem: Problem, sheets: dict[str, Sheet]) -> Finding:
    where = problem.place
    found = Finding(
        place=place_of(problem),
        sentence=sentence_of(problem),
        example=problem.example,
        refuses=problem.refuses,
        table=where.table,
    )
    sheet = sheets.get(where.table)
    if sheet is None or not 0 < where.row <= len(sheet.rows) or not 0 < where.number <= len(sheet.columns):
        return found
    place = _("Table %(table)s, row %(row)s, column %(column)s") % {
        "table": sheet.name,
        "row": where.row,
        "column": sheet.columns[where.number - 1].title,
    }
    return dataclasses.replace(found, place=place, row=sheet.rows[where.row - 1].id, column=where.number - 1)
