"""Compile the translation catalogues that have changed: ``.po`` to ``.mo``, beside each other."""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from raadhus.config.launch.translations import find_changed


def compile_catalogue(source: Path) -> None:
    """Compile one catalogue; the compiled one appears whole or not at all.

    Raises: PoFileError when the catalogue cannot be read.
    """
    with source.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    compiled = source.with_suffix(".mo")
    draft = compiled.with_name(f"django.{os.getpid()}.new")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    draft.replace(compiled)


def main() -> int:
    """Compile what has changed; 1 with a line for each catalogue that cannot be read."""
    wrong = []
    for source in find_changed():
        try:
            compile_catalogue(source)
        except PoFileError as error:
            wrong.append(f"{source}: {error}")
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
