"""What the check finds in a draft, each finding at the cell it is about where that is certain."""

import dataclasses
from collections import defaultdict

from django.utils.translation import gettext as _

from raadhus.rules.public import Problem, check_model
from raadhus.rules.public.drafts import Sheet, sheets_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding; table, row (ids) and column (from 0) are empty or -1 where it is about no single cell."""

    place: str
    sentence: str
    table: str = ""
    row: str = ""
    column: int = -1


def findings_of(source: bytes) -> tuple[Finding, ...]:
    """Return what keeps the draft from being sent for review, in the order of the file."""
    problems = check_model(source)
    cells = _cells(sheets_of(source)) if problems else {}
    return tuple(_finding(problem, cells) for problem in problems)


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
    here = cells.get(problem.line, [])
    if len(here) != 1:
        return Finding(place=problem.element, sentence=problem.sentence)
    ((sheet, row, number, column),) = here
    place = _("Table %(table)s, row %(row)s, column %(column)s") % {
        "table": sheet.name,
        "row": number,
        "column": sheet.columns[column].title,
    }
    return Finding(place=place, sentence=problem.sentence, table=sheet.id, row=row, column=column)
