"""Icons and crests as inline SVG, read once per process."""

import functools
import re
from pathlib import Path

from django.conf import settings
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

CRESTS = Path(__file__).resolve().parent / "crests"


class CannotFindIcon(LookupError):
    """No icon of that name was installed; the name is one of ``@navikt/aksel-icons``, e.g. ``Phone``."""


@functools.lru_cache(maxsize=2048)
def icon_svg(name: str, label: str = "", css_class: str = "rh-icon") -> SafeString:
    """
    Return the icon inline; with ``label`` it is an image with a name, without it is decoration.

    Raises: CannotFindIcon.
    """
    inside = _icon_shapes(name)
    role = f'role="img" aria-label="{conditional_escape(label)}"' if label else 'aria-hidden="true"'
    svg = f'<svg class="{css_class}" viewBox="0 0 24 24" fill="none" focusable="false" {role}>{inside}</svg>'
    return mark_safe(svg)  # noqa: S308 -- our own files; the only outside word, the label, is escaped


@functools.cache
def crest_svg(name: str) -> SafeString:
    """Return a town's coat of arms inline, decoration beside its name; the house's own when it has none."""
    path = CRESTS / f"{name}.svg"
    own = path if path.is_file() else CRESTS / "raadhus.svg"
    return mark_safe(own.read_text().strip())  # noqa: S308 -- our own file


@functools.cache
def _icon_shapes(name: str) -> str:
    folder = settings.ASSETS / "icons"
    if not folder.is_dir():  # a unit test may render pages before the assets were ever built
        return ""
    path = folder / f"{name}.svg"
    if not name.isalnum() or not path.is_file():
        raise CannotFindIcon(name)
    return " ".join(re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", path.read_text(), flags=re.DOTALL).split())
