"""The files of a package: read with limits, named by what they hold, addressed by their content."""

import dataclasses
import functools
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from raadhus.catalogue.domain.problems import PackageRefused, Problem

SERVICE, FORM, PROCESS, RULES, SHEET = (
    "service.yaml",
    "form.json",
    "process.bpmn",
    "rules.dmn",
    "sheet.yaml",
)
_ALONE = {SERVICE, FORM, PROCESS, RULES, SHEET, "README.md"}
_NAME = "[a-z0-9]([a-z0-9_-]{0,60}[a-z0-9])?"
_IN_FOLDERS = re.compile(
    rf"(letters/{_NAME}\.(typ|svg|png)|forms/{_NAME}\.json|models/{_NAME}\.dmn|processes/{_NAME}\.bpmn"
    rf"|texts/[a-z]{{2,3}}\.md|scenarios/{_NAME}\.yaml)\Z"
)
_FOLDERS = frozenset({"forms", "letters", "models", "processes", "texts", "scenarios"})
_MOST_FILES = 200
_LARGEST_FILE = 2 * 1024 * 1024
_LARGEST_PACKAGE = 10 * 1024 * 1024


@dataclasses.dataclass(frozen=True)
class PackageFiles:
    """
    The content of every file of one package by its path inside it (``texts/da.md``), ordered by path.

    Raises: PackageRefused for a path no package has, or one that leads out of it.
    """

    contents: Mapping[str, bytes]

    def __post_init__(self) -> None:
        problems = [_unknown(name) for name in self.contents if not _is_known(name)]
        if problems:
            raise PackageRefused(problems)
        ordered = MappingProxyType(dict(sorted(self.contents.items())))
        object.__setattr__(self, "contents", ordered)

    def __contains__(self, name: str) -> bool:
        """Tell whether the package has the file ``name``."""
        return name in self.contents

    def __getitem__(self, name: str) -> bytes:
        """Return the content of ``name``; KeyError when the package has no such file."""
        return self.contents[name]

    def under(self, folder: str) -> tuple[str, ...]:
        """Return the paths of the files in ``folder`` (``"letters"``), sorted."""
        return tuple(name for name in self.contents if name.startswith(f"{folder}/"))

    def hash_of(self, name: str) -> str:
        """Return the SHA-256 of a file's content, empty when the package has no such file."""
        return hashlib.sha256(self[name]).hexdigest() if name in self else ""

    @functools.cached_property
    def called_processes(self) -> Mapping[str, bytes]:
        """Return the process files that ``process.bpmn`` may call, by their names without folder and ending."""
        return MappingProxyType({Path(name).stem: self[name] for name in self.under("processes")})

    @functools.cached_property
    def content_hash(self) -> str:
        """Return the SHA-256 over names and contents, 64 hexadecimal digits: the address of this version."""
        digest = hashlib.sha256()
        for name, content in self.contents.items():
            digest.update(f"{name}\n{len(content)}\n".encode())
            digest.update(content)
        return digest.hexdigest()


def read_files(folder: Path) -> PackageFiles:
    """
    Read the files of the package in ``folder`` as they lie there; nothing outside it is read, also not through a link.

    Raises: PackageRefused when it is no folder, holds a link, a file of an unknown kind, or too much.
    """
    if not folder.is_dir():
        raise PackageRefused([Problem(file=".", sentence="There is no such folder.")])
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    total = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        reason = _reason_against(path, name)
        if reason:
            problems.append(Problem(file=name, sentence=reason))
        elif path.is_file():
            total += path.stat().st_size
            if len(contents) >= _MOST_FILES or total > _LARGEST_PACKAGE:
                limit = f"at most {_MOST_FILES} files and {_LARGEST_PACKAGE // 2**20} MB"
                raise PackageRefused([Problem(file=name, sentence=f"A package holds {limit}.")])
            contents[name] = path.read_bytes()
    if problems:
        raise PackageRefused(problems)
    return PackageFiles(contents)


def _reason_against(path: Path, name: str) -> str:
    """Return why ``path`` may not be part of a package, empty when it may."""
    if path.is_symlink():
        return "A package holds no links."
    if path.is_dir():
        return "" if name in _FOLDERS else "A package has no such folder."
    if not path.is_file():
        return "A package holds plain files only."
    if not _is_known(name):
        return _unknown(name).sentence
    if path.stat().st_size > _LARGEST_FILE:
        return f"The file is larger than {_LARGEST_FILE // 2**20} MB."
    return ""


def _is_known(name: str) -> bool:
    return name in _ALONE or bool(_IN_FOLDERS.match(name))


def _unknown(name: str) -> Problem:
    return Problem(
        file=name,
        sentence="A package has no file of this kind: it carries texts, models and letters, never code.",
    )
