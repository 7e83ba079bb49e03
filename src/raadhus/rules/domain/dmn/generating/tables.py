"""Source for decision tables: each column's index is asked, the rows that hit are bits, outputs are constants or source."""

import ast
from collections.abc import Sequence
from decimal import Decimal

from raadhus.rules.domain.dmn.generating import syntax
from raadhus.rules.domain.dmn.generating.emitter import NULL, Classes, Emitter, NotGenerated
from raadhus.rules.domain.dmn.generating.expressions import Names, compare_numbers, emit, fit, joined
from raadhus.rules.domain.dmn.hits import AGGREGATORS
from raadhus.rules.domain.dmn.nodes import HitPolicy, Output, Row, Table
from raadhus.rules.domain.dmn.tables.cells import constants_of
from raadhus.rules.domain.dmn.tables.columns import Cell, Column, Points, Rows, Stretches, place
from raadhus.rules.domain.dmn.tables.rows import CompiledTable
from raadhus.rules.domain.feel.compile_tests import Test
from raadhus.rules.domain.feel.nodes import Literal, Node, RangeOf, Tests, UnaryComparison, without_source
from raadhus.rules.domain.feel.temporal import Date
from raadhus.rules.domain.feel.types import coerce
from raadhus.rules.domain.feel.values import Value

# Rows whose outputs must be computed each get a branch of their own; more, and searching for it takes too long.
MAX_COMPUTED = 40
_SINGLE = frozenset({HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY})
_LISTS = frozenset({HitPolicy.COLLECT, HitPolicy.RULE_ORDER})
_KINDS = (Decimal, str, bool, NULL, dict, Date)


def emit_table(out: Emitter, table: CompiledTable, names: Names) -> str:
    """Write what computes the table; return the variable that holds its value. Raises: NotGenerated."""
    node = table.node
    values = [emit(out, column.expression, names) for column in node.columns]
    for index, test in table.allowed:
        out.leave_if(syntax.no(_rows_of(out, _allowed(node, index, test), values[index])))
    found = [_rows_of(out, column, values[index]) for index, column in table.columns]
    rows = out.let(_all_of(out, found, table.every))
    if table.sifts:
        _sift(out, table, rows, values, names)
    if node.policy in _SINGLE:
        return _single(out, table, rows, names)
    if node.policy in _LISTS:
        return _several(out, table, rows, names)
    raise NotGenerated


def _all_of(out: Emitter, found: Sequence[syntax.Expression], every: Rows) -> syntax.Expression:
    whole, *others = found or [out.constant(every)]
    for other in others:
        whole = syntax.both(whole, ast.BitAnd(), other)
    return whole


def _allowed(node: Table, index: int, test: Test) -> Column:
    """Return the index of the values that a column may have."""
    allowed = node.columns[index].allowed
    constants = None if allowed is None else constants_of(allowed)
    if constants is None:
        raise NotGenerated
    return Column(0, (Cell(1, test, tuple(constants)),))


def _rows_of(out: Emitter, column: Column, value: str) -> syntax.Expression:
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


def _sift(out: Emitter, table: CompiledTable, rows: str, values: Sequence[str], names: Names) -> None:
    for bit, tests in table.sifts.items():
        row = table.node.rows[bit.bit_length() - 1]
        with out.block() as inner:
            for column, _ in tests:
                holds = _test(out, row.tests[column], values[column], names)
                gone = syntax.both(syntax.name(rows), ast.BitAnd(), out.constant(~bit))
                out.add(syntax.when(syntax.no(holds), [syntax.assign(rows, gone)]))
        out.add(syntax.when(syntax.both(syntax.name(rows), ast.BitAnd(), out.constant(bit)), inner))


def _test(out: Emitter, cell: Tests, value: str, names: Names) -> syntax.Expression:
    """Return the condition that a cell of one comparison or range of numbers is."""
    test = cell.tests[0]
    if len(cell.tests) > 1 or cell.negated:
        raise NotGenerated
    if isinstance(test, UnaryComparison):
        return compare_numbers(out, test.operator, value, emit(out, test.right, names))
    if not isinstance(test, RangeOf) or test.low is None or test.high is None or test.sign:
        raise NotGenerated
    low, high = emit(out, test.low, names), emit(out, test.high, names)
    out.leave_if(compare_numbers(out, ">", low, high))
    above = compare_numbers(out, ">=" if test.low_included else ">", value, low)
    below = compare_numbers(out, "<=" if test.high_included else "<", value, high)
    return syntax.together(above, below)


def _single(out: Emitter, table: CompiledTable, rows: str, names: Names) -> str:
    """Write the output of the one row that hits; several are left, unless the first is meant."""
    node = table.node
    if table.first_only:
        first = syntax.both(syntax.name(rows), ast.BitAnd(), syntax.negative(syntax.name(rows)))
        out.add(syntax.assign(rows, first))
    constant, computed = _outputs(node)
    result = out.variable()
    with out.block() as chain:
        found = syntax.method(out.constant(constant), "get", syntax.name(rows), out.fallback)
        out.add(syntax.assign(result, found))
        out.leave_if(syntax.is_(syntax.name(result), out.fallback))
    classes: list[Classes] = [frozenset(map(type, constant.values()))]
    branches: list[tuple[Rows, Row | None]] = [*computed]
    if 0 not in constant:
        branches.append((0, None))
    for bit, row in branches:
        with out.block() as branch:
            value = _default(out, node, names) if row is None else _entries(out, node, row, names)
            classes.append(out.classes(value))
            out.add(syntax.assign(result, syntax.name(value)))
        hits = syntax.compared(syntax.name(rows), ast.Eq(), out.constant(bit))
        chain = [syntax.when(hits, branch, chain)]
    for statement in chain:
        out.add(statement)
    out.know(result, joined(classes))
    return result


def _several(out: Emitter, table: CompiledTable, rows: str, names: Names) -> str:
    """Write the list of the outputs of all rows that hit, or what is made of it."""
    node = table.node
    constant, computed = _outputs(node)
    result = out.variable()
    with out.block() as some:
        if computed:
            _each_row(out, node, rows, result, names)
        else:
            _all_constant(out, constant, rows, result)
        if node.aggregation:
            made = syntax.call(out.constant(AGGREGATORS[node.aggregation]), syntax.name(result))
            out.add(syntax.assign(result, made))
    with out.block() as none:
        out.add(syntax.assign(result, syntax.name(_default(out, node, names))))
    out.add(syntax.when(syntax.name(rows), some, none))
    return result


def _all_constant(out: Emitter, constant: dict[Rows, Value], rows: str, result: str) -> None:
    out.add(syntax.assign(result, syntax.list_of([])))
    row, left = out.variable(), out.let(syntax.name(rows))
    lowest = syntax.both(syntax.name(left), ast.BitAnd(), syntax.negative(syntax.name(left)))
    output = syntax.item(out.constant(constant), syntax.name(row))
    body = [
        syntax.assign(row, lowest),
        syntax.do(syntax.method(syntax.name(result), "append", output)),
        syntax.assign(left, syntax.both(syntax.name(left), ast.BitXor(), syntax.name(row))),
    ]
    out.add(syntax.while_(syntax.name(left), body))


def _each_row(out: Emitter, node: Table, rows: str, result: str, names: Names) -> None:
    if len(node.rows) > MAX_COMPUTED:
        raise NotGenerated
    out.add(syntax.assign(result, syntax.list_of([])))
    for position, row in enumerate(node.rows):
        with out.block() as body:
            output = syntax.name(_entries(out, node, row, names))
            out.add(syntax.do(syntax.method(syntax.name(result), "append", output)))
        hit = syntax.both(syntax.name(rows), ast.BitAnd(), out.constant(1 << position))
        out.add(syntax.when(hit, body))


def _outputs(node: Table) -> tuple[dict[Rows, Value], list[tuple[Rows, Row]]]:
    """Return the outputs that are constants (no row at all among them, if that is one), and the rows of the others.

    Raises: NotGenerated when there are too many others.
    """
    constant: dict[Rows, Value] = {}
    computed: list[tuple[Rows, Row]] = []
    for position, row in enumerate(node.rows):
        entries = [without_source(entry) for entry in row.outputs]
        if not all(isinstance(entry, Literal) for entry in entries):
            computed.append((1 << position, row))
            continue
        pairs = zip(entries, node.outputs, strict=True)
        values = [coerce(entry.value, output.type) for entry, output in pairs if isinstance(entry, Literal)]
        constant[1 << position] = _together(node.outputs, values)
    if len(computed) > MAX_COMPUTED:
        raise NotGenerated
    if all(output.default is None for output in node.outputs):
        constant[0] = None
    return constant, computed


def _together(outputs: tuple[Output, ...], values: list[Value]) -> Value:
    if len(outputs) == 1:
        return values[0]
    return {output.name: value for output, value in zip(outputs, values, strict=True)}


def _entries(out: Emitter, node: Table, row: Row, names: Names) -> str:
    pairs = zip(row.outputs, node.outputs, strict=True)
    values = [fit(out, emit(out, entry, names), output.type) for entry, output in pairs]
    if len(values) == 1:
        return values[0]
    keys = [out.constant(output.name) for output in node.outputs]
    return out.let(syntax.dict_of(keys, [syntax.name(value) for value in values]), frozenset({dict}))


def _default(out: Emitter, node: Table, names: Names) -> str:
    """Write the value when no row hits."""
    default: Node | None = node.outputs[0].default
    if all(output.default is None for output in node.outputs):
        return out.value(None)
    if len(node.outputs) > 1 or default is None:
        raise NotGenerated
    value = emit(out, default, names)
    stands_for_list = node.policy in _LISTS and not node.aggregation
    return value if stands_for_list else fit(out, value, node.outputs[0].type)
