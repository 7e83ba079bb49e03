"""`./raadhus rules lint FILE`: what is wrong with a model, one line each; 0 good, 1 refused."""

import json
from collections.abc import Callable
from pathlib import Path

from raadhus.rules.domain.dmn.loading import check
from raadhus.rules.domain.dmn.problems import Problem

Say = Callable[[str], None]


def lint_file(path: Path) -> tuple[Problem, ...]:
    """Return all problems of the model in a file; needs no town and no database."""
    return check(path.read_bytes())


def run_lint(path: Path, say: Say, *, as_json: bool = False) -> int:
    """Say what is wrong with the model in a file."""
    problems = lint_file(path)
    if as_json:
        say(json.dumps({"problems": [_as_data(problem) for problem in problems]}, ensure_ascii=False))
        return 1 if problems else 0
    for problem in problems:
        say(f"{path.name}:{problem.line}: {problem.severity}: {problem.element}: {problem.sentence}")
    say(f"{path.name}: {len(problems)} to fix." if problems else f"{path.name}: good.")
    return 1 if problems else 0


def _as_data(problem: Problem) -> dict[str, str | int]:
    return {
        "severity": str(problem.severity),
        "line": problem.line,
        "column": problem.column,
        "element": problem.element,
        "sentence": problem.sentence,
    }
