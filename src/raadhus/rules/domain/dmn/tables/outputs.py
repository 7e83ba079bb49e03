"""Outputs of rows that are constants, made to conform to their types once."""

from raadhus.rules.domain.dmn.nodes import Output, Table
from raadhus.rules.domain.dmn.tables.columns import Rows
from raadhus.rules.domain.feel.nodes import Literal, without_source
from raadhus.rules.domain.feel.types import coerce
from raadhus.rules.domain.feel.values import Value


def constant_outputs(node: Table) -> dict[Rows, Value]:
    """Return the outputs of the rows all of whose output cells are constants, by the rows' bits."""
    found: dict[Rows, Value] = {}
    for position, row in enumerate(node.rows):
        entries = [without_source(entry) for entry in row.outputs]
        if all(isinstance(entry, Literal) for entry in entries):
            pairs = zip(entries, node.outputs, strict=True)
            values = [
                coerce(entry.value, output.type) for entry, output in pairs if isinstance(entry, Literal)
            ]
            found[1 << position] = _together(node.outputs, values)
    return found


def _together(outputs: tuple[Output, ...], values: list[Value]) -> Value:
    if len(outputs) == 1:
        return values[0]
    return {output.name: value for output, value in zip(outputs, values, strict=True)}
