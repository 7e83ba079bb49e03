"""Let the package that is installed say something more in its ``service.yaml``."""

import dataclasses

from raadhus.cases.tests.casekit import Town, package_files
from raadhus.catalogue.public import Package, PackageFiles, package, parse_service


def said_also(town: Town, more: str) -> Package:
    """Return the town's package as it would be with ``more`` at the end of ``service.yaml``."""
    files = dict(package_files().contents)
    files["service.yaml"] += f"\n{more}\n".encode()
    return dataclasses.replace(package(town.package_hash), service=parse_service(PackageFiles(files)))
