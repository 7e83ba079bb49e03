"""Source for decision tables: each column's index is asked, the rows that hit are bits, outputs are constants or source."""

import ast
from collections.abc import Sequence

from raadhus.rules.domain.dmn.generating import syntax
from raadhus.rules.domain.dmn.generating.columns import emit_allowed, emit_rows
from raadhus.rules.domain.dmn.generating.emitter import Classes, Emitter, NotGenerated
from raadhus.rules.domain.dmn.generating.expressions import Names, compare_numbers, emit, fit, joined
from raadhus.rules.domain.dmn.hits import AGGREGATORS, LISTS, SINGLE
from raadhus.rules.domain.dmn.nodes import Row, Table
from raadhus.rules.domain.dmn.tables.columns import Rows
from raadhus.rules.domain.dmn.tables.outputs import constant_outputs
from raadhus.rules.domain.dmn.tables.rows import NO_MISSES, CompiledTable, TriedTable
from raadhus.rules.domain.feel.nodes import Node, RangeOf, Tests, UnaryComparison
from raadhus.rules.domain.feel.values import Value

# Rows whose outputs must be computed each get a branch of their own; more, and searching for it takes too long.
MAX_COMPUTED = 40


def emit_table(out: Emitter, table: CompiledTable, names: Names) -> str:
    """Write what computes the table; return the variable that holds its value. Raises: NotGenerated."""
    return _TableWriting(out, table, names).written()


class _TableWriting:
    """A table while its source is written."""

    def __init__(self, out: Emitter, table: CompiledTable, names: Names) -> None:
        self._out = out
        self._table = table
        self._node = table.node
        self._names = names
        self._values = [emit(out, column.expression, names) for column in table.node.columns]
        self._misses = out.let(syntax.dict_of([], [])) if table.sifts and out.is_traced else ""
        self._rows = ""

    def written(self) -> str:
        out, table, values = self._out, self._table, self._values
        for index, test in table.allowed:
            emit_allowed(out, self._node, index, test, values[index])
        found = [emit_rows(out, column, values[index]) for index, column in table.columns]
        self._rows = out.let(_all_of(found or [out.constant(table.every)]))
        for bit in table.sifts:
            self._sift(bit)
        if table.first_only:
            out.add(syntax.assign(self._rows, _lowest(self._rows)))
        if out.is_traced:
            self._tell()
        if self._node.policy in SINGLE:
            return self._single()
        if self._node.policy in LISTS:
            return self._several()
        raise NotGenerated

    def _sift(self, bit: Rows) -> None:
        """Write what takes a row away when one of its other cells does not hold."""
        row = self._node.rows[bit.bit_length() - 1]
        with self._out.block() as first:
            self._cells(bit, [(index, row.tests[index]) for index, _ in self._table.sifts[bit]])
        self._out.add(syntax.when(self._hits(bit), first))

    def _cells(self, bit: Rows, cells: Sequence[tuple[int, Tests]]) -> None:
        out, rows = self._out, syntax.name(self._rows)
        (index, cell), *others = cells
        holds = self._test(cell, self._values[index])
        with out.block() as gone:
            out.add(syntax.assign(self._rows, syntax.both(rows, ast.BitXor(), out.constant(bit))))
            if self._misses:
                out.add(syntax.put(syntax.name(self._misses), out.constant(bit), out.constant(index)))
        with out.block() as further:
            if others:
                self._cells(bit, others)
        out.add(syntax.when(holds, further, gone))

    def _test(self, cell: Tests, value: str) -> syntax.Expression:
        """Return the condition that a cell of one comparison or range of numbers is."""
        out, names, test = self._out, self._names, cell.tests[0]
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

    def _hits(self, bit: Rows) -> syntax.Expression:
        return syntax.both(syntax.name(self._rows), ast.BitAnd(), self._out.constant(bit))

    def _tell(self) -> None:
        out = self._out
        seen = syntax.list_of([syntax.name(value) for value in self._values])
        missed = syntax.name(self._misses) if self._misses else out.constant(NO_MISSES)
        about = (out.constant(self._table), seen, syntax.name(self._rows), missed)
        out.trace("add", syntax.call(out.constant(TriedTable), *about))

    def _single(self) -> str:
        """Write the output of the one row that hits; several are left to the closures."""
        out, node, rows = self._out, self._node, syntax.name(self._rows)
        constant, computed = _outputs_of(node)
        result = out.variable()
        with out.block() as chain:
            out.add(syntax.assign(result, syntax.method(out.constant(constant), "get", rows, out.fallback)))
            out.leave_if(syntax.is_(syntax.name(result), out.fallback))
        classes: list[Classes] = [frozenset(map(type, constant.values()))]
        branches: list[tuple[Rows, Row | None]] = [*computed, *([] if 0 in constant else [(0, None)])]
        for bit, row in branches:
            with out.block() as branch:
                value = self._default() if row is None else self._entries(row)
                classes.append(out.classes(value))
                out.add(syntax.assign(result, syntax.name(value)))
            chain = [syntax.when(syntax.compared(rows, ast.Eq(), out.constant(bit)), branch, chain)]
        for statement in chain:
            out.add(statement)
        out.know(result, joined(classes))
        if not branches:
            out.know_values(result, constant.values())
        return result

    def _several(self) -> str:
        """Write the list of the outputs of all rows that hit, or what is made of it."""
        out, node = self._out, self._node
        constant, computed = _outputs_of(node)
        result = out.variable()
        with out.block() as some:
            out.add(syntax.assign(result, syntax.list_of([])))
            if computed:
                self._row_by_row(result)
            else:
                self._all_constant(constant, result)
            if node.aggregation:
                made = syntax.call(out.constant(AGGREGATORS[node.aggregation]), syntax.name(result))
                out.add(syntax.assign(result, made))
        with out.block() as none:
            out.add(syntax.assign(result, syntax.name(self._default())))
        out.add(syntax.when(syntax.name(self._rows), some, none))
        return result

    def _all_constant(self, constant: dict[Rows, Value], result: str) -> None:
        out = self._out
        row, left = out.variable(), out.let(syntax.name(self._rows))
        output = syntax.item(out.constant(constant), syntax.name(row))
        body = [
            syntax.assign(row, _lowest(left)),
            syntax.do(syntax.method(syntax.name(result), "append", output)),
            syntax.assign(left, syntax.both(syntax.name(left), ast.BitXor(), syntax.name(row))),
        ]
        out.add(syntax.while_(syntax.name(left), body))

    def _row_by_row(self, result: str) -> None:
        out, node = self._out, self._node
        if len(node.rows) > MAX_COMPUTED:
            raise NotGenerated
        for position, row in enumerate(node.rows):
            with out.block() as body:
                output = syntax.name(self._entries(row))
                out.add(syntax.do(syntax.method(syntax.name(result), "append", output)))
            out.add(syntax.when(self._hits(1 << position), body))

    def _entries(self, row: Row) -> str:
        out, outputs = self._out, self._node.outputs
        pairs = zip(row.outputs, outputs, strict=True)
        values = [fit(out, emit(out, entry, self._names), output.type) for entry, output in pairs]
        if len(values) == 1:
            return values[0]
        keys = [out.constant(output.name) for output in outputs]
        made = syntax.dict_of(keys, [syntax.name(value) for value in values])
        return out.let(made, frozenset({dict}))

    def _default(self) -> str:
        """Write the value when no row hits."""
        out, node = self._out, self._node
        default: Node | None = node.outputs[0].default
        if all(output.default is None for output in node.outputs):
            return out.value(None)
        if len(node.outputs) > 1 or default is None:
            raise NotGenerated
        value = emit(out, default, self._names)
        stands_for_list = node.policy in LISTS and not node.aggregation
        return value if stands_for_list else fit(out, value, node.outputs[0].type)


def _all_of(found: Sequence[syntax.Expression]) -> syntax.Expression:
    whole, *others = found
    for other in others:
        whole = syntax.both(whole, ast.BitAnd(), other)
    return whole


def _lowest(rows: str) -> syntax.Expression:
    return syntax.both(syntax.name(rows), ast.BitAnd(), syntax.negative(syntax.name(rows)))


def _outputs_of(node: Table) -> tuple[dict[Rows, Value], list[tuple[Rows, Row]]]:
    """Return the outputs that are constants (no row at all among them, if that is one), and the rows of the others.

    Raises: NotGenerated when there are too many others.
    """
    constant = constant_outputs(node)
    computed = [(1 << at, row) for at, row in enumerate(node.rows) if 1 << at not in constant]
    if len(computed) > MAX_COMPUTED:
        raise NotGenerated
    if all(output.default is None for output in node.outputs):
        constant[0] = None
    return constant, computed
