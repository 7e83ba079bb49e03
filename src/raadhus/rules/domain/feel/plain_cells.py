"""A short way for cells of the plainest kinds: one number, text or name, a comparison or range of numbers, some texts.

Nine cells of ten in a large table are of these. Their trees are those that the parser makes; a test holds it to that.
"""

import re
from collections.abc import Collection

from raadhus.rules.domain.feel.decimals import number_from_text
from raadhus.rules.domain.feel.nodes import Literal, Name, Node, RangeOf, Tests, UnaryComparison
from raadhus.rules.domain.feel.tokens import KEYWORDS

_NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"
_TEXT = '"[^"\\\\\n\r\ud800-\udfff]{0,200}"'
_CELL = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<texts>{_TEXT}(?: *, *{_TEXT})*)"
    rf"|(?P<operator><=|<|>=|>) *(?P<limit>{_NUMBER})"
    rf"|(?P<open>[\[\](]) *(?P<low>{_NUMBER}) *\.\. *(?P<high>{_NUMBER}) *(?P<close>[\])\[])"
)
_ONE_TEXT = re.compile(_TEXT)
_NAME = re.compile("[A-Za-zÆØÅæøå_][A-Za-zÆØÅæøå0-9_]*(?: [A-Za-zÆØÅæøå_][A-Za-zÆØÅæøå0-9_]*)*")
_CONSTANTS = {"true": True, "false": False, "null": None}
_WORDS = {"-": Tests(())} | {word: Tests((Literal(value),)) for word, value in _CONSTANTS.items()}


def plain_tests(text: str) -> Tests | None:
    """Return the tree of a cell of tests; None when it is not of the plainest kinds."""
    if text in _WORDS:
        return _WORDS[text]
    found = _CELL.fullmatch(text)
    if found is None:
        return None
    if found["texts"]:
        return Tests(tuple(Literal(one.group()[1:-1], at=one.start()) for one in _ONE_TEXT.finditer(text)))
    test = _test_of_numbers(found)
    return None if test is None else Tests((test,))


def plain_literal(text: str) -> Literal | None:
    """Return the tree of an expression that is one number or text; None when it is not."""
    found = _CELL.fullmatch(text)
    if found is None:
        return None
    if found["number"]:
        return _number(found, "number")
    return Literal(text[1:-1]) if _ONE_TEXT.fullmatch(text) else None


def plain_variable(text: str, names: Collection[str]) -> Name | None:
    """Return the tree of an expression that is one of the names; None when it is not, or not of plain words."""
    if text not in names or not _NAME.fullmatch(text) or not KEYWORDS.isdisjoint(text.split(" ")):
        return None
    return Name(text)


def _test_of_numbers(found: re.Match[str]) -> Node | None:
    if found["number"]:
        return _number(found, "number")
    if found["operator"]:
        limit = _number(found, "limit")
        return None if limit is None else UnaryComparison(found["operator"], limit)
    low, high = _number(found, "low"), _number(found, "high")
    if low is None or high is None:
        return None
    return RangeOf(low, high, found["open"] == "[", found["close"] == "]")


def _number(found: re.Match[str], group: str) -> Literal | None:
    value = number_from_text(found[group])
    # The parser knows no negative zero.
    return (
        None
        if value is None or (not value and found[group][0] == "-")
        else Literal(value, at=found.start(group))
    )
