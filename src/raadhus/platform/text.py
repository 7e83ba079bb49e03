"""Text from outside, made safe to keep and to show."""

import re
import unicodedata

# Controls but line end and tab, lone surrogates, and directional overrides and isolates, which can make a name read as
# something else; the direction marks U+200E and U+200F may stay.
_HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")

MOST_MARKS = 30  # Source: UAX #15, Stream-Safe Text Format: no writing puts more marks on one letter
# Only signs from U+0300 can be marks. Latin text has no such run, so nothing is looked at twice.
_COULD_BE_MARKS = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1},}}")
_MARKS_OF_TWO_PARTS = "\u0f73\u0f75\u0f81"  # their combining class says letter, their parts are marks


def clean(raw: str) -> str:
    """
    Return ``raw`` in NFC, trimmed, with unified line ends, without control characters or directional tricks.

    Effort grows with the length only: marks beyond 30 on one letter fall away, because putting marks in order costs the
    square of their number. Who keeps the text bounds its length too.
    """
    unified = raw.replace("\r\n", "\n").replace("\r", "\n")
    kept = _COULD_BE_MARKS.sub(_with_few_marks, _HARMFUL.sub("", unified))
    return unicodedata.normalize("NFC", kept).strip()


def clean_line(raw: str) -> str:
    """Return ``raw`` cleaned, on one line, with single spaces."""
    return " ".join(clean(raw).split())


def _with_few_marks(found: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for sign in found[0]:
        marks = marks + 1 if unicodedata.combining(sign) or sign in _MARKS_OF_TWO_PARTS else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


# Signs that take no place, turn the line, or are blanks of another kind; marks that stand on the letter before.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
_LETTERS = frozenset({"Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Me", "Mn", "Nd", "Nl"})
_USUAL = frozenset(" \n\t")


def with_signs(text: str) -> str:
    """
    Return a text in which nothing hides: what cannot be seen stands as its code point, and so does, behind it, a letter or
    digit of another script than the Latin, which may look like one of ours.
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_with_sign, text))


def _with_sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if sign in _USUAL or (sign.isascii() and kind != "Cc"):
        return sign
    code = f"⟨U+{ord(sign):04X}⟩"
    if kind in _UNSEEN:
        return code
    if kind in _LETTERS and not unicodedata.name(sign, "").startswith("LATIN "):
        return code if kind.startswith("M") else sign + code
    return sign
