"""Cells that say something else than people who write figures their own way mean: all of it advice."""

import re
from collections.abc import Iterable
from decimal import Decimal

from raadhus.rules.domain.checking.places import Findings
from raadhus.rules.domain.checking.spots import cell_spot, row_spot
from raadhus.rules.domain.checking.walk import everything_in
from raadhus.rules.domain.dmn.nodes import Row, Table
from raadhus.rules.domain.dmn.problems import short
from raadhus.rules.domain.feel.nodes import Literal, Node, Tests

_TEXTS = re.compile(r'"(?:\\.|[^"\\])*"')
# A figure, a comma and at most two figures, with no blank between: two values, or a decimal of Danes and Norwegians.
_DECIMAL_COMMA = re.compile(r"(?<![\w.,])(\d+),(\d{1,2})(?![\w.,])")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PLACES, _MOST_FIGURES = -3, 6  # 205.100 is written of six figures, three of them behind the dot
_THOUSAND = 1000


def note_slips(findings: Findings, node: Table) -> None:
    """Note figures with a comma or with a dot for thousands, and results that are empty."""
    for index in range(len(node.columns)):
        is_large = _is_large(row.tests[index] for row in node.rows)
        for row in node.rows:
            with findings.at(cell_spot(findings.spot, node, row, index)):
                _note_comma(findings, row.texts[index], row.tests[index])
                _note_dots(findings, row.tests[index], is_large=is_large)
    for index, output in enumerate(node.outputs):
        is_large = _is_large(row.outputs[index] for row in node.rows)
        for row in node.rows:
            title = output.name or "output"
            spot = row_spot(findings.spot, row, column=title, number=len(node.columns) + index + 1)
            with findings.at(spot):
                _note_dots(findings, row.outputs[index], is_large=is_large)
                _note_empty(findings, row, index)


def _note_comma(findings: Findings, text: str, cell: Tests) -> None:
    if len(cell.tests) < 2:
        return
    found = _DECIMAL_COMMA.search(_without_brackets(_TEXTS.sub("", text)))
    if found is not None:
        findings.note("decimal-comma", cell=short(text), figure=f"{found[1]}.{found[2]}")


def _without_brackets(text: str) -> str:
    """Return what stands in no round brackets; a cell that was read is never nested deeply."""
    while (outer := _IN_BRACKETS.sub("", text)) != text:
        text = outer
    return text


def _note_dots(findings: Findings, cell: Node, *, is_large: bool) -> None:
    for figure in _figures(cell):
        if _has_thousands(figure) and (is_large or figure.as_tuple().digits[-1] == 0):
            whole = f"{figure:f}".replace(".", "")
            findings.note("thousands-dot", cell=f"{figure:f}", figure=whole)


def _note_empty(findings: Findings, row: Row, index: int) -> None:
    cell = row.outputs[index]
    if (
        isinstance(cell, Literal) and cell.value is None
    ):  # what is written, also null, stands behind its place
        findings.note("empty-result")


def _is_large(cells: Iterable[Node]) -> bool:
    return any(abs(figure) >= _THOUSAND for cell in cells for figure in _figures(cell))


def _figures(cell: Node) -> list[Decimal]:
    return [
        node.value
        for node in everything_in(cell)
        if isinstance(node, Literal) and isinstance(node.value, Decimal)
    ]


def _has_thousands(figure: Decimal) -> bool:
    """Say whether a figure is written as 205.100: up to three figures, not only a zero, a dot, three figures."""
    digits, exponent = figure.as_tuple().digits, figure.as_tuple().exponent
    return exponent == _PLACES and 3 < len(digits) <= _MOST_FIGURES
