"""What is known of a decision table's value, and whether its cells fit their columns."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from raadhus.rules.domain.checking.boxes import make_boxes
from raadhus.rules.domain.checking.checker import Checker, Fact, Handler, Names
from raadhus.rules.domain.checking.known import (
    Known,
    WrittenContext,
    joined,
    of_kind,
    of_type,
    span_of_cell,
)
from raadhus.rules.domain.checking.slips import note_slips
from raadhus.rules.domain.checking.spans import COUNT
from raadhus.rules.domain.checking.spots import cell_spot, row_spot
from raadhus.rules.domain.checking.table_findings import note_findings
from raadhus.rules.domain.checking.walk import everything_in
from raadhus.rules.domain.dmn.hits import position_of
from raadhus.rules.domain.dmn.nodes import HitPolicy, Output, Row, Table
from raadhus.rules.domain.dmn.problems import short
from raadhus.rules.domain.feel.language import INPUT
from raadhus.rules.domain.feel.nodes import Name, Node
from raadhus.rules.domain.feel.types import ListType

_LISTS = frozenset({HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER})


def _table(checker: Checker, node: Table, names: Names) -> Known:
    findings = checker.findings
    whole = replace(findings.spot, place=replace(findings.spot.place, table=node.id))
    with findings.at(whole):
        columns = list(_columns(checker, node, names))
        _expect_cells(checker, node, columns, names)
        outputs = _outputs(checker, node, names)
        effort = checker.effort.for_a_table()
        boxes = make_boxes(node, columns, effort)
        note_findings(findings, node, boxes, _roots(checker, node), effort, may_be_null=checker.may_be_null)
        note_slips(findings, node)
        return _result(node, outputs)


def _columns(checker: Checker, node: Table, names: Names) -> Iterator[Known]:
    for number, column in enumerate(node.columns, 1):
        spot = checker.findings.spot
        place = replace(spot.place, column=short(column.text), number=number)
        with checker.findings.at(replace(spot, place=place)):
            known = checker.know(column.expression, names)
            if column.allowed is not None:
                checker.know(column.allowed, names.inner({INPUT: known}))
            yield known


def _expect_cells(checker: Checker, node: Table, columns: list[Known], names: Names) -> None:
    inner = [names.inner({INPUT: known}) for known in columns]
    for row in node.rows:
        for index, cell in enumerate(row.tests):
            if cell.tests:
                with checker.findings.at(cell_spot(checker.findings.spot, node, row, index)):
                    checker.know(cell, inner[index])


def _outputs(checker: Checker, node: Table, names: Names) -> list[Known]:
    given: list[list[Known]] = [[] for _ in node.outputs]
    for row in node.rows:
        with checker.given(_facts(node, row)):
            for index, cell in enumerate(row.outputs):
                title = node.outputs[index].name or "output"
                spot = row_spot(
                    checker.findings.spot, row, column=title, number=len(node.columns) + index + 1
                )
                with checker.findings.at(spot):
                    given[index].append(_output(checker, cell, node.outputs[index], names))
    for index, output in enumerate(node.outputs):
        if output.default is not None:
            given[index].append(checker.know(output.default, names))
    return [
        joined(items) if items else of_type(output.type)
        for items, output in zip(given, node.outputs, strict=True)
    ]


def _facts(node: Table, row: Row) -> list[Fact]:
    cells = zip(node.columns, row.tests, strict=True)
    return [(column.expression, span_of_cell(cell)) for column, cell in cells if cell.tests]


def _output(checker: Checker, cell: Node, output: Output, names: Names) -> Known:
    known = checker.typed(checker.know(cell, names), output.type)
    order = output.priorities
    are_all = order and output.allowed is not None and len(order) == len(output.allowed.tests)
    if known.values and are_all and all(position_of(value, order) == len(order) for value in known.values):
        checker.findings.note("output-outside-values", value=short(str(known.values[0])))
    return known


def _result(node: Table, outputs: list[Known]) -> Known:
    if node.aggregation:
        return of_kind(Decimal, COUNT) if node.aggregation == "COUNT" else outputs[0]
    one = outputs[0] if len(outputs) == 1 else _record(node, outputs)
    return Known(ListType(one.type)) if node.policy in _LISTS else one


def _record(node: Table, outputs: list[Known]) -> Known:
    members = {output.name: known for output, known in zip(node.outputs, outputs, strict=True)}
    return Known(WrittenContext(tuple((name, item.type) for name, item in members.items())), members=members)


def _roots(checker: Checker, node: Table) -> list[frozenset[str]]:
    """Return, for each column, the inputs of the model that it rests on."""
    return [
        frozenset().union(
            *(
                checker.roots.get(part.name, frozenset({part.name}))
                for part in everything_in(column.expression)
                if isinstance(part, Name)
            )
        )
        for column in node.columns
    ]


HANDLERS: dict[type[Node], Handler] = {Table: _table}
