"""Which names FEEL text may mean: longest match over known names, so that names may hold spaces and signs."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.domain.feel.tokens import KEYWORDS, Kind, Token, tokenize

_SPACES = re.compile(r"\s+")
# Keywords that are no names; `not` is a function too.
_WORDS = KEYWORDS - {"not"}
# Symbols that a name may hold (DMN 1.5 clause 10.3.1.2, rule 30).
NAME_SYMBOLS = frozenset({".", "/", "-", "'", "’", "+", "*", "**", ".."})


def plain_name(text: str) -> str:
    """Return the name with white space at its ends removed and each run of it one blank."""
    return _SPACES.sub(" ", text.strip())


@lru_cache(maxsize=512)
def name_table(names: frozenset[str]) -> "NameTable":
    """Return a table of names that nobody adds to: the same for the same names."""
    return NameTable(names)


def keys_written(text: str) -> Iterator[str]:
    """Yield the keys of context literals in a FEEL text that are more than one token: a path to one needs its name.

    Source: DMN 1.5 clause 10.3.1.5: names are matched against those in scope, the longest first.
    """
    try:
        tokens = tokenize(text)
    except FeelSyntaxError:
        return
    open_brackets: list[str] = []
    for position, token in enumerate(tokens):
        if token.kind is not Kind.SYMBOL:
            continue
        if token.text in _CLOSING and open_brackets:
            open_brackets.pop()
        elif token.text in _OPENING:
            open_brackets.append(token.text)
        if open_brackets[-1:] == ["{"] and token.text in {"{", ","}:
            key = _key_at(tokens, position + 1, text)
            if key:
                yield key


_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")


def _key_at(tokens: list[Token], begin: int, text: str) -> str:
    """Return the key of several tokens, or in quotation marks, that stands before a colon; nothing where there is none."""
    end = begin
    while tokens[end].kind in {Kind.NAME, Kind.NUMBER} or tokens[end].text in NAME_SYMBOLS:
        end += 1
    first = tokens[begin]
    if first.kind is Kind.STRING and tokens[begin + 1].text == ":":
        quoted = plain_name(str(first.value))
        return "" if quoted.isidentifier() else quoted
    is_key = end > begin + 1 and first.kind is Kind.NAME and tokens[end].text == ":"
    return plain_name(text[first.start : tokens[end - 1].end]) if is_key else ""


class NameTable:
    """Names by the tokens they are written with, longest first."""

    __slots__ = ("_by_first",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Know these names."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Know one more name; one that FEEL could not write, or that is a keyword, is left out (it cannot be meant)."""
        try:
            parts = tuple(token.text for token in tokenize(name)[:-1])
        except FeelSyntaxError:
            return
        if not parts or (len(parts) == 1 and parts[0] in _WORDS):
            return
        known = self._by_first.setdefault(parts[0], [])
        if all(parts != other for other, _ in known):
            known.append((parts, name))
            known.sort(key=lambda entry: -len(entry[0]))

    def longest(self, tokens: list[Token], position: int) -> tuple[str, int] | None:
        """Return the longest known name written at `position`, and how many tokens it takes."""
        for parts, name in self._by_first.get(tokens[position].text, ()):
            if self._stands_at(parts, tokens, position):
                return name, len(parts)
        return None

    @staticmethod
    def _stands_at(parts: tuple[str, ...], tokens: list[Token], position: int) -> bool:
        if position + len(parts) >= len(tokens):
            return False
        return all(
            tokens[position + index].text == part and tokens[position + index].kind is not Kind.STRING
            for index, part in enumerate(parts)
        )
