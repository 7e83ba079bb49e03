"""The part ``texts/<language>.md``."""

from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problems
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.domain.texts import check_texts, parse_problems
from raadhus.catalogue.ports import QuietPart


class TextsPart(QuietPart):
    """The longer words of a service, in every language it has."""

    name = "texts"

    def lint(self, files: PackageFiles) -> Problems:
        """Check that every language has every block; with a broken service.yaml, what is no block at least."""
        try:
            service = parse_service(files)
        except PackageRefused:
            return parse_problems(files)
        return check_texts(files, service)

    def diff(self, before: PackageFiles, after: PackageFiles) -> tuple[str, ...]:
        """Say which text files changed."""
        names = sorted({*before.under("texts"), *after.under("texts")})
        return tuple(
            f"{name} changes." for name in names if before.contents.get(name) != after.contents.get(name)
        )
