"""Check a package: every part that somebody looks after, without a database."""

from pathlib import Path

from raadhus.catalogue.domain.package_files import PackageFiles, read_package
from raadhus.catalogue.domain.problems import PackageRefused, Problems
from raadhus.catalogue.ports import registered_parts


def lint_package(folder: Path) -> Problems:
    """Return everything wrong with the package in ``folder``, by file and line; empty when it is good."""
    try:
        files = read_package(folder)
    except PackageRefused as refused:
        return refused.problems
    return lint_files(files)


def lint_files(files: PackageFiles) -> Problems:
    """Return what every registered part finds in ``files``, sorted by file and line."""
    found = [problem for part in registered_parts() for problem in part.lint(files)]
    return tuple(sorted(found, key=lambda problem: (problem.file, problem.line, problem.column)))
