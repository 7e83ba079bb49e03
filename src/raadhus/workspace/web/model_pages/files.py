"""The files that make up a process: the one a case begins with, and those that it calls."""

import dataclasses
from collections.abc import Mapping
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from raadhus.catalogue.public import PROCESS, PackageFiles
from raadhus.platform.refusals import NotFoundHere
from raadhus.processes.public.outline import outline
from raadhus.ui.fields import Option, SelectField

FILE = "file"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """One of several files of a process; ``is_here``: its page is the one that is shown."""

    title: str
    url: str
    is_here: bool


def files_of(files: PackageFiles) -> tuple[str, ...]:
    """Return the paths of a package's processes, the one that a case begins with first."""
    return (*((PROCESS,) if PROCESS in files else ()), *files.under("processes"))


def expect_file(files: PackageFiles, asked: str) -> str:
    """Return the path of the process that was asked for; nothing asked: the first. Raises: NotFoundHere."""
    path = asked or PROCESS
    if path not in files_of(files):
        raise NotFoundHere(detail=f"process {asked}")
    return path


def called_title(files: PackageFiles, path: str) -> str:
    """Return what a process of the package is called, with its file where it has another name."""
    title = outline(files[path]).title
    return f"{title} ({path})" if title else path


def file_field(files: PackageFiles) -> SelectField | None:
    """Return the field that asks which process is to be changed; None where there is only one."""
    paths = files_of(files)
    if len(paths) < 2:
        return None
    options = tuple(Option(value=path, label=called_title(files, path)) for path in paths)
    return SelectField(name=FILE, label=_("Which process"), options=options, value=PROCESS)


def links_of(files: PackageFiles, here: str, url: str, asked: Mapping[str, str]) -> tuple[FileLink, ...]:
    """Return the processes of a package as links to ``url`` with what is ``asked``; none where there is only one."""
    paths = files_of(files)
    if len(paths) < 2:
        return ()
    return tuple(
        FileLink(
            title=called_title(files, path),
            url=f"{url}?{urlencode({**asked, FILE: path})}",
            is_here=path == here,
        )
        for path in paths
    )
