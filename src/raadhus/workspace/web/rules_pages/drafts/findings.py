"""What the check finds in a draft, each finding at the cell it is about where that is certain."""

import dataclasses
import functools
from collections import defaultdict

from django.utils.translation import gettext as _

from raadhus.catalogue.public import RuledService, package
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
    cells = _cells(sheets_of(source)) if problems else {}
    found = (_finding(one, cells) for one in problems if one.severity is not Severity.NOTE)
    return tuple(sorted(found, key=lambda one: not one.refuses))


@functools.lru_cache(maxsize=16)
def _checked(source: bytes, results: tuple[str, ...]) -> tuple[Problem, ...]:
    return check_model(source, results=results)


Where = tuple[Sheet, str, int, int]


def _cells(sheets: tuple[Sheet, ...]) -> dict[int, list[Where]]:
    """Return the cells that stand on each line: sheet, id and number of the row, column."""
    found: dict[int, list[Where]] = defaultdict(list)
    for sheet in sheets:
        for row in sheet.rows:
            for column, cell in enumerate(row.cells):
                for line in range(cell.line, cell.last_line + 1):
                    found[line].append((sheet, row.id, row.number, column))
    return found


def _finding(problem: Problem, cells: dict[int, list[Where]]) -> Finding:
    found = Finding(
        place=place_of(problem),
        sentence=sentence_of(problem),
        example=problem.example,
        refuses=problem.refuses,
        table=problem.place.table,
    )
    here = cells.get(problem.line, [])
    is_of_a_cell = not problem.place.decision or bool(problem.place.row and problem.place.column)
    if len(here) != 1 or not is_of_a_cell:
        return found
    ((sheet, row, number, column),) = here
    place = _("Table %(table)s, row %(row)s, column %(column)s") % {
        "table": sheet.name,
        "row": number,
        "column": sheet.columns[column].title,
    }
    return dataclasses.replace(found, place=place, table=sheet.id, row=row, column=column)
