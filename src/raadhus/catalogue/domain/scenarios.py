"""
``scenarios/*.yaml``: given these answers and register data on this day → this decision, this reason, this
letter.

A file is a table: ``base`` is the case all rows begin with, ``columns`` says which place of the case each
column writes (``answers.income.monthly``), and each row is a mapping from columns to cells.
"""

import copy
import dataclasses
import datetime as dt
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from raadhus.catalogue.domain.located_yaml import Located, Value, read_yaml
from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems
from raadhus.catalogue.domain.service_file import check_against
from raadhus.catalogue.domain.service_words import Line, Part

_ROOTS = {"on", "answers", "registers", "expect"}
_KEY = "case"
Column = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=40)]


@dataclasses.dataclass(frozen=True, slots=True)
class Scenario:
    """One case and what must come of it; ``expect`` is keyed as the outputs of the decision part."""

    key: str
    file: str
    line: int
    on: dt.date
    answers: dict[str, Any]
    registers: dict[str, Any]
    expect: dict[str, Any]

    def problem(self, sentence: str) -> Problem:
        """Return an error that points at the row of this scenario."""
        return Problem(file=self.file, line=self.line, element=self.key, sentence=sentence)


class _Base(Part):
    on: dt.date | None = None
    answers: dict[str, Any]
    registers: dict[str, Any] = {}
    expect: dict[str, Any] = {}


class _Table(Part):
    about: Line
    base: _Base
    columns: dict[Column, Line]
    rows: list[dict[str, Any]] = Field(min_length=1, max_length=2_000)


def parse_scenarios(files: PackageFiles) -> tuple[Scenario, ...]:
    """
    Return every scenario of the package, in the order of files and rows.

    Raises: PackageRefused for an unknown column, a repeated case or a row without date.
    """
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    for name in files.under("scenarios"):
        try:
            scenarios += _read_table(read_yaml(name, files[name]))
        except PackageRefused as refused:
            problems += refused.problems
    seen: set[str] = set()
    for scenario in scenarios:
        if scenario.key in seen:
            problems.append(scenario.problem("Two scenarios have this key."))
        seen.add(scenario.key)
    if problems:
        raise PackageRefused(problems)
    return tuple(scenarios)


def _read_table(located: Located) -> list[Scenario]:
    table = check_against(_Table, located)
    problems = _column_problems(table, located)
    if problems:
        raise PackageRefused(problems)
    return [_read_row(table, number, located) for number in range(len(table.rows))]


def _column_problems(table: _Table, located: Located) -> Problems:
    found = [
        located.problem(("columns", name), "A column writes on, answers.…, registers.… or expect.….")
        for name, target in table.columns.items()
        if target.split(".")[0] not in _ROOTS
    ]
    for number, row in enumerate(table.rows):
        if not isinstance(row.get(_KEY), str):
            found.append(located.problem(("rows", number), f"A row has a text in “{_KEY}”."))
        found += [
            located.problem(("rows", number, name), f"“{name}” is not one of the columns.")
            for name in row
            if name != _KEY and name not in table.columns
        ]
    return tuple(found)


def _read_row(table: _Table, number: int, located: Located) -> Scenario:
    row = table.rows[number]
    case: dict[str, Any] = copy.deepcopy(table.base.model_dump())
    for name, cell in row.items():
        if name != _KEY:
            _write(case, table.columns[name].split("."), cell, located.problem(("rows", number, name), ""))
    try:
        on = dt.date.fromisoformat(str(case["on"]))
    except ValueError:
        raise PackageRefused(
            [located.problem(("rows", number), "The case has no date in “on” (2024-11-03).")]
        ) from None
    return Scenario(
        key=str(row[_KEY]),
        file=located.file,
        line=located.place_of(("rows", number)).line,
        on=on,
        answers=case["answers"],
        registers=case["registers"],
        expect=case["expect"],
    )


def _write(case: dict[str, Any], path: list[str], cell: Value, problem: Problem) -> None:
    """Put ``cell`` at ``path``; a number in the path is a place in a list that is already there."""
    here: Any = case
    for step in path[:-1]:
        if isinstance(here, list) and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        elif isinstance(here, dict):
            here = here.setdefault(step, {})
        else:
            raise PackageRefused([dataclasses.replace(problem, sentence=f"The base has no “{step}” here.")])
    if not isinstance(here, dict):
        raise PackageRefused([dataclasses.replace(problem, sentence=f"“{path[-1]}” cannot be written here.")])
    here[path[-1]] = cell
