"""Compiles a decision table: cells to the indexes of columns, hit policies to what is made of the rows that hit."""

from raadhus.rules.domain.dmn.hits import CHOICES
from raadhus.rules.domain.dmn.nodes import HitPolicy, Output, Table
from raadhus.rules.domain.dmn.tables.cells import constants_of
from raadhus.rules.domain.dmn.tables.columns import Cell, Column, Rows
from raadhus.rules.domain.dmn.tables.outputs import constant_outputs
from raadhus.rules.domain.dmn.tables.rows import CompiledTable
from raadhus.rules.domain.feel.compile_operators import coerced
from raadhus.rules.domain.feel.compile_tests import INPUT, Test, compile_tests
from raadhus.rules.domain.feel.compiler import Compiler, Handler
from raadhus.rules.domain.feel.nodes import Coercion, Node, without_source
from raadhus.rules.domain.feel.scope import Scope
from raadhus.rules.domain.feel.types import class_of
from raadhus.rules.domain.feel.values import Closure, Frame, Value


def _table(compiler: Compiler, node: Table, scope: Scope) -> Closure:
    return compile_table(compiler, node, scope).evaluate


def compile_table(compiler: Compiler, node: Table, scope: Scope) -> CompiledTable:
    """Return the compiled table."""
    inputs = [compiler.compile(column.expression, scope) for column in node.columns]
    place = compiler.place()
    inner = scope.inner({INPUT: place})
    columns, sifts = _cells(compiler, node, inner)
    allowed = [
        (index, test)
        for index, column in enumerate(node.columns)
        if column.allowed is not None and (test := compile_tests(compiler, column.allowed, inner)) is not None
    ]
    constants = constant_outputs(node)
    by_row = {
        1 << position: _entries(compiler, row.outputs, node.outputs, scope)
        for position, row in enumerate(node.rows)
        if 1 << position not in constants
    }
    named = len(node.outputs) > 1
    priorities = [(output.name if named else "", output.priorities) for output in node.outputs]
    return CompiledTable(
        node,
        place,
        inputs,
        allowed,
        columns,
        sifts,
        by_row,
        _default(compiler, node, scope),
        CHOICES[node.policy](priorities, node.aggregation),
        constants,
        _names(compiler, node, scope),
    )


def _names(compiler: Compiler, node: Table, scope: Scope) -> dict[int, str]:
    """Return the variables that columns are, by the index of the column."""
    found = [_variable(column.expression) for column in node.columns]
    names = [None if part is None else compiler.global_name(part, scope) for part in found]
    return {index: name for index, name in enumerate(names) if name is not None}


def _variable(node: Node) -> Node | None:
    """Return what a column makes conform to a type that a value has by its class, or else is null; None for others."""
    node = without_source(node)
    if not isinstance(node, Coercion):
        return node
    return None if class_of(node.type) is None else node.value


def _cells(
    compiler: Compiler, node: Table, scope: Scope
) -> tuple[list[tuple[int, Column]], dict[Rows, tuple[tuple[int, Test], ...]]]:
    """Return the columns' indexes, and for each row the cells that are in none."""
    columns: list[tuple[int, Column]] = []
    sifts: dict[Rows, tuple[tuple[int, Test], ...]] = {}
    for index in range(len(node.columns)):
        always, cells = 0, []
        for number, row in enumerate(node.rows):
            test = compile_tests(compiler, row.tests[index], scope)
            constants = constants_of(row.tests[index])
            if test is None or constants is None:
                always |= 1 << number
            if test is not None and constants is None:
                sifts[1 << number] = (*sifts.get(1 << number, ()), (index, test))
            elif test is not None and constants is not None:
                cells.append(Cell(1 << number, test, tuple(constants)))
        if cells:
            columns.append((index, Column(always, tuple(cells))))
    return columns, sifts


def _entries(
    compiler: Compiler, nodes: tuple[Node, ...], outputs: tuple[Output, ...], scope: Scope
) -> Closure:
    cells = [_typed(compiler, node, output, scope) for node, output in zip(nodes, outputs, strict=True)]
    if len(cells) == 1:
        return cells[0]
    named = [(output.name, cell) for output, cell in zip(outputs, cells, strict=True)]

    def build(frame: Frame) -> dict[str, Value]:
        return {name: cell(frame) for name, cell in named}

    return build


def _typed(compiler: Compiler, node: Node, output: Output, scope: Scope) -> Closure:
    return coerced(compiler.compile(node, scope), output.type)


_LISTS = frozenset({HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER, HitPolicy.COLLECT})


def _default(compiler: Compiler, node: Table, scope: Scope) -> Closure | None:
    outputs = node.outputs
    if (
        node.policy in _LISTS
        and not node.aggregation
        and len(outputs) == 1
        and outputs[0].default is not None
    ):
        # The default stands for the whole list, not for one output of a row.
        return compiler.compile(outputs[0].default, scope)
    if all(output.default is None for output in outputs):
        return None
    cells = {
        output.name: _typed(compiler, output.default, output, scope)
        for output in outputs
        if output.default is not None
    }
    if len(outputs) == 1:
        return next(iter(cells.values()))

    def build(frame: Frame) -> dict[str, Value]:
        return {
            output.name: cells[output.name](frame) if output.name in cells else None for output in outputs
        }

    return build


HANDLERS: dict[type[Node], Handler] = {Table: _table}
