"""Reads the types that FEEL text may write: `list<number>`, `context<a: string>`, `function<date>->time`."""

from raadhus.rules.domain.feel.cursor import Cursor
from raadhus.rules.domain.feel.tokens import KEYWORDS, Kind
from raadhus.rules.domain.feel.types import (
    BUILT_IN_TYPES,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    NoType,
    RangeType,
)
from raadhus.rules.domain.marking import _


def parse_type(cursor: Cursor) -> FeelType:
    """Take a type. Raises: FeelSyntaxError when none stands here."""
    with cursor.deeper():
        if cursor.current.kind is not Kind.NAME:
            raise cursor.error(_("The name of a type was expected here"))
        word = cursor.current.text
        generic = _GENERIC.get(word)
        following = cursor.tokens[cursor.position + 1]
        if generic is not None and following.text == "<" and following.kind is Kind.SYMBOL:
            cursor.advance()
            cursor.advance()
            return generic(cursor)
        return cursor.named_type(_type_name(cursor))


def parse_instance_type(cursor: Cursor) -> FeelType:
    """Take the type behind `instance of`; one that lacks its parameters, such as `list`, is no type there.

    Source: DMN 1.5 clause 10.3.2.15, table 61: what cannot be mapped to the lattice of types makes the answer null.
    """
    begun = cursor.current.start
    found = parse_type(cursor)
    if isinstance(found, NoType) or _is_in_lattice(found):
        return found
    return NoType(cursor.text[begun : cursor.tokens[cursor.position - 1].end])


def _is_in_lattice(kind: FeelType) -> bool:
    if isinstance(kind, NoType) or any(BUILT_IN_TYPES[name] is kind for name in _GENERIC):
        return False
    if isinstance(kind, ListType | RangeType):
        return _is_in_lattice(kind.item)
    if isinstance(kind, ContextType):
        return all(_is_in_lattice(field) for _, field in kind.fields)
    return not isinstance(kind, FunctionType) or all(map(_is_in_lattice, (*kind.parameters, kind.result)))


def _type_name(cursor: Cursor) -> str:
    begun = cursor.position
    # A type of the model may be called as any variable may: by words of the language, and with signs.
    known = cursor.known_type()
    length, cursor.position = cursor.position - begun, begun
    for name in _SPACED:
        words = name.split()
        standing = [token.text for token in cursor.tokens[begun : begun + len(words)]]
        if standing == words and len(words) >= length:
            cursor.position += len(words)
            return name
    if known is not None:
        cursor.position += length
        return known
    parts = [cursor.joined_words()]
    while cursor.take_symbol("."):
        if cursor.current.kind is not Kind.NAME or cursor.current.text in KEYWORDS:
            raise cursor.error(_("The name of a type was expected here"))
        parts.append(cursor.joined_words())
    return ".".join(parts)


_SPACED = sorted((name for name in BUILT_IN_TYPES if " " in name), key=len, reverse=True)


def _one(cursor: Cursor) -> FeelType:
    item = parse_type(cursor)
    cursor.expect_symbol(">")
    return item


def _list(cursor: Cursor) -> FeelType:
    return ListType(_one(cursor))


def _range(cursor: Cursor) -> FeelType:
    return RangeType(_one(cursor))


def _context(cursor: Cursor) -> FeelType:
    fields: list[tuple[str, FeelType]] = []
    while True:
        name = cursor.declared_name(":")
        if name is None:
            raise cursor.error(_("The name of an entry was expected here"))
        cursor.expect_symbol(":")
        fields.append((name, parse_type(cursor)))
        if not cursor.take_symbol(","):
            break
    cursor.expect_symbol(">")
    return ContextType(tuple(fields))


def _function(cursor: Cursor) -> FeelType:
    parameters: list[FeelType] = []
    while cursor.goes_on(">", parameters):
        parameters.append(parse_type(cursor))
    cursor.expect_symbol("->")
    return FunctionType(tuple(parameters), parse_type(cursor))


_GENERIC = {"list": _list, "range": _range, "context": _context, "function": _function}
