"""A small valid package for tests, to be bent out of shape."""

from pathlib import Path

from raadhus.catalogue.domain.package_files import PackageFiles

SERVICES = Path(__file__).resolve().parents[4] / "services"

SERVICE_YAML = """\
id: borrow-a-bike
version: 1.0.0
needs_platform: 0.1.0
kind: information
country: dk
official_language: da
title: {da: Lån en cykel, en: Borrow a bike}
summary: {da: Kommunen låner cykler ud., en: The municipality lends bikes.}
life_events: [moving]
task: {system: KLE, code: "05.01.02"}
law:
  - {key: bike-act, title: {da: Cykelloven, en: The Bike Act}, url: "https://example.org/bike"}
fee: {amount: 0, currency: DKK}
channels:
  - {channel: phone}
unit: bikes
no_appeal: {da: Der er ingen afgørelse at klage over., en: There is no decision to appeal.}
checked_on: 2024-10-01
"""
TEXT = """\
## Who can get it {#who}

- Everybody.

## What happens then {#then}

1. You come.
2. You ride.

## What it costs {#price}

Nothing.
"""


def package_files(**changes: str | bytes | None) -> PackageFiles:
    """
    Return the small package with files changed: ``texts__da_md`` names ``texts/da.md``.

    A value of None leaves the file out.
    """
    contents: dict[str, str | bytes | None] = {
        "service.yaml": SERVICE_YAML,
        "texts/da.md": TEXT,
        "texts/en.md": TEXT,
    }
    for name, content in changes.items():
        folder, _slash, file = name.rpartition("__")
        stem, _dot, ending = file.rpartition("_")
        contents[f"{folder}/{stem}.{ending}" if folder else f"{stem}.{ending}"] = content
    return PackageFiles(
        {
            name: content.encode() if isinstance(content, str) else content
            for name, content in contents.items()
            if content is not None
        }
    )


def service_with(before: str, after: str) -> PackageFiles:
    """Return the small package with one piece of its service.yaml replaced."""
    assert before in SERVICE_YAML
    return package_files(service_yaml=SERVICE_YAML.replace(before, after))


def write_package(folder: Path, files: PackageFiles) -> Path:
    """Write ``files`` into ``folder`` and return it."""
    for name, content in files.contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
