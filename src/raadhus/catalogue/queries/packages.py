"""Stored versions of packages, parsed once in a process: content never changes."""

import dataclasses
import functools
import hashlib

from raadhus.catalogue.domain.package_files import PROCESS, RULES, PackageFiles
from raadhus.catalogue.domain.service_file import ServiceFile, parse_service
from raadhus.catalogue.domain.texts import TextBlock, parse_texts
from raadhus.catalogue.models import ServiceFile as StoredFile
from raadhus.catalogue.models import ServiceVersion
from raadhus.catalogue.ports import PackageRef
from raadhus.catalogue.queries.keeping import Kept
from raadhus.platform.refusals import NotFoundHere
from raadhus.processes import public as processes


@dataclasses.dataclass(frozen=True, slots=True)
class Package:
    """One stored version, parsed."""

    ref: PackageRef
    service: ServiceFile
    files: PackageFiles

    @property
    def process_model(self) -> str:
        """Return the address of its process, with the files that this calls; KeyError when it has none."""
        return _address_of(self.files)

    @property
    def rule_model(self) -> str:
        """Return the address of its rules, empty when it has none."""
        return hashlib.sha256(self.files[RULES]).hexdigest() if RULES in self.files else ""

    def texts(self, language: str) -> dict[str, TextBlock]:
        """Return the text blocks in ``language``, else in the official language."""
        return _texts(self, language)


@functools.lru_cache(maxsize=1_000)
def _known_address(source: bytes, called: tuple[tuple[str, bytes], ...]) -> str:
    return processes.address_of(source, dict(called))


def _address_of(files: PackageFiles) -> str:
    return _known_address(files[PROCESS], tuple(files.called_processes.items()))


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
