"""Try a package on its own scenarios, without a database, and find the rows of its tables that none of them tries."""

import dataclasses
from pathlib import Path

from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problems, errors_in
from raadhus.catalogue.domain.scenarios import parse_scenarios
from raadhus.catalogue.ports import registered_parts
from raadhus.catalogue.use_cases.cover_rules import cover_rules
from raadhus.catalogue.use_cases.lint_package import lint_files
from raadhus.catalogue.use_cases.read_package import read_package
from raadhus.rules.public import trying


@dataclasses.dataclass(frozen=True, slots=True)
class ScenarioReport:
    """
    How many scenarios were tried, and what went wrong: a refused package is not tried at all.

    ``coverage``: which rows of ``rules.dmn`` fired when the tables alone decided the scenarios; None without rules.
    """

    tried: int
    problems: Problems
    coverage: trying.Coverage | None = None

    @property
    def failed(self) -> frozenset[str]:
        """Return the keys of the scenarios that did not come out as expected."""
        return frozenset(problem.element for problem in errors_in(self.problems))

    @property
    def is_good(self) -> bool:
        """Tell whether everything came out as expected."""
        return not errors_in(self.problems)


def try_package(folder: Path) -> ScenarioReport:
    """Run every scenario of the package in ``folder`` through every registered part."""
    try:
        files = read_package(folder)
    except PackageRefused as refused:
        return ScenarioReport(0, refused.problems)
    return try_files(files)


def try_files(files: PackageFiles) -> ScenarioReport:
    """Lint ``files`` and run their scenarios."""
    refused = lint_files(files)
    if errors_in(refused):
        return ScenarioReport(0, refused)
    scenarios = parse_scenarios(files)
    problems = tuple(
        problem
        for scenario in scenarios
        for part in registered_parts()
        for problem in part.test(files, scenario)
    )
    return ScenarioReport(len(scenarios), problems, cover_rules(files, scenarios))
