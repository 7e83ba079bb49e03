"""`./raadhus rules lint FILE …`: what is wrong or doubtful in models, one line each; 0 good, 1 refused."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.domain.checking.places import title_of
from raadhus.rules.domain.dmn.documents import namespace_of
from raadhus.rules.domain.dmn.problems import CannotLoadModel, Problem

Say = Callable[[str], None]


def lint_file(path: Path, results: Sequence[str] = ()) -> tuple[Problem, ...]:
    """Return all findings in the model of a file; needs no town and no database.

    The model may import those beside it in the folder, and below in `models/`.
    `results`: decisions that are read from outside.
    """
    source = path.read_bytes()
    return check(source, _beside(path) if b"import" in source else {}, results=results)


def _beside(path: Path) -> dict[str, bytes]:
    """Return the other models of the folder by their namespace."""
    found: dict[str, bytes] = {}
    for other in sorted((*path.parent.glob("*.dmn"), *path.parent.glob("models/*.dmn"))):
        if other != path:
            source = other.read_bytes()
            with suppress(CannotLoadModel):  # it is told when it is checked itself
                found.setdefault(namespace_of(source), source)
    return found


def run_lint(paths: Sequence[Path], say: Say, *, results: Sequence[str] = (), as_json: bool = False) -> int:
    """Say what is found in each file: advice and notes too, but only errors and doubts refuse a model."""
    missing = [path for path in paths if not path.is_file()]
    for path in missing:
        say(f"{path}: there is no such file.")
    if missing:
        return 1
    found = {path: lint_file(path, results) for path in paths}
    if as_json:
        data = [as_data(path, problem) for path, problems in found.items() for problem in problems]
        say(json.dumps({"problems": data}, ensure_ascii=False))
    else:
        for path, problems in found.items():
            _say_lines(path, problems, say)
    return 1 if any(problem.refuses for problems in found.values() for problem in problems) else 0


def _say_lines(path: Path, problems: Sequence[Problem], say: Say) -> None:
    for problem in problems:
        where = title_of(problem.place) if problem.place.row else problem.element
        say(f"{path}:{problem.line}: {problem.severity}: {where}: {problem.sentence}")
    refusing = sum(problem.refuses for problem in problems)
    if refusing:
        say(f"{path}: {refusing} to fix.")
    else:
        remarks = f"{len(problems)} remark{'s' if len(problems) > 1 else ''}"
        say(f"{path}: good, with {remarks}." if problems else f"{path}: good.")


def as_data(path: Path, problem: Problem) -> dict[str, str | int]:
    """Return a finding as JSON holds it. `column` is the place in the cell's text from 1, 0 when not known."""
    return {
        "file": str(path),
        "severity": str(problem.severity),
        "line": problem.line,
        "column": problem.column,
        "element": problem.element,
        "decision": problem.place.decision,
        "table": problem.place.table,
        "row": problem.place.row,
        "column_name": problem.place.column,
        "column_number": problem.place.number,
        "code": problem.code,
        "sentence": problem.sentence,
        "example": problem.example,
    }
