"""What a drafted file of a package stands among."""

from pathlib import PurePath

from raadhus.catalogue.domain.package_files import PROCESS, RULES, PackageFiles
from raadhus.processes.public.drafts import PROCESS as PROCESSES
from raadhus.rules.public import drafts

BEGINNING = {drafts.RULES: RULES, PROCESSES: PROCESS}
"""The file that each kind of draft begins with: the one meant where a draft names none."""


def file_of(kind: str, file: str) -> str:
    """Return the path of a drafted file in its package."""
    return file or BEGINNING[kind]


def surroundings_of(service_key: str, files: PackageFiles, file: str) -> drafts.Surroundings:
    """Return what stands around ``file`` (a path, also of one that is no longer there) in a package."""
    called = dict(files.called_processes)
    if file in {PROCESS, RULES}:
        return drafts.Surroundings(service=service_key, beside=called)
    name = PurePath(file).stem
    called.pop(name, None)
    return drafts.Surroundings(
        service=service_key, beside=called, name=name, leading=files.contents.get(PROCESS, b"")
    )
