"""Where a row or a cell of a table stands."""

from dataclasses import replace

from raadhus.rules.domain.checking.places import Spot
from raadhus.rules.domain.dmn.nodes import Row, Table
from raadhus.rules.domain.dmn.problems import short


def cell_spot(spot: Spot, node: Table, row: Row, index: int) -> Spot:
    """Return where an input cell stands."""
    line = row.lines[index] if index < len(row.lines) else row.line
    return row_spot(spot, row, line, node.columns[index].text, index + 1)


def row_spot(spot: Spot, row: Row, line: int = 0, column: str = "", number: int = 0) -> Spot:
    """Return where a row stands, or its cell in a column (its number from 1, over inputs, outputs and remarks)."""
    place = replace(spot.place, row=row.number, column=short(column), number=number)
    return Spot(line or row.line, "", place)
