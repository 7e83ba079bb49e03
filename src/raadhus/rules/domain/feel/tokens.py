"""Splits FEEL text into tokens; names with spaces are put together by the parser, which knows the scope."""

import re
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from raadhus.rules.domain.feel.decimals import number_from_text
from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.domain.marking import _

MAX_TEXT = 100_000

KEYWORDS = frozenset(
    {
        *("and", "or", "not", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies"),
        *("between", "instance", "of", "function", "external", "true", "false", "null"),
    }
)
# Words that can never begin an operand: after them a bracket has closed something.
INFIX_WORDS = frozenset(
    {"and", "or", "then", "else", "in", "return", "satisfies", "between", "instance", "of"}
)


class Kind(Enum):
    """The sorts of token."""

    NAME = "name"
    NUMBER = "number"
    STRING = "text"
    SYMBOL = "symbol"
    END = "end"


_KINDS = {kind.value: kind for kind in Kind}


class Token(NamedTuple):
    """One token: its text as written, where it stands, and the value of a literal."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Decimal | str | None = None


_SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
# DMN 1.5 clause 10.3.1.2, rules 27 and 28, without the characters that rule 61 calls white space.
_START = (
    r"?A-Z_a-zªµº\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u167f\u1681-\u180d\u180f-\u1fff\u200c-\u200d"
    r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U000effff"
)
_PART = _START + r"0-9\xb7\u0300-\u036f\u203f-\u2040"
_MASTER = re.compile(
    rf"(?P<skip>[{_SPACE}]+|//[^\n]*|/\*.*?\*/)"
    r"|(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r'|(?P<text>"(?:\\.|[^"\\])*")'
    rf"|(?P<name>[{_START}][{_PART}]*)"
    r"|(?P<symbol>\.\.|\*\*|<=|>=|!=|->|[-+*/=<>()\[\]{},.:@'’|])",
    re.DOTALL | re.ASCII,
)
_ESCAPE = re.compile(
    r"\\(?:(?P<pair>u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|u(?P<four>[0-9a-fA-F]{4})|U(?P<six>[0-9a-fA-F]{6})|(?P<plain>[nrt\"'\\]))"
)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_HALF_PAIR = re.compile("[\ud800-\udfff]")
MAX_CODE_POINT = 0x10FFFF


def tokenize(text: str) -> list[Token]:
    """Return the tokens of `text`, ending with one of kind END.

    Raises: FeelSyntaxError at the first character that begins no token, or when the text is too long.
    """
    if len(text) > MAX_TEXT:
        raise FeelSyntaxError(_("The expression is too long"), text, MAX_TEXT)
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        found = _MASTER.match(text, position)
        if found is None:
            raise FeelSyntaxError(_what_is_wrong(text, position), text, position)
        position = found.end()
        if found.lastgroup != "skip":
            tokens.append(_token(text, found))
    tokens.append(Token(Kind.END, "", len(text), len(text)))
    return tokens


def _what_is_wrong(text: str, position: int) -> str:
    if text[position] == '"':
        return "The text is not closed by a quotation mark"
    return f"The character {text[position]!r} has no meaning here"


def _token(text: str, found: re.Match[str]) -> Token:
    kind = _KINDS[str(found.lastgroup)]
    written = found.group()
    value: Decimal | str | None = None
    if kind is Kind.NUMBER:
        value = number_from_text(written)
        if value is None:
            raise FeelSyntaxError(_("The number is too large"), text, found.start())
    elif kind is Kind.STRING:
        value = _ESCAPE.sub(_unescape, written[1:-1])
        if _HALF_PAIR.search(value):
            raise FeelSyntaxError(_("Half of a surrogate pair is no character"), text, found.start())
    return Token(kind, written, found.start(), found.end(), value)


def _unescape(found: re.Match[str]) -> str:
    if plain := found["plain"]:
        return _PLAIN[plain]
    if pair := found["pair"]:
        high, low = int(pair[1:5], 16), int(pair[7:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    code = int(found["four"] or found["six"], 16)
    return chr(code) if code <= MAX_CODE_POINT else found.group()
