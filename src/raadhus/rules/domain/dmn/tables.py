"""Compiles decision tables: rows to lists of tests, hit policies to what is made of the rows that hit."""

from dataclasses import dataclass

from raadhus.rules.domain.dmn.hits import CHOICES, Choice, Outcome
from raadhus.rules.domain.dmn.nodes import HitPolicy, Output, Table
from raadhus.rules.domain.dmn.trace import Miss, RowTrace, TableTrace
from raadhus.rules.domain.feel.compile_tests import INPUT, Test, compile_tests
from raadhus.rules.domain.feel.compiler import Compiler, Handler
from raadhus.rules.domain.feel.nodes import Node
from raadhus.rules.domain.feel.runtime import RUNTIME, Runtime
from raadhus.rules.domain.feel.scope import Scope
from raadhus.rules.domain.feel.types import ANY, coerce
from raadhus.rules.domain.feel.values import Closure, Frame, Value


@dataclass(slots=True)
class _Rows:
    """A compiled table."""

    node: Table
    place: int
    inputs: list[Closure]
    allowed: list[tuple[int, Test]]
    # For each row, the tests that do not hold for every value, with the index of their column.
    tests: list[tuple[tuple[int, Test], ...]]
    outputs: list[Closure]
    default: Closure | None
    choose: Choice
    first_only: bool

    def evaluate(self, frame: Frame) -> Value:
        """Return the table's value."""
        values = [read(frame) for read in self.inputs]
        runtime: Runtime = frame[RUNTIME]
        if self.allowed and not self._allows(frame, values, runtime):
            return None
        if runtime.trace is not None:
            return self._traced(frame, values, runtime)
        hits: list[int] = []
        place = self.place
        for index, tests in enumerate(self.tests):
            for column, test in tests:
                frame[place] = value = values[column]
                if test(frame, value) is not True:
                    break
            else:
                hits.append(index)
                if self.first_only:
                    break
        return self._result(frame, hits, runtime)

    def _allows(self, frame: Frame, values: list[Value], runtime: Runtime) -> bool:
        for column, test in self.allowed:
            frame[self.place] = values[column]
            if test(frame, values[column]) is not True:
                runtime.notes.append(
                    f"Table {self.node.id}: the value of {self.node.columns[column].text!r} is not an allowed one"
                )
                return False
        return True

    def _traced(self, frame: Frame, values: list[Value], runtime: Runtime) -> Value:
        rows: list[RowTrace] = []
        hits: list[int] = []
        for index, row in enumerate(self.node.rows):
            miss = self._miss(frame, index, values)
            rows.append(RowTrace(row.id, row.number, miss is None, miss, row.annotations))
            if miss is None:
                hits.append(index)
                if self.first_only:
                    break
        inputs = tuple(zip((column.text for column in self.node.columns), values, strict=True))
        policy = str(self.node.policy) + (f" {self.node.aggregation}" if self.node.aggregation else "")
        runtime.trace.add(TableTrace(self.node.id, policy, inputs, tuple(rows), not hits))
        return self._result(frame, hits, runtime)

    def _miss(self, frame: Frame, index: int, values: list[Value]) -> Miss | None:
        for column, test in self.tests[index]:
            frame[self.place] = value = values[column]
            if test(frame, value) is not True:
                return Miss(self.node.columns[column].text, self.node.rows[index].texts[column], value)
        return None

    def _result(self, frame: Frame, hits: list[int], runtime: Runtime) -> Value:
        if not hits:
            return None if self.default is None else self.default(frame)
        chosen: Outcome = self.choose([self.outputs[index](frame) for index in hits])
        if chosen.complaint:
            runtime.notes.append(f"Table {self.node.id}: {chosen.complaint}")
        return chosen.value


def _table(compiler: Compiler, node: Table, scope: Scope) -> Closure:
    inputs = [compiler.compile(column.expression, scope) for column in node.columns]
    place = compiler.place()
    inner = scope.inner({INPUT: place})
    tests = [
        tuple(
            (column, test)
            for column, cell in enumerate(row.tests)
            if (test := compile_tests(compiler, cell, inner)) is not None
        )
        for row in node.rows
    ]
    allowed = [
        (index, test)
        for index, column in enumerate(node.columns)
        if column.allowed is not None and (test := compile_tests(compiler, column.allowed, inner)) is not None
    ]
    outputs = [_entries(compiler, row.outputs, node.outputs, scope) for row in node.rows]
    named = len(node.outputs) > 1
    priorities = [(output.name if named else "", output.priorities) for output in node.outputs]
    choice = CHOICES[node.policy](priorities, node.aggregation)
    rows = _Rows(
        node,
        place,
        inputs,
        allowed,
        tests,
        outputs,
        _default(compiler, node, scope),
        choice,
        node.policy is HitPolicy.FIRST,
    )
    return rows.evaluate


def _entries(
    compiler: Compiler, nodes: tuple[Node, ...], outputs: tuple[Output, ...], scope: Scope
) -> Closure:
    cells = [
        _typed(compiler.compile(node, scope), output) for node, output in zip(nodes, outputs, strict=True)
    ]
    if len(cells) == 1:
        return cells[0]
    named = [(output.name, cell) for output, cell in zip(outputs, cells, strict=True)]

    def build(frame: Frame) -> dict[str, Value]:
        return {name: cell(frame) for name, cell in named}

    return build


def _typed(cell: Closure, output: Output) -> Closure:
    wanted = output.type
    if wanted is ANY:
        return cell
    return lambda frame: coerce(cell(frame), wanted)


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
        output.name: _typed(compiler.compile(output.default, scope), output)
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
