"""Reads the forms that begin with a word (if, for, some, every, function) and the context literal."""

from collections.abc import Callable

from raadhus.rules.domain.feel.cursor import Cursor
from raadhus.rules.domain.feel.names import NameTable
from raadhus.rules.domain.feel.nodes import (
    ContextEntry,
    ContextOf,
    ExternalFunction,
    For,
    Function,
    If,
    Iteration,
    Node,
    Parameter,
    Quantified,
    RangeOf,
)
from raadhus.rules.domain.feel.parse_types import parse_type
from raadhus.rules.domain.feel.tokens import Kind
from raadhus.rules.domain.marking import _

# Conditions in a row of `else if`.
MAX_CHAIN = 200


def _if(cursor: Cursor) -> Node:
    # A chain of `else if` is read in a row, so that it may be longer than expressions may be nested.
    begun: list[tuple[int, Node, Node]] = []
    while True:
        start = cursor.advance().start
        condition = cursor.expression()
        cursor.expect_word("then")
        begun.append((start, condition, cursor.expression()))
        cursor.expect_word("else")
        if not cursor.at_word("if") or len(begun) >= MAX_CHAIN:
            break
    node = cursor.expression()
    for at, condition, yes in reversed(begun):
        node = If(condition, yes, node, at=at)
    return node


def _for(cursor: Cursor) -> Node:
    start = cursor.advance().start
    with cursor.local_names() as known:
        iterations = _iterations(cursor, known)
        cursor.expect_word("return")
        known.add("partial")
        return For(iterations, cursor.expression(), at=start)


def _quantified(cursor: Cursor) -> Node:
    word = cursor.advance()
    with cursor.local_names() as known:
        iterations = _iterations(cursor, known)
        cursor.expect_word("satisfies")
        return Quantified(word.text == "every", iterations, cursor.expression(), at=word.start)


def _iterations(cursor: Cursor, known: NameTable) -> tuple[Iteration, ...]:
    found: list[Iteration] = []
    while True:
        start = cursor.current.start
        name = cursor.declared_name("in")
        if name is None:
            raise cursor.error(_("A name and 'in' were expected here"))
        cursor.expect_word("in")
        found.append(Iteration(name, _domain(cursor), at=start))
        known.add(name)
        if not cursor.take_symbol(","):
            return tuple(found)


def _domain(cursor: Cursor) -> Node:
    start = cursor.current.start
    low = cursor.expression()
    if cursor.take_symbol(".."):
        return RangeOf(low, cursor.expression(), True, True, iterated=True, at=start)
    return low


def _function(cursor: Cursor) -> Node:
    start = cursor.advance().start
    cursor.expect_symbol("(")
    parameters: list[Parameter] = []
    while cursor.goes_on(")", parameters):
        parameters.append(_parameter(cursor))
    if cursor.take_word("external"):
        return ExternalFunction(tuple(parameters), cursor.expression(), at=start)
    with cursor.local_names(*(parameter.name for parameter in parameters)):
        return Function(tuple(parameters), cursor.expression(), at=start)


def _parameter(cursor: Cursor) -> Parameter:
    name = cursor.declared_name(":", ",", ")")
    if name is None:
        raise cursor.error(_("The name of a parameter was expected here"))
    return Parameter(name, parse_type(cursor) if cursor.take_symbol(":") else None)


FORMS: dict[str, Callable[[Cursor], Node]] = {
    "if": _if,
    "for": _for,
    "some": _quantified,
    "every": _quantified,
    "function": _function,
}


def parse_context(cursor: Cursor, start: int) -> Node:
    """Take the rest of a context literal, the opening brace being taken."""
    entries: list[ContextEntry] = []
    with cursor.local_names() as known:
        while cursor.goes_on("}", entries):
            entry = _entry(cursor, known)
            if any(entry.key == other.key for other in entries):
                raise cursor.error(_("The key “%(key)s” stands twice"), entry.at, key=str(entry.key))
            entries.append(entry)
    return ContextOf(tuple(entries), at=start)


def _entry(cursor: Cursor, known: NameTable) -> ContextEntry:
    token = cursor.current
    if token.kind is Kind.STRING:
        key = str(cursor.advance().value)
    else:
        name = cursor.declared_name(":")
        if name is None:
            raise cursor.error(_("A key was expected here"))
        key = name
    cursor.expect_symbol(":")
    known.add(key)
    cursor.remember_member(key)
    return ContextEntry(key, cursor.expression(), at=token.start)
