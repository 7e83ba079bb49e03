"""A trace as plain data for storage, and back; numbers and temporal values survive exactly."""

from decimal import Decimal
from typing import Any

from raadhus.rules.domain.dmn.trace import DecisionTrace, Miss, RowTrace, TableTrace, Trace
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.temporal_text import parse_at_literal
from raadhus.rules.domain.feel.values import COMPARABLE, Value

_NUMBER, _TEMPORAL, _CONTEXT, _OTHER = "number", "at", "context", "text"


def value_data(value: Value) -> Any:
    """Return a FEEL value as JSON: what JSON lacks is an object with one key that says what it is."""
    if value is None or type(value) in {str, bool}:
        return value
    if type(value) is Decimal:
        return {_NUMBER: str(value)}
    if type(value) is list:
        return [value_data(item) for item in value]
    if type(value) is dict:
        return {_CONTEXT: {key: value_data(item) for key, item in value.items()}}
    return {_TEMPORAL if type(value) in COMPARABLE else _OTHER: value_text(value)}


def value_from_data(data: Any) -> Value:
    """Return the value that `value_data` wrote; a range or function comes back as its text."""
    if isinstance(data, list):
        return [value_from_data(item) for item in data]
    if not isinstance(data, dict):
        return data
    ((kind, content),) = data.items()
    if kind == _NUMBER:
        return Decimal(content)
    if kind == _TEMPORAL:
        return parse_at_literal(content)
    if kind == _CONTEXT:
        return {key: value_from_data(item) for key, item in content.items()}
    return content


def trace_data(trace: Trace) -> dict[str, Any]:
    """Return the trace as JSON."""
    return {
        "decisions": [_decision_data(decision) for decision in trace.decisions],
        "notes": list(trace.notes),
    }


def _decision_data(decision: DecisionTrace) -> dict[str, Any]:
    return {
        "id": decision.id,
        "name": decision.name,
        "variable": decision.variable,
        "inputs": {name: value_data(value) for name, value in decision.inputs.items()},
        "output": value_data(decision.output),
        "tables": [_table_data(table) for table in decision.tables],
    }


def _table_data(table: TableTrace) -> dict[str, Any]:
    return {
        "id": table.id,
        "policy": table.policy,
        "inputs": [[text, value_data(value)] for text, value in table.inputs],
        "rows": [_row_data(row) for row in table.rows],
        "used_default": table.used_default,
    }


def _row_data(row: RowTrace) -> dict[str, Any]:
    miss = row.miss
    return {
        "id": row.id,
        "number": row.number,
        "fired": row.fired,
        "miss": None if miss is None else [miss.column, miss.cell, value_data(miss.value)],
        "annotations": [list(note) for note in row.annotations],
    }


def trace_from_data(data: dict[str, Any]) -> Trace:
    """Return the trace that `trace_data` wrote."""
    decisions = [_decision(part) for part in data["decisions"]]
    return Trace(decisions, list(data["notes"]))


def _decision(data: dict[str, Any]) -> DecisionTrace:
    inputs = {name: value_from_data(value) for name, value in data["inputs"].items()}
    tables = [_table(part) for part in data["tables"]]
    output = value_from_data(data["output"])
    return DecisionTrace(data["id"], data["name"], data["variable"], inputs, tables, output)


def _table(data: dict[str, Any]) -> TableTrace:
    inputs = tuple((text, value_from_data(value)) for text, value in data["inputs"])
    return TableTrace(
        data["id"], data["policy"], inputs, tuple(_row(part) for part in data["rows"]), data["used_default"]
    )


def _row(data: dict[str, Any]) -> RowTrace:
    miss = None
    if data["miss"] is not None:
        column, cell, value = data["miss"]
        miss = Miss(column, cell, value_from_data(value))
    notes = tuple((name, text) for name, text in data["annotations"])
    return RowTrace(data["id"], data["number"], data["fired"], miss, notes)
