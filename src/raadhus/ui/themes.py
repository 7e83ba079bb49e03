"""The accents of the municipalities, for those who cannot read a style sheet: letters and pictures."""

import functools
import json
from pathlib import Path


@functools.cache
def _accents() -> dict[str, str]:
    themes = json.loads(Path(__file__).with_name("themes.json").read_text())["themes"]
    return {name: theme["accent"] for name, theme in themes.items()}


def colour_of(theme: str) -> str:
    """Return the accent of ``theme`` as ``#rrggbb``. Raises: KeyError for a theme that does not exist."""
    return _accents()[theme]
