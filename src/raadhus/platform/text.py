"""Text from outside, made safe to keep and to show."""

import unicodedata

_ALLOWED_CONTROLS = {"\n", "\t"}
# Directional overrides and isolates can make a name read as something else; marks (200E, 200F) may stay.
_DIRECTION_TRICKS = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def clean(raw: str) -> str:
    """Return ``raw`` in NFC, trimmed, with unified line ends, without control characters or directional tricks."""
    unified = raw.replace("\r\n", "\n").replace("\r", "\n")
    kept = (char for char in unified if _is_harmless(char))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def clean_line(raw: str) -> str:
    """Return ``raw`` cleaned, on one line, with single spaces."""
    return " ".join(clean(raw).split())


def _is_harmless(char: str) -> bool:
    if char in _ALLOWED_CONTROLS:
        return True
    return char not in _DIRECTION_TRICKS and unicodedata.category(char) not in {"Cc", "Cs"}
