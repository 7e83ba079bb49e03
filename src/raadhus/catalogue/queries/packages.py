"""Stored versions of packages, parsed once in a process: content never changes."""

import dataclasses
import functools

from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.domain.service_file import ServiceFile, parse_service
from raadhus.catalogue.domain.texts import TextBlock, parse_texts
from raadhus.catalogue.models import ServiceFile as StoredFile
from raadhus.catalogue.models import ServiceVersion
from raadhus.catalogue.ports import PackageRef
from raadhus.catalogue.queries.keeping import Kept
from raadhus.platform.refusals import NotFoundHere


@dataclasses.dataclass(frozen=True, slots=True)
class Package:
    """One stored version, parsed."""

    ref: PackageRef
    service: ServiceFile
    files: PackageFiles

    def texts(self, language: str) -> dict[str, TextBlock]:
        """Return the text blocks in ``language``, else in the official language."""
        return _texts(self, language)


_packages: Kept[str, Package] = Kept(500)


def get_package(content_hash: str) -> Package:
    """
    Return the stored version with this content, parsed; kept per process, since content never changes.

    Raises: NotFoundHere when nobody published it.
    """
    return _packages.get(content_hash, lambda: _load_package(content_hash))


def _load_package(content_hash: str) -> Package:
    version = (
        ServiceVersion.objects.filter(content_hash=content_hash, is_published=True)
        .order_by("stored_at")
        .first()
    )
    if version is None:
        raise NotFoundHere(detail=f"package {content_hash[:12]}")
    stored = StoredFile.objects.filter(version=version).values_list("path", "content")
    files = PackageFiles({path: bytes(content) for path, content in stored})
    service = parse_service(files)
    return Package(PackageRef(version.service_key, version.version, content_hash), service, files)


@functools.lru_cache(maxsize=1_000)
def _parsed_texts(content_hash: str, name: str, content: bytes) -> dict[str, TextBlock]:
    return parse_texts(name, content)


def _texts(package: Package, language: str) -> dict[str, TextBlock]:
    name = f"texts/{language}.md"
    if name not in package.files:
        name = f"texts/{package.service.official_language}.md"
    return _parsed_texts(package.ref.content_hash, name, package.files[name])
