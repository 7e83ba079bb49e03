"""The number of a package's version."""

import re

_VERSION = re.compile(rb"^version:[^\S\n]*\S+[^\S\n]*$", re.MULTILINE)


def next_version(version: str) -> str:
    """Return the version after ``version`` when only its rules change: "1.4.2" becomes "1.4.3"."""
    major, minor, patch = version.split(".")
    return f"{major}.{minor}.{int(patch) + 1}"


def with_version(service_file: bytes, version: str) -> bytes:
    """Return ``service.yaml`` saying ``version``; all else stays as it is written. Raises: ValueError."""
    changed, count = _VERSION.subn(f"version: {version}".encode(), service_file, count=1)
    if not count:
        raise ValueError("service.yaml has no line that says its version.")
    return changed
