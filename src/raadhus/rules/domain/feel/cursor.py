"""Moves over the tokens of a FEEL text, with the names in scope and a bound on nesting."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sized
from contextlib import contextmanager

from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.domain.feel.names import NAME_SYMBOLS, NameTable, name_table, plain_name
from raadhus.rules.domain.feel.nodes import Node
from raadhus.rules.domain.feel.tokens import KEYWORDS, Kind, Token, tokenize
from raadhus.rules.domain.feel.types import BUILT_IN_TYPES, FeelType, NoType
from raadhus.rules.domain.marking import _

MAX_DEPTH = 64
_NO_TYPES: Mapping[str, FeelType] = {}


class Cursor(ABC):
    """A position in the tokens; errors are raised with the place of the current token."""

    def __init__(
        self,
        text: str,
        tables: tuple[NameTable, ...],
        members: NameTable,
        types: Mapping[str, FeelType] = _NO_TYPES,
    ) -> None:
        """Stand at the first token."""
        self.text = text
        self.tokens = tokenize(text)
        self.position = 0
        self._depth = 0
        self._level_begun = _Level(self)
        self._tables = list(tables)
        self._members = members
        self._own_members = NameTable()
        self._filters = 0
        self._types = types

    @abstractmethod
    def expression(self) -> Node:
        """Take a whole expression. Raises: FeelSyntaxError when none stands here."""

    @property
    def current(self) -> Token:
        """The token not yet taken."""
        return self.tokens[self.position]

    def error(self, template: str, at: int | None = None, **words: str) -> FeelSyntaxError:
        """Return an error at the current token, or at an offset; the words are filled in."""
        return FeelSyntaxError(template, self.text, self.current.start if at is None else at, words)

    def unexpected(self) -> FeelSyntaxError:
        """Return the error for a token that cannot stand here."""
        if self.current.kind is Kind.END:
            return self.error(_("The expression ends too early"))
        return self.error(_("“%(token)s” cannot stand here"), token=self.current.text)

    def advance(self) -> Token:
        """Take the current token."""
        token = self.tokens[self.position]
        self.position += 1
        return token

    def at_symbol(self, *symbols: str) -> bool:
        """Say whether one of the symbols is next."""
        return self.current.kind is Kind.SYMBOL and self.current.text in symbols

    def at_word(self, *words: str) -> bool:
        """Say whether one of the words is next."""
        return self.current.kind is Kind.NAME and self.current.text in words

    def take_symbol(self, *symbols: str) -> bool:
        """Take one of the symbols if it is next."""
        if self.at_symbol(*symbols):
            self.position += 1
            return True
        return False

    def take_word(self, word: str) -> bool:
        """Take the word if it is next."""
        if self.at_word(word):
            self.position += 1
            return True
        return False

    def goes_on(self, closing: str, taken: Sized) -> bool:
        """Say whether one more part stands here, having taken the comma before it; else take what closes.

        Raises: FeelSyntaxError when neither a comma nor what closes is next.
        """
        if taken:
            if self.take_symbol(","):
                return True
            self.expect_symbol(closing)
            return False
        return not self.take_symbol(closing)

    def expect_symbol(self, symbol: str) -> None:
        """Take the symbol. Raises: FeelSyntaxError when it is not next."""
        if not self.take_symbol(symbol):
            raise self.error(_("“%(token)s” was expected here"), token=symbol)

    def expect_word(self, word: str) -> None:
        """Take the word. Raises: FeelSyntaxError when it is not next."""
        if not self.take_word(word):
            raise self.error(_("“%(token)s” was expected here"), token=word)

    def expect_end(self) -> None:
        """Raises: FeelSyntaxError when anything is left."""
        if self.current.kind is not Kind.END:
            raise self.unexpected()

    def deeper(self) -> "_Level":
        """Count one level of nesting, to the end of a `with`. Raises: FeelSyntaxError when there are too many."""
        if self._depth >= MAX_DEPTH:
            raise self.error(_("The expression is nested too deeply"))
        self._depth += 1
        return self._level_begun

    @contextmanager
    def local_names(self, *names: str) -> Iterator[NameTable]:
        """Know these names (and those added later) inside the block."""
        table = NameTable(names)
        self._tables.append(table)
        try:
            yield table
        finally:
            self._tables.pop()

    @contextmanager
    def inside_filter(self) -> Iterator[None]:
        """Know the names of members as variables inside the block."""
        self._filters += 1
        try:
            yield
        finally:
            self._filters -= 1

    def remember_member(self, name: str) -> None:
        """Know the key of a context, so that a path to it is read as written."""
        self._own_members.add(name)

    def known_name(self) -> str | None:
        """Take the longest name in scope that stands here, if any."""
        tables = [*self._tables]
        if self._filters:
            tables += [self._members, self._own_members]
        return self._take_longest(tables)

    def member_name(self) -> str:
        """Take the name after a dot. Raises: FeelSyntaxError when there is none."""
        if self.current.kind is not Kind.NAME:
            raise self.error(_("A name was expected after the dot"))
        known = self._take_longest([self._members, self._own_members])
        return known if known is not None else self.joined_words()

    def _take_longest(self, tables: list[NameTable]) -> str | None:
        found = [hit for table in tables if (hit := table.longest(self.tokens, self.position))]
        if not found:
            return None
        name, length = max(found, key=lambda hit: hit[1])
        self.position += length
        return name

    def joined_words(self) -> str:
        """Take one word and all that follow it, up to a keyword: an unknown name with spaces."""
        start = self.advance()
        end = start
        while self.current.kind is Kind.NAME and self.current.text not in KEYWORDS:
            end = self.advance()
        return plain_name(self.text[start.start : end.end])

    def declared_name(self, *stops: str) -> str | None:
        """Take a name that is being declared, up to (not including) a stop; None if none is here."""
        position = self.position
        while self._may_be_in_name(self.tokens[position], stops):
            position += 1
        if position == self.position or self.tokens[position].text not in stops:
            return None
        if self.tokens[position].kind is Kind.STRING or self.current.kind is not Kind.NAME:
            return None
        name = plain_name(self.text[self.current.start : self.tokens[position - 1].end])
        self.position = position
        return name

    @staticmethod
    def _may_be_in_name(token: Token, stops: tuple[str, ...]) -> bool:
        if token.kind in (Kind.NAME, Kind.NUMBER):
            return token.text not in stops
        return token.kind is Kind.SYMBOL and token.text in NAME_SYMBOLS

    def known_type(self) -> str | None:
        """Take the longest name of a type of the model that stands here, if any."""
        return self._take_longest([name_table(frozenset(self._types))]) if self._types else None

    def named_type(self, name: str) -> FeelType:
        """Return the type of that name: built in, or of the model."""
        return self._types.get(name) or BUILT_IN_TYPES.get(name) or NoType(name)


class _Level:
    """A level of nesting; one for all levels of a cursor, since a cell enters several."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def __enter__(self) -> None:
        """Do nothing: the level was counted when it was asked for."""

    def __exit__(self, *_: object) -> None:
        self._cursor._depth -= 1
