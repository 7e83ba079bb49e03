"""Regular expressions as XPath and XML Schema define them, translated for the `regex` library and bounded in time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from raadhus.rules.domain.feel.errors import FeelLimitExceeded, FeelTooSlow

# What one search may take of the processor, in seconds; a function's whole time is charged to the evaluation as well.
MAX_SECONDS = 0.25
MAX_PATTERN = 2_000
# Atoms of a pattern with each counted repetition written out: what compiling it costs in memory.
MAX_WEIGHT = 10_000
_SPACE = " \t\n\r"
_LITERAL = frozenset("\\|.-^?*+{}()[]$")
_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}
_CATEGORY = re.compile(
    r"\{(?:Is([A-Za-z0-9\-]+)|(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?))\}"
)
_QUANTIFIER = re.compile(r"(?:[?*+]|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})(\??)", re.ASCII)
_TOO_LONG = "The pattern takes too long on this text"


def _complement(ranges: str) -> str:
    """Return what lies between the ranges, which are pairs of first and last characters in order."""
    firsts, lasts = ranges[::2], ranges[1::2]
    edges = ["\0", *(chr(ord(last) + 1) for last in lasts)], [chr(ord(first) - 1) for first in firsts]
    return "".join(low + high for low, high in zip(edges[0], [*edges[1], "\U0010ffff"], strict=True))


def _members(ranges: str) -> str:
    pairs = zip(ranges[::2], ranges[1::2], strict=True)
    return "".join(f"{re.escape(first)}-{re.escape(last)}" for first, last in pairs)


# NameStartChar and NameChar of XML 1.0, fifth edition.
_INITIAL = (
    "::AZ__az\xc0\xd6\xd8\xf6\xf8\u02ff\u0370\u037d\u037f\u1fff\u200c\u200d\u2070\u218f\u2c00\u2fef\u3001\ud7ff"
    "\uf900\ufdcf\ufdf0\ufffd\U00010000\U000effff"
)
_NAME = (
    "-.0:AZ__az\xb7\xb7\xc0\xd6\xd8\xf6\xf8\u037d\u037f\u1fff\u200c\u200d\u203f\u2040\u2070\u218f\u2c00\u2fef"
    "\u3001\ud7ff\uf900\ufdcf\ufdf0\ufffd\U00010000\U000effff"
)
# What stands in brackets for each escape of several characters.
_SETS = {
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "s": _members("\t\n\r\r  "),
    "S": _members(_complement("\t\n\r\r  ")),
    "w": r"\p{L}\p{M}\p{N}\p{S}",
    "W": r"\p{P}\p{Z}\p{C}",
    "i": _members(_INITIAL),
    "I": _members(_complement(_INITIAL)),
    "c": _members(_NAME),
    "C": _members(_complement(_NAME)),
}


class _WrongPatternError(Exception):
    """The pattern is none of XPath's."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern whose every search ends in time."""

    compiled: regex.Pattern[str]

    def search(self, text: str) -> regex.Match[str] | None:
        """Find the first match. Raises: FeelTooSlow when it takes too long."""
        try:
            return self.compiled.search(text, timeout=MAX_SECONDS)
        except (TimeoutError, MemoryError):
            raise FeelTooSlow(_TOO_LONG) from None

    def find_all(self, text: str) -> Iterator[regex.Match[str]]:
        """Find all matches, left to right. Raises: FeelTooSlow when it takes too long."""
        try:
            yield from self.compiled.finditer(text, timeout=MAX_SECONDS)
        except (TimeoutError, MemoryError):
            raise FeelTooSlow(_TOO_LONG) from None


@lru_cache(maxsize=500)
def compile_pattern(pattern: str, flags: str) -> Pattern | None:
    """Return the pattern ready to search; None when pattern or flags are not XPath's.

    Raises: FeelLimitExceeded when its counted repetitions come to too much.
    Source: XPath and XQuery Functions and Operators, clause "Regular expression syntax"; XML Schema part 2, appendix F.
    """
    if set(flags) - set("smixq") or len(pattern) > MAX_PATTERN:
        return None
    options = regex.VERSION0 | (regex.IGNORECASE if "i" in flags else 0)
    if "q" in flags:
        return Pattern(regex.compile(re.escape(pattern), options))
    try:
        return Pattern(regex.compile(_Translator(pattern, flags).whole(), options))
    except (_WrongPatternError, regex.error, OverflowError, RecursionError):
        return None


def _without_spaces(pattern: str) -> str:
    """Leave out white space, except in the brackets of a class."""
    kept: list[str] = []
    depth = 0
    escaped = False
    for character in pattern:
        if character in _SPACE and not depth:
            continue
        kept.append(character)
        if not escaped:
            depth += (character == "[") - (character == "]" and depth > 0)
        escaped = character == "\\" and not escaped
    return "".join(kept)


class _Translator:
    def __init__(self, pattern: str, flags: str) -> None:
        self._text = _without_spaces(pattern) if "x" in flags else pattern
        self._flags = flags
        self._at = 0
        self._opened = 0
        self._closed: set[int] = set()

    def whole(self) -> str:
        out, _ = self._alternatives()
        if self._at < len(self._text):
            raise _WrongPatternError
        return out

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self) -> str:
        taken = self._peek()
        if not taken:
            raise _WrongPatternError
        self._at += 1
        return taken

    def _takes(self, wanted: str) -> bool:
        """Go past that text if it comes next."""
        found = self._text.startswith(wanted, self._at)
        self._at += len(wanted) if found else 0
        return found

    def _digit(self) -> str:
        """Return the digit that comes next, if one does."""
        digit = self._peek()
        return digit if digit and digit in "0123456789" else ""

    def _alternatives(self) -> tuple[str, int]:
        """Return the translation and its weight."""
        branches: list[str] = []
        branch: list[str] = []
        weight = 1
        while (character := self._peek()) and character != ")":
            if self._takes("|"):
                branches.append("".join(branch))
                branch = []
                continue
            piece, piece_weight = self._piece()
            branch.append(piece)
            weight += piece_weight
            if weight > MAX_WEIGHT:
                raise FeelLimitExceeded("The pattern's repetitions come to too much")
        return "|".join([*branches, "".join(branch)]), weight

    def _piece(self) -> tuple[str, int]:
        atom, weight = self._atom()
        found = _QUANTIFIER.match(self._text, self._at)
        if found is None:
            # A brace that opens no repetition is refused as the next atom.
            return atom, weight
        self._at = found.end()
        if self._peek() in {"?", "*", "+"}:
            raise _WrongPatternError
        times = max(int(found[1] or 1), int(found[3] or 1))
        return f"{atom}{found.group()}", weight * max(times, 1)

    def _atom(self) -> tuple[str, int]:
        character = self._take()
        if character == "(":
            return self._group()
        if character == "[":
            return self._class(), 1
        if character == "\\":
            return self._escape(), 1
        if character in "?*+{}])":
            raise _WrongPatternError
        return self._plain(character), 1

    def _plain(self, character: str) -> str:
        many = "m" in self._flags
        if character == ".":
            return r"(?s:.)" if "s" in self._flags else r"[^\n\r]"
        if character == "^":
            # A line break that ends the text begins no line.
            return r"(?:\A|(?<=\n)(?!\Z))" if many else r"\A"
        if character == "$":
            return r"(?=\n|\Z)" if many else r"\Z"
        return re.escape(character)

    def _group(self) -> tuple[str, int]:
        if self._takes("?:"):
            number = None
        else:
            self._opened += 1
            number = self._opened
        inside, weight = self._alternatives()
        if self._take() != ")":
            raise _WrongPatternError
        if number is None:
            return f"(?:{inside})", weight
        self._closed.add(number)
        return f"({inside})", weight

    def _escape(self) -> str:
        if self._digit():
            return self._back_reference()
        character, body = self._escaped()
        return self._bracketed([re.escape(character)] if character else [], [body] if body else [])

    def _back_reference(self) -> str:
        """Read as many digits as there are groups begun; a group that took no part is as good as empty."""
        digits = self._take()
        while self._digit() and int(digits + self._digit()) <= self._opened:
            digits += self._take()
        number = int(digits)
        if number not in self._closed:
            raise _WrongPatternError
        return f"(?({number})\\{number}|)"

    def _escaped(self) -> tuple[str, str]:
        """Return the one character that the escape means, or what stands in brackets for its many."""
        character = self._take()
        if character in _LITERAL:
            return character, ""
        if character in _CONTROL:
            return _CONTROL[character], ""
        if character in {"p", "P"}:
            return "", f"\\{character}{{{self._category()}}}"
        if character in _SETS:
            return "", _SETS[character]
        raise _WrongPatternError

    def _category(self) -> str:
        found = _CATEGORY.match(self._text, self._at)
        if found is None:
            raise _WrongPatternError
        self._at = found.end()
        return found[2] or f"Block={found[1]}"

    def _class(self) -> str:
        negated = self._takes("^")
        characters: list[str] = []
        sets: list[str] = []
        without = ""
        while self._peek() != "]" or not (characters or sets):
            if (characters or sets) and self._takes("-["):
                without = f"(?!{self._class()})"
                break
            character, body = self._class_member()
            (sets if body else characters).append(body or self._range_from(character))
        if self._take() != "]":
            raise _WrongPatternError
        inside = self._bracketed(characters, sets)
        if negated:
            inside = f"(?!{inside})(?s:.)"
        return f"(?:{without}{inside})" if without or negated else inside

    def _range_from(self, first: str) -> str:
        """Return the character, or the range that it begins."""
        follows = self._text[self._at : self._at + 2]
        if not follows.startswith("-") or follows in {"-]", "-["}:
            return re.escape(first)
        self._take()
        last, _ = self._class_member()
        if not last or last < first or (last == "-" and self._text[self._at - 2] != "\\"):
            raise _WrongPatternError
        return f"{re.escape(first)}-{re.escape(last)}"

    def _class_member(self) -> tuple[str, str]:
        character = self._take()
        if character in {"[", "]"}:
            raise _WrongPatternError
        return self._escaped() if character == "\\" else (character, "")

    def _bracketed(self, characters: list[str], sets: list[str]) -> str:
        """Return one class of all; the flag i says nothing of sets."""
        if not sets or "i" not in self._flags:
            return f"[{''.join([*characters, *sets])}]"
        named = f"(?-i:[{''.join(sets)}])"
        return f"(?:[{''.join(characters)}]|{named})" if characters else named


_REFERENCE = re.compile(r"\\([\\$])|\$(\d+)|([\\$])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Replacement:
    """What takes the place of a match: texts, with the digits behind each $ between them."""

    texts: tuple[str, ...]
    references: tuple[str, ...]

    def expand(self, found: regex.Match[str]) -> str:
        """Return the text with $1 … filled in."""
        parts = [self.texts[0]]
        for digits, text in zip(self.references, self.texts[1:], strict=True):
            parts += [_group_text(found, digits), text]
        return "".join(parts)


def read_replacement(replacement: str) -> Replacement | None:
    """Return the replacement ready to expand; None when a $ or backslash stands wrongly."""
    texts = [""]
    references: list[str] = []
    position = 0
    for hit in _REFERENCE.finditer(replacement):
        if hit[3]:
            return None
        texts[-1] += replacement[position : hit.start()] + (hit[1] or "")
        position = hit.end()
        if hit[2]:
            references.append(hit[2])
            texts.append("")
    texts[-1] += replacement[position:]
    return Replacement(tuple(texts), tuple(references))


def _group_text(found: regex.Match[str], digits: str) -> str:
    """Read as many digits as there are groups; the rest is text."""
    count = len(found.groups())
    for length in range(len(digits), 1, -1):
        if int(digits[:length]) <= count:
            return (found[int(digits[:length])] or "") + digits[length:]
    number = int(digits[0])
    return ((found[number] or "") if number <= count else "") + digits[1:]
