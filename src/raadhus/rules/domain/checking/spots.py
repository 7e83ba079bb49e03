"""Where a row or a cell of a table stands."""

from dataclasses import replace

from raadhus.rules.domain.checking.places import Spot
from raadhus.rules.domain.checking.wording import short
from raadhus.rules.domain.dmn.nodes import Row, Table


def cell_spot(spot: Spot, node: Table, row: Row, index: int) -> Spot:
    """Return where an input cell stands."""
    line = row.lines[index] if index < len(row.lines) else row.line
    return row_spot(spot, row, line, node.columns[index].text)


def row_spot(spot: Spot, row: Row, line: int = 0, column: str = "") -> Spot:
    """Return where a row stands."""
    place = replace(spot.place, row=row.number, column=short(column))
    return Spot(line or row.line, "", place)
