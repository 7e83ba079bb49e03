"""Source that asks a column's index: for each class of value that may come, the look-up that finds its rows."""

from decimal import Decimal

from raadhus.rules.domain.dmn.generating import syntax
from raadhus.rules.domain.dmn.generating.emitter import NULL, Emitter, NotGenerated
from raadhus.rules.domain.dmn.nodes import Table
from raadhus.rules.domain.dmn.tables.cells import constants_of
from raadhus.rules.domain.dmn.tables.columns import Cell, Column, Points, Stretches, place
from raadhus.rules.domain.feel.compile_tests import Test
from raadhus.rules.domain.feel.temporal import Date

_KINDS = (Decimal, str, bool, NULL, dict, Date)


def emit_rows(out: Emitter, column: Column, value: str) -> syntax.Expression:
    """Return what gives the rows that hold for a value; unusual classes of values are left to the closures."""
    known = out.classes(value)
    kinds = [kind for kind in _KINDS if known is None or kind in known]
    indexed = [kind for kind in kinds if column.index(kind) is not None]
    is_sure = known is not None and known == set(indexed)
    if is_sure and len(indexed) == 1:
        return _looked_up(out, column, indexed[0], value)
    rows = out.variable()
    chain = [syntax.give(out.fallback)]
    if is_sure:
        chain = [syntax.assign(rows, _looked_up(out, column, indexed.pop(), value))]
    for kind in reversed(indexed):
        found = [syntax.assign(rows, _looked_up(out, column, kind, value))]
        chain = [syntax.when(out.is_of(value, kind), found, chain)]
    for statement in chain:
        out.add(statement)
    return syntax.name(rows)


def _looked_up(out: Emitter, column: Column, kind: type, value: str) -> syntax.Expression:
    index = column.index(kind)
    if isinstance(index, Stretches):
        where = syntax.call(out.constant(place), out.constant(index.cuts), syntax.name(value))
        return syntax.item(out.constant(index.rows), where)
    if isinstance(index, Points) and index.rows:
        others = out.constant(index.others)
        return syntax.method(out.constant(index.rows), "get", syntax.name(value), others)
    if isinstance(index, Points):
        return out.constant(index.others)
    raise NotGenerated


def emit_allowed(out: Emitter, node: Table, index: int, test: Test, value: str) -> None:
    """Leave it to the closures, which note it, when a column's value is not an allowed one. Raises: NotGenerated."""
    allowed = node.columns[index].allowed
    constants = None if allowed is None else constants_of(allowed)
    if constants is None:
        raise NotGenerated
    holds = emit_rows(out, Column(0, (Cell(1, test, tuple(constants)),)), value)
    out.leave_if(syntax.no(holds))
