"""Which version of the platform this is; a service package says which one it needs."""

VERSION = "0.1.0"  # a test holds that pyproject.toml says the same


def is_at_least(needed: str) -> bool:
    """Tell whether this platform is ``needed`` (three numbers with points between) or newer."""
    return _parts(VERSION) >= _parts(needed)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
