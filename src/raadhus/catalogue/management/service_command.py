"""``./raadhus service lint|test|install PATH`` and ``remove ID``: what they print and how they end; 0 good, 1 refused."""

import dataclasses
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from raadhus.catalogue.public import (
    CannotInstallPackage,
    CannotWithdrawService,
    Problem,
    ScenarioReport,
    errors_in,
    install_package,
    lint_package,
    try_package,
    withdraw_service,
)
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere

Say = Callable[[str], None]


def run_lint(folder: Path, say: Say, *, as_json: bool = False) -> int:
    """Check the package in ``folder``; needs no town and no database."""
    problems = lint_package(folder)
    refused = errors_in(problems)
    if as_json:
        say(json.dumps({"problems": [_as_data(problem) for problem in problems]}, ensure_ascii=False))
        return 1 if refused else 0
    _say_all(problems, folder, say)
    say(f"{folder.name}: refused, {len(refused)} to fix." if refused else f"{folder.name}: good.")
    return 1 if refused else 0


def run_tests(folder: Path, say: Say, *, as_json: bool = False) -> int:
    """Try the package in ``folder`` on its own scenarios; needs no town and no database."""
    began = time.perf_counter()
    report = try_package(folder)
    milliseconds = round((time.perf_counter() - began) * 1000)
    if as_json:
        figures = {"scenarios": report.tried, "failed": len(report.failed), "duration_ms": milliseconds}
        problems = [_as_data(problem) for problem in report.problems]
        covered = _coverage_data(report)
        say(json.dumps({**figures, **covered, "problems": problems}, ensure_ascii=False))
        return 0 if report.is_good else 1
    _say_all(report.problems, folder, say)
    _say_coverage(report, say)
    if not report.is_good:
        say(f"{folder.name}: {len(report.failed)} of {report.tried} scenarios do not come out as expected.")
        return 1
    say(f"{folder.name}: {report.tried} scenarios come out as expected, in {milliseconds} ms.")
    return 0


def run_install(folder: Path, owner: UUID, say: Say) -> int:
    """Install the package in ``folder`` for the association or municipality ``owner``; needs the database."""
    actor = Actor.system(owner, purpose="service.install")
    try:
        ref = install_package(actor, folder)
    except CannotInstallPackage as refused:
        _say_all(refused.problems, folder, say)
        say(f"{folder.name}: refused, nothing was installed.")
        return 1
    say(f"{ref.service_key} {ref.version}: offered from now on ({ref.content_hash[:12]}).")
    return 0


def run_remove(key: str, owner: UUID, say: Say) -> int:
    """Offer the service ``key`` of ``owner`` no longer; needs the database."""
    try:
        withdraw_service(Actor.system(owner, purpose="service.remove"), key)
    except NotFoundHere:
        say(f"{key}: no such service is offered, nothing was changed.")
        return 1
    except CannotWithdrawService as refused:
        say(f"{key}: {refused.happened} ({refused.detail}) {refused.next_step}")
        return 1
    say(f"{key}: no longer offered. Cases keep the version they were applied for with.")
    return 0


def _say_coverage(report: ScenarioReport, say: Say) -> None:
    if report.coverage is None:
        return
    say(f"rules.dmn: {report.coverage.tested} of {report.coverage.rows} rows tested.")
    for row in report.coverage.untested:
        say(f"    untested: line {row.line}, {row.decision}, row {row.number} ({row.id})")


def _coverage_data(report: ScenarioReport) -> dict[str, Any]:
    if report.coverage is None:
        return {}
    untested = [dataclasses.asdict(row) for row in report.coverage.untested]
    return {
        "coverage": {
            "rows": report.coverage.rows,
            "tested": report.coverage.tested,
            "untested": untested,
        }
    }


def _say_all(problems: Iterable[Problem], folder: Path, say: Say) -> None:
    for problem in problems:
        say(f"{folder}/{problem}")


def _as_data(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "element": problem.element,
        "severity": problem.severity.value,
        "sentence": problem.sentence,
    }
