"""Regular expressions as XPath and XML Schema define them, translated for the `regex` library and bounded in time."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from raadhus.rules.domain.feel.errors import FeelLimitExceeded

# What one search may take of the processor, in seconds; a function's whole time is charged to the evaluation as well.
MAX_SECONDS = 0.25
MAX_PATTERN = 2_000
# Atoms of a pattern with each counted repetition written out: what compiling it costs in memory.
MAX_WEIGHT = 10_000
_INSIDE = {
    "d": r"\d",
    "D": r"\D",
    "s": r" \t\n\r",
    "S": r"\S",
    "W": r"\W",
    "n": r"\n",
    "r": r"\r",
    "t": r"\t",
    "i": r"_:A-Za-zÀ-ÖØ-öø-\u02ff\u0370-\u037d\u037f-\u1fff",
    "c": r"\-._:0-9A-Za-z·À-ÖØ-öø-\u037d\u037f-\u1fff",
}
_LITERAL = frozenset("\\|.-^?*+{}()[]$")
_CATEGORY = re.compile(r"\{([A-Za-z0-9\-]+)\}")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})(\??)", re.ASCII)


_TOO_LONG = "The pattern takes too long on this text"


class _WrongPatternError(Exception):
    """The pattern is none of XPath's."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern whose every search ends in time."""

    compiled: regex.Pattern[str]

    def search(self, text: str) -> regex.Match[str] | None:
        """Find the first match. Raises: FeelLimitExceeded when it takes too long."""
        try:
            return self.compiled.search(text, timeout=MAX_SECONDS)
        except (TimeoutError, MemoryError):
            raise FeelLimitExceeded(_TOO_LONG) from None

    def find_all(self, text: str) -> Iterator[regex.Match[str]]:
        """Find all matches, left to right. Raises: FeelLimitExceeded when it takes too long."""
        try:
            yield from self.compiled.finditer(text, timeout=MAX_SECONDS)
        except (TimeoutError, MemoryError):
            raise FeelLimitExceeded(_TOO_LONG) from None


@lru_cache(maxsize=500)
def compile_pattern(pattern: str, flags: str) -> Pattern | None:
    """Return the pattern ready to search; None when pattern or flags are not XPath's.

    Raises: FeelLimitExceeded when its counted repetitions come to too much.
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


class _Translator:
    def __init__(self, pattern: str, flags: str) -> None:
        self._text = re.sub(r"[ \t\n\r]+", "", pattern) if "x" in flags else pattern
        self._flags = flags
        self._at = 0
        self._groups = 0

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

    def _alternatives(self) -> tuple[str, int]:
        """Return the translation and its weight."""
        branches: list[str] = []
        branch: list[str] = []
        weight = 1
        while (character := self._peek()) and character != ")":
            if character == "|":
                self._take()
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
            if self._peek() in {"?", "*", "+", "{"} and self._peek():
                raise _WrongPatternError
            return atom, weight
        self._at = found.end()
        if self._peek() in {"?", "*", "+"} and self._peek():
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
            return r"(?<![^\n])" if many else r"\A"
        if character == "$":
            return r"(?=\n|\Z)" if many else r"\Z"
        return re.escape(character)

    def _group(self) -> tuple[str, int]:
        opening = "("
        if self._peek() == "?":
            self._take()
            if self._take() != ":":
                raise _WrongPatternError
            opening = "(?:"
        else:
            self._groups += 1
        inside, weight = self._alternatives()
        if self._take() != ")":
            raise _WrongPatternError
        return f"{opening}{inside})", weight

    def _escape(self) -> str:
        character = self._take()
        if character in _LITERAL:
            return re.escape(character)
        if character in "123456789":
            if int(character) > self._groups:
                raise _WrongPatternError
            return f"(?:\\{character})"
        if character in "SWICP":
            return f"[^{self._set(character.lower())}]"
        return f"[{self._set(character)}]"

    def _set(self, character: str) -> str:
        if character == "p":
            return self._category()
        if character == "w":
            return _complement_of_categories("PZC")
        if character in _INSIDE:
            return _INSIDE[character]
        raise _WrongPatternError

    def _category(self) -> str:
        found = _CATEGORY.match(self._text, self._at)
        if found is None:
            raise _WrongPatternError
        self._at = found.end()
        ranges = _category_ranges(found[1])
        if not ranges:
            raise _WrongPatternError
        return ranges

    def _class(self) -> str:
        negated = self._peek() == "^"
        if negated:
            self._take()
        members: list[str] = []
        without = ""
        while self._peek() != "]" or not members:
            if self._peek() == "-" and self._text[self._at + 1 : self._at + 2] == "[" and members:
                self._at += 2
                without = f"(?!{self._class()})"
                break
            members.append(self._class_member())
        if self._take() != "]":
            raise _WrongPatternError
        return f"(?:{without}[{'^' if negated else ''}{''.join(members)}])"

    def _class_member(self) -> str:
        character = self._take()
        if character == "[":
            raise _WrongPatternError
        if character != "\\":
            return "\\-" if character == "-" and self._peek() == "]" else _class_character(character)
        escaped = self._take()
        if escaped in _LITERAL:
            return re.escape(escaped)
        return self._set(escaped)


def _class_character(character: str) -> str:
    return character if character == "-" else re.escape(character)


@lru_cache(maxsize=64)
def _category_ranges(name: str) -> str:
    if name.startswith("Is"):
        return _BLOCKS.get(name, "")
    return _ranges(lambda category: category.startswith(name)) if len(name) <= 2 else ""


@lru_cache(maxsize=4)
def _complement_of_categories(initials: str) -> str:
    return _ranges(lambda category: category[0] not in initials)


_BLOCKS = {
    "IsBasicLatin": "\x00-\x7f",
    "IsLatin-1Supplement": "\x80-\xff",
    "IsLatinExtended-A": "\u0100-\u017f",
    "IsLatinExtended-B": "\u0180-\u024f",
    "IsGreek": "\u0370-\u03ff",
    "IsCyrillic": "\u0400-\u04ff",
}


# Where characters are assigned; the rest of the code space is of one category each (Unicode 17 and before).
_ASSIGNED = ((0, 0x33480), (0xE0000, 0xE01F0))
_UNIFORM = ((0x33480, 0xE0000, "Cn"), (0xE01F0, 0xF0000, "Cn"), (0xF0000, 0x110000, "Co"))


def _ranges(accepts: Callable[[str], bool]) -> str:
    found = [span for first, end in _ASSIGNED for span in _spans(first, end, accepts)]
    found += [(first, end - 1) for first, end, category in _UNIFORM if accepts(category)]
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in sorted(found))


def _spans(first: int, end: int, accepts: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for code in range(first, end):
        inside = accepts(unicodedata.category(chr(code)))
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            yield start, code - 1
            start = None
    if start is not None:
        yield start, end - 1


_REFERENCE = re.compile(r"\\([\\$])|\$(\d+)|([\\$])")


def expand_replacement(replacement: str, found: regex.Match[str]) -> str | None:
    """Return the replacement with $1 … filled in; None when a $ or backslash stands wrongly."""
    parts: list[str] = []
    position = 0
    for hit in _REFERENCE.finditer(replacement):
        parts.append(replacement[position : hit.start()])
        position = hit.end()
        if hit[3]:
            return None
        parts.append(hit[1] or _group_text(found, hit[2]))
    return "".join([*parts, replacement[position:]])


def _group_text(found: regex.Match[str], digits: str) -> str:
    """Read as many digits as there are groups; the rest is text."""
    count = len(found.groups())
    for length in range(len(digits), 0, -1):
        number = int(digits[:length])
        if number <= count:
            return (found[number] or "") + digits[length:]
    return digits[1:]
