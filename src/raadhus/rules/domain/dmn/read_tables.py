"""Decision tables as XML: columns, rows, hit policy, remarks."""

from collections.abc import Iterator

from raadhus.rules.domain.dmn.explain import PLACEHOLDER
from raadhus.rules.domain.dmn.hits import AGGREGATIONS
from raadhus.rules.domain.dmn.nodes import Column, HitPolicy, Output, Row, Table
from raadhus.rules.domain.dmn.reading import Reading
from raadhus.rules.domain.dmn.xml import Element, line_of, local_name, text_of
from raadhus.rules.domain.feel.language import compile_node
from raadhus.rules.domain.feel.nodes import Literal, Node, Tests, UnaryComparison
from raadhus.rules.domain.feel.runtime import Runtime
from raadhus.rules.domain.feel.values import Value

_TABLE_ATTRIBUTES = frozenset({"hitPolicy", "aggregation", "preferredOrientation", "outputLabel"})
_LANGUAGE = frozenset({"expressionLanguage"})
_NOTHING = Literal(None)


def read_table(reading: Reading, element: Element) -> Node:
    """Read a decision table."""
    kinds = ("input", "output", "annotation", "rule")
    parts = reading.inspector.sorted_children(element, *kinds, attributes=_TABLE_ATTRIBUTES)
    columns = tuple(_column(reading, child) for child in parts["input"])
    policy, aggregation = _policy(reading, element)
    outputs = tuple(_output(reading, child) for child in parts["output"])
    if not outputs:
        reading.inspector.refuse(element, "no-output")
    if policy in _RANKED and not any(output.priorities for output in outputs):
        reading.inspector.refuse(element, "no-ranks")
    remarks = [child.get("name", "") for child in parts["annotation"]]
    rows = [
        _row(reading, child, (columns, outputs), remarks, number)
        for number, child in enumerate(parts["rule"], 1)
    ]
    kept = tuple(row for row in rows if row is not None)
    return Table(element.get("id", "") or "table", columns, outputs, kept, policy, aggregation)


_RANKED = frozenset({HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER})


def _policy(reading: Reading, element: Element) -> tuple[HitPolicy, str]:
    written = element.get("hitPolicy", "UNIQUE")
    aggregation = element.get("aggregation", "")
    if written not in set(HitPolicy):
        reading.inspector.refuse(element, "unknown-policy", name=written)
        return HitPolicy.UNIQUE, ""
    policy = HitPolicy(written)
    if aggregation and (policy is not HitPolicy.COLLECT or aggregation not in AGGREGATIONS):
        reading.inspector.refuse(element, "other-aggregation", name=aggregation, policy=written)
        return policy, ""
    return policy, aggregation


def _texts(reading: Reading, element: Element) -> Element | None:
    cell = reading.inspector.text(element, _LANGUAGE)
    reading.check_language(element)
    return cell


def _column(reading: Reading, element: Element) -> Column:
    expression: Node = _NOTHING
    text = ""
    allowed: Tests | None = None
    found = list(reading.inspector.children(element, "inputExpression", "inputValues"))
    reading.inspector.expect_one_each(found, "inputExpression", "inputValues")
    for child in found:
        cell = _texts(reading, child)
        if local_name(child) == "inputValues":
            allowed = reading.tests(cell)
        elif cell is not None:
            text = text_of(cell)
            expression = reading.sourced(reading.typed(reading.expression(cell), child), child)
    if not text:
        reading.inspector.refuse(element, "no-column-expression")
    return Column(text, expression, allowed)


def _output(reading: Reading, element: Element) -> Output:
    priorities: tuple[Value, ...] = ()
    allowed: Tests | None = None
    default: Node | None = None
    found = list(reading.inspector.children(element, "outputValues", "defaultOutputEntry"))
    reading.inspector.expect_one_each(found, "outputValues", "defaultOutputEntry")
    for child in found:
        cell = _texts(reading, child)
        if local_name(child) == "outputValues":
            allowed = reading.tests(cell)
            priorities = tuple(_constants(allowed))
        elif cell is not None and text_of(cell):
            default = reading.sourced(reading.expression(cell), child)
    wanted = reading.types.of(element.get("typeRef"), element)
    return Output(element.get("name", ""), wanted, priorities, allowed, default)


def _constants(allowed: Tests) -> Iterator[Value]:
    """Yield the values and ranges that tests of outputs are, in their order; what rests on variables is none."""
    for test in () if allowed.negated else allowed.tests:
        if isinstance(test, Literal):
            yield test.value
        elif not isinstance(test, UnaryComparison):
            compiled = compile_node(test, ())
            value = None if compiled.unknown else compiled.run({}, Runtime())
            if value is not None:
                yield value


def _row(
    reading: Reading,
    element: Element,
    heads: tuple[tuple[Column, ...], tuple[Output, ...]],
    remarks: list[str],
    number: int,
) -> Row | None:
    columns, outputs = heads
    parts = reading.inspector.sorted_children(element, "inputEntry", "outputEntry", "annotationEntry")
    if len(parts["inputEntry"]) != len(columns) or len(parts["outputEntry"]) != len(outputs):
        reading.inspector.refuse(element, "uneven-rule")
        return None
    inputs = [_texts(reading, child) for child in parts["inputEntry"]]
    results = [(child, _texts(reading, child)) for child in parts["outputEntry"]]
    notes = [_texts(reading, child) for child in parts["annotationEntry"]]
    for note in notes:
        _check_placeholders(reading, note)
    return Row(
        element.get("id", "") or f"row {number}",
        number,
        line_of(element),
        tuple(reading.tests(cell) for cell in inputs),
        tuple(text_of(cell) or "-" for cell in inputs),
        tuple(_entry(reading, child, cell) for child, cell in results),
        _annotations(element, remarks, [text_of(note) for note in notes]),
        tuple(line_of(child) for child in parts["inputEntry"]),
    )


def _entry(reading: Reading, element: Element, cell: Element | None) -> Node:
    if cell is None or not text_of(cell):
        return _NOTHING
    return reading.sourced(reading.expression(cell), element)


def _check_placeholders(reading: Reading, cell: Element | None) -> None:
    """Doubt a sentence that names in braces what the decision does not know: it would say "unknown"."""
    text = text_of(cell)
    for found in PLACEHOLDER.finditer(text) if "{" in text else ():
        name = found[1].strip().split(".")[0]
        if cell is not None and name not in {*reading.names, reading.subject}:
            reading.inspector.doubt(cell, "unknown-in-remark", name=name)


def _annotations(element: Element, names: list[str], texts: list[str]) -> tuple[tuple[str, str], ...]:
    heads = [*names, *("annotation" for _ in texts[len(names) :])]
    found = [(name, text) for name, text in zip(heads, texts, strict=False) if text]
    # DMN 1.1 knows no annotation columns: the rule's description is its remark.
    description = next((text_of(child) for child in element if local_name(child) == "description"), "")
    return tuple([*found, ("description", description)] if description else found)
