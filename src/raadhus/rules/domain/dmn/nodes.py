"""The decision table as a node of the FEEL tree."""

from dataclasses import dataclass
from enum import StrEnum

from raadhus.rules.domain.feel.nodes import Node, Tests
from raadhus.rules.domain.feel.types import FeelType
from raadhus.rules.domain.feel.values import Value


class HitPolicy(StrEnum):
    """What a table gives when several rows hit."""

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    PRIORITY = "PRIORITY"
    FIRST = "FIRST"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"
    COLLECT = "COLLECT"


@dataclass(frozen=True, slots=True)
class Column:
    """An input column: its expression, and the values it may have."""

    text: str
    expression: Node
    allowed: Tests | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """An output column: name (empty for a single one), type, values in order of priority, default."""

    name: str
    type: FeelType
    priorities: tuple[Value, ...] = ()
    allowed: Tests | None = None
    default: Node | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A rule: stable id, number from 1, cells with their texts, remarks by the name of their column."""

    id: str
    number: int
    line: int
    tests: tuple[Tests, ...]
    texts: tuple[str, ...]
    outputs: tuple[Node, ...]
    annotations: tuple[tuple[str, str], ...] = ()
    # The lines of the file that the input cells stand on.
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A decision table."""

    id: str
    columns: tuple[Column, ...]
    outputs: tuple[Output, ...]
    rows: tuple[Row, ...]
    policy: HitPolicy
    aggregation: str = ""
