"""The compiled translations: made beside their sources, never committed."""

from collections.abc import Iterator
from pathlib import Path

from raadhus.config.launch import places, programs

PACKAGE = places.SOURCE / "raadhus"


def are_current() -> bool:
    """Tell whether every catalogue is compiled since it was last changed."""
    return next(find_changed(), None) is None


def compile_changed() -> None:
    """Compile the catalogues that have changed, in the environment that has the compiler.

    Raises: CannotSetUp with what is wrong in which catalogue.
    """
    programs.run(
        [places.PYTHON, "-m", "raadhus.config.command.compile_translations"],
        failing="A translation could not be compiled.",
    )


def find_changed(package: Path = PACKAGE) -> Iterator[Path]:
    """Yield each ``.po`` file whose ``.mo`` is missing or older."""
    for source in package.glob("*/locale/*/LC_MESSAGES/django.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            yield source
