"""Check a package: every part that somebody looks after, without a database."""

from pathlib import Path

from raadhus.catalogue.domain.located_yaml import read_yaml
from raadhus.catalogue.domain.package_files import SERVICE, PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems
from raadhus.catalogue.ports import PackagePart, registered_parts
from raadhus.catalogue.use_cases.read_package import read_package

_MOST_KEPT = 64
_found: dict[tuple[str, tuple[PackagePart, ...]], Problems] = {}


def lint_package(folder: Path) -> Problems:
    """Return everything wrong with the package in ``folder``, by file and line; empty when it is good."""
    try:
        files = read_package(folder)
    except PackageRefused as refused:
        return refused.problems
    return (*check_folder(folder, files), *lint_files(files))


def check_folder(folder: Path, files: PackageFiles) -> Problems:
    """
    Return an error when the package's id is not its folder's name.

    A copy that kept its id would take the place of the service it was copied from; folders of one country have
    different names, and so have their services. What else is wrong with service.yaml is not told here.
    """
    try:
        located = read_yaml(SERVICE, files.contents.get(SERVICE, b""))
    except PackageRefused:
        return ()
    name = folder.resolve().name
    found = located.value.get("id") if isinstance(located.value, dict) else None
    if not isinstance(found, str) or found == name:
        return ()
    return (located.problem(("id",), f"The id is “{found}”, the folder is “{name}”: they must be the same."),)


def problem_at(files: PackageFiles, name: str, path: tuple[str | int, ...], sentence: str) -> Problem:
    """Return an error at ``path`` of the YAML file ``name``, with its line. Raises: PackageRefused when it is not YAML."""
    return read_yaml(name, files[name]).problem(path, sentence)


def lint_files(files: PackageFiles) -> Problems:
    """
    Return what every registered part finds in ``files``, sorted by file and line.

    The same content is looked at once in a process: making a sample of each letter takes a while.
    """
    parts = registered_parts()
    key = (files.content_hash, parts)
    if key not in _found:
        hits = [problem for part in parts for problem in part.lint(files)]
        if len(_found) >= _MOST_KEPT:
            _found.clear()
        _found[key] = tuple(sorted(hits, key=lambda hit: (hit.file, hit.line, hit.column)))
    return _found[key]
