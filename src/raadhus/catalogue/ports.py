"""What a part of a package must be able to do, and the register of the parts there are."""

import contextlib
import dataclasses
from collections.abc import Iterator
from typing import Protocol

from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.domain.problems import Problems
from raadhus.catalogue.domain.scenarios import Scenario
from raadhus.platform.actor import Actor


@dataclasses.dataclass(frozen=True, slots=True)
class PackageRef:
    """One version of one service: its key and the address of its content."""

    service_key: str
    version: str
    content_hash: str


class PackagePart(Protocol):
    """
    One kind of file in a package, looked after by the room that owns what it describes.

    ``lint`` and ``test`` need no database. ``install`` runs in the transaction of the whole package: what it
    raises refuses all of it. ``diff`` says in sentences what an update changes.
    """

    name: str

    def lint(self, files: PackageFiles) -> Problems:
        """Return what is wrong with this part, with file, line and element."""
        ...

    def test(self, files: PackageFiles, scenario: Scenario) -> Problems:
        """Return what ``scenario`` expects of this part and does not get."""
        ...

    def install(self, actor: Actor, files: PackageFiles, ref: PackageRef) -> None:
        """Keep what this part needs beyond the files, which the catalogue keeps."""
        ...

    def diff(self, before: PackageFiles, after: PackageFiles) -> tuple[str, ...]:
        """Return one sentence for each change a municipality should know of."""
        ...


class QuietPart:
    """A part that finds nothing and keeps nothing: a base for parts that do only some of it."""

    name = "quiet"

    def lint(self, files: PackageFiles) -> Problems:
        """Find nothing."""
        return ()

    def test(self, files: PackageFiles, scenario: Scenario) -> Problems:
        """Expect nothing."""
        return ()

    def install(self, actor: Actor, files: PackageFiles, ref: PackageRef) -> None:
        """Keep nothing beyond the files."""

    def diff(self, before: PackageFiles, after: PackageFiles) -> tuple[str, ...]:
        """Tell nothing."""
        return ()


_parts: list[PackagePart] = []


def register_part(part: PackagePart) -> None:
    """
    Let ``part`` look at every package from now on.

    Raises: ValueError when a part of this name is there.
    """
    if any(known.name == part.name for known in _parts):
        raise ValueError(f"Two package parts are called {part.name}.")
    _parts.append(part)


def registered_parts() -> tuple[PackagePart, ...]:
    """Return the parts in the order of their registration: lower rooms first."""
    return tuple(_parts)


@contextlib.contextmanager
def only_parts(*parts: PackagePart) -> Iterator[None]:
    """Let nothing but ``parts`` look at packages, for a test."""
    before = list(_parts)
    _parts[:] = parts
    try:
        yield
    finally:
        _parts[:] = before
