"""Let the package that is installed say something more in its ``service.yaml``."""

import dataclasses

import pytest

from raadhus.cases.queries import second_person
from raadhus.cases.tests.casekit import Town, package_files
from raadhus.cases.use_cases import escalate_task, lay_on_desk
from raadhus.catalogue.public import Package, PackageFiles, package, parse_service

DEADLINE_DUE = lay_on_desk.DUE


def said_also(town: Town, more: str) -> Package:
    """Return the town's package as it would be with ``more`` at the end of ``service.yaml``."""
    files = dict(package_files().contents)
    files["service.yaml"] += f"\n{more}\n".encode()
    return dataclasses.replace(package(town.package_hash), service=parse_service(PackageFiles(files)))


def desk_says(monkeypatch: pytest.MonkeyPatch, town: Town, more: str) -> None:
    """Let the desk go by the town's package as it would be with ``more``: turns, deadlines, second persons."""
    changed = said_also(town, more)
    for room in (second_person, lay_on_desk, escalate_task):
        monkeypatch.setattr(room, "package", lambda _hash: changed)
