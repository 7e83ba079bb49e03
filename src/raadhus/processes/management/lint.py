"""`./raadhus processes lint FILE …`: what is wrong or doubtful in models, one line each; 0 good, 1 refused."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from django.utils import translation

from raadhus.processes import public as processes
from raadhus.processes.public.checking import Names, Problem, advice_of, place_of, sentence_of

Say = Callable[[str], None]

CALLED = "processes"
"""The folder of a package with the processes that its own calls."""


def run_lint(
    files: Mapping[Path, Names | None], say: Say, *, language: str = "en", as_json: bool = False
) -> int:
    """
    Say what is found in each file, and what to do, in a language; only errors refuse a model.

    A file comes with the names that its tasks may use, None where nobody knows them.
    """
    missing = [path for path in files if not path.is_file()]
    for path in missing:
        say(f"{path}: there is no such file.")
    if missing:
        return 1
    known = processes.handler_names()
    found = {
        path: processes.check_model(path.read_bytes(), handlers=known, names=names, beside=_beside(path))
        for path, names in files.items()
    }
    with translation.override(language):
        if as_json:
            data = [as_data(path, problem) for path, problems in found.items() for problem in problems]
            say(json.dumps({"problems": data}, ensure_ascii=False))
        else:
            for path, problems in found.items():
                _say_lines(path, problems, say)
    return 1 if any(problem.is_error for problems in found.values() for problem in problems) else 0


def _beside(path: Path) -> dict[str, bytes]:
    """Return the files of a package that a file of it may call: those in ``processes/``."""
    folder = path.parent if path.parent.name == CALLED else path.parent / CALLED
    return {one.stem: one.read_bytes() for one in sorted(folder.glob("*.bpmn")) if one != path}


def _say_lines(path: Path, problems: Sequence[Problem], say: Say) -> None:
    for problem in problems:
        said = f"{sentence_of(problem)} {advice_of(problem)}".strip()
        say(f"{path}:{problem.line}: {problem.severity}: {place_of(problem)}: {said}")
    refusing = sum(problem.is_error for problem in problems)
    if refusing:
        say(f"{path}: {refusing} to fix.")
    else:
        say(f"{path}: good, with {len(problems)} remarks." if problems else f"{path}: good.")


def as_data(path: Path, problem: Problem) -> dict[str, str | int]:
    """Return a finding as JSON holds it."""
    return {
        "file": str(path),
        "severity": str(problem.severity),
        "line": problem.line,
        "kind": problem.element,
        "id": problem.element_id,
        "name": problem.name,
        "code": problem.code,
        "sentence": sentence_of(problem),
        "advice": advice_of(problem),
    }
