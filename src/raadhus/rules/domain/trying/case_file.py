"""Reads cases to try rules on from a file: JSON lines, or a table with commas (CSV)."""

import csv
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from raadhus.rules.domain.dmn.compiled import CompiledModel
from raadhus.rules.domain.feel.decimals import number_from_text
from raadhus.rules.domain.feel.python_values import to_python
from raadhus.rules.domain.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from raadhus.rules.domain.feel.temporal_text import parse_at_literal
from raadhus.rules.domain.feel.types import ANY, FeelType, SimpleType
from raadhus.rules.domain.trying.cases import TriedCase
from raadhus.rules.domain.trying.question import Question

CASE, INPUTS, FACTS = "case", "inputs", "facts"
MOST_CASES = 100_000
_TEMPORAL = (Date, Time, DateTime, DaysDuration, MonthsDuration)
_YES_NO = {"true": True, "false": False}


class CannotReadCases(ValueError):
    """A line of the file is no case; says which, and what is wrong."""

    def __init__(self, line: int, sentence: str) -> None:
        """Locate it; lines count from 1."""
        super().__init__(f"line {line}: {sentence}")


def read_cases(text: str, model: CompiledModel, question: Question) -> tuple[TriedCase, ...]:
    """
    Return the cases of a file.

    JSON lines are objects with ``inputs`` and, where they are known, ``facts`` and ``case`` (a reference); a table
    names inputs and facts in its first line, with the reference under ``case``, and an empty cell is null. Numbers are
    exact, days and times ISO 8601 text.
    Raises: CannotReadCases.
    """
    read = _json_lines if text.lstrip().startswith("{") else _table
    types = {item.name: item.type for item in model.model.inputs.values()}
    cases = tuple(_case(line, found, types, question) for line, found in read(text, types, question))
    if not cases:
        raise CannotReadCases(1, "The file holds no case.")
    return cases


Found = Iterator[tuple[int, Mapping[str, Any]]]


def _json_lines(text: str, _types: Mapping[str, FeelType], _question: Question) -> Found:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line, parse_float=Decimal, parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            raise CannotReadCases(number, f"This is not JSON: {error}") from None
        if not isinstance(found, dict) or not isinstance(found.get(INPUTS), dict):
            raise CannotReadCases(number, f"A case is an object with “{INPUTS}”.")
        unknown = set(found) - {CASE, INPUTS, FACTS}
        if unknown or not isinstance(found.get(FACTS, {}), dict):
            raise CannotReadCases(number, f"A case has “{CASE}”, “{INPUTS}” and “{FACTS}”, and nothing else.")
        yield number, found


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _table(text: str, types: Mapping[str, FeelType], question: Question) -> Found:
    rows = csv.reader(text.splitlines())
    head = next(rows, [])
    for name in head:
        if name not in types and name not in question.facts and name != CASE:
            raise CannotReadCases(1, f"“{name}” is neither an input of the rules nor a fact of the amount.")
    for cells in rows:
        if not any(cells):
            continue
        if len(cells) != len(head):
            raise CannotReadCases(
                rows.line_num, f"The line has {len(cells)} cells, the first line names {len(head)}."
            )
        named = dict(zip(head, cells, strict=True))
        yield (
            rows.line_num,
            {
                CASE: named.get(CASE, ""),
                INPUTS: {
                    name: _guessed(cell) if types[name] is ANY else cell
                    for name, cell in named.items()
                    if name in types
                },
                FACTS: {name: cell for name, cell in named.items() if name in question.facts},
            },
        )


def _guessed(cell: str) -> Any:
    """Return what a cell of a table means where the model does not say: number, yes or no, day, or text."""
    if not cell or cell in _YES_NO:
        return _YES_NO.get(cell)
    number = number_from_text(cell.strip())
    if number is not None:
        return number
    moment = parse_at_literal(cell)
    return cell if moment is None else to_python(moment)


def _case(
    line: int, found: Mapping[str, Any], types: Mapping[str, FeelType], question: Question
) -> TriedCase:
    if line > MOST_CASES + 1:
        raise CannotReadCases(line, f"A file holds at most {MOST_CASES} cases.")
    given = found[INPUTS]
    unknown = [name for name in given if name not in types]
    if unknown:
        raise CannotReadCases(line, f"The rules have no input “{unknown[0]}”.")
    facts = found.get(FACTS, {})
    return TriedCase(
        reference=str(found.get(CASE) or line),
        inputs={name: _typed(line, name, value, types[name]) for name, value in given.items()},
        facts={name: _fact(line, name, facts.get(name)) for name in question.facts},
    )


def _typed(line: int, name: str, value: Any, wanted: FeelType) -> Any:
    if not isinstance(value, str) or not isinstance(wanted, SimpleType):
        return value
    if not value:
        return None if wanted.python_type is not str else value
    if wanted.python_type is bool and value in _YES_NO:
        return _YES_NO[value]
    if wanted.python_type is Decimal:
        return _number(line, name, value)
    if wanted.python_type in _TEMPORAL:
        found = parse_at_literal(value)
        if type(found) is not wanted.python_type:
            raise CannotReadCases(line, f"“{name}”: {value!r} is no {wanted.name}.")
        return to_python(found)
    if wanted.python_type is not str:
        raise CannotReadCases(line, f"“{name}”: {value!r} is no {wanted.name}.")
    return value


def _fact(line: int, name: str, value: Any) -> Any:
    if value == "":
        return None
    return _number(line, name, value) if isinstance(value, str) else value


def _number(line: int, name: str, value: str) -> Decimal:
    number = number_from_text(value.strip())
    if number is None:
        raise CannotReadCases(line, f"“{name}”: {value!r} is no number.")
    return number
