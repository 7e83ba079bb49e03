"""Case numbers such as EGE-2024-000123: municipality, year of opening, running number."""

import re
import unicodedata

_FORM = re.compile(r"([A-Z]{2,4})-(\d{4})-(\d{1,9})\Z")
_LETTERS_WITHOUT_MARKS = str.maketrans({"Æ": "AE", "Ø": "O", "Å": "A", "Đ": "D", "Ŋ": "N", "ß": "SS"})


def prefix_of(slug: str) -> str:
    """Return the three capital letters that a municipality's numbers begin with, from its slug."""
    plain = unicodedata.normalize("NFD", slug.upper().translate(_LETTERS_WITHOUT_MARKS))
    letters = "".join(char for char in plain if "A" <= char <= "Z")
    return letters[:3].ljust(2, "X")


def format_number(prefix: str, year: int, running: int) -> str:
    """Return the public number; the running part has at least six digits."""
    return f"{prefix}-{year}-{running:06d}"


def read_number(typed: str, *, prefix: str, year: int) -> str | None:
    """
    Return the number that somebody meant, None when it is none.

    People type ``ege-2024-123``, ``2024-123`` or ``123``: what is missing is this municipality and ``year``.
    """
    parts = re.sub(r"[\s/–—]+", "-", typed.strip().upper()).strip("-").split("-")
    missing = [prefix, str(year)][: max(0, 3 - len(parts))]
    match = _FORM.fullmatch("-".join([*missing, *parts]))
    return format_number(match[1], int(match[2]), int(match[3])) if match else None
