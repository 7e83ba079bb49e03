"""Which files of a package are too large to be changed in the workspace."""

from collections.abc import Iterable, Iterator

from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.domain.problems import Problem, Severity
from raadhus.rules.public.drafts import LARGEST

_SENTENCE = (
    f"The file is larger than {LARGEST // 1_000_000} MB: it can be installed, but nobody can change it by a draft."
    " Divide it, or take out what its drawing does not need."
)


def too_large_to_draft(files: PackageFiles, paths: Iterable[str]) -> Iterator[Problem]:
    """Warn of each file that no draft can hold."""
    for path in paths:
        if len(files.contents.get(path, b"")) > LARGEST:
            yield Problem(file=path, sentence=_SENTENCE, severity=Severity.WARNING)
