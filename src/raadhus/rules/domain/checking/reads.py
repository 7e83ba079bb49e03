"""What the logic of a part reads: names with the members behind their dots, columns that are a name, tests for null."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from raadhus.rules.domain.checking.walk import parts
from raadhus.rules.domain.dmn.explain import PLACEHOLDER
from raadhus.rules.domain.dmn.nodes import Table
from raadhus.rules.domain.feel.nodes import (
    Aliased,
    Coercion,
    Comparison,
    Literal,
    Name,
    Node,
    Path,
    Sourced,
)

# Every member of it may be read.
ALL_OF_IT = "*"


@dataclass(slots=True)
class Reads:
    """What one tree reads."""

    members: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    # How often each name stands in expressions, and the columns of tables that are nothing but a name.
    uses: Counter[str] = field(default_factory=Counter)
    columns: dict[str, list[tuple[Table, int]]] = field(default_factory=lambda: defaultdict(list))
    # Names that are compared with null: who does so knows that they may have no value.
    nullable: set[str] = field(default_factory=set)

    def _rename(self, written: str, meant: str) -> None:
        """Know what is read under the name of an import under its own name too."""
        if written in self.members:
            self.members[meant] |= self.members[written]
            self.uses[meant] += self.uses[written]
            self.columns[meant] += self.columns[written]
        if written in self.nullable:
            self.nullable.add(meant)


def reads_of(logic: Node) -> Reads:
    """Return what a tree reads, in one walk."""
    found = Reads()
    aliases: list[tuple[str, str]] = []
    waiting = [logic]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Path) and isinstance(node.base, Name):
            found.members[node.base.name].add(node.member)
            found.uses[node.base.name] += 1
            continue
        if isinstance(node, Aliased):
            aliases += node.names
        elif isinstance(node, Name):
            found.members[node.name].add(ALL_OF_IT)
            found.uses[node.name] += 1
        elif isinstance(node, Comparison):
            found.nullable.update(_beside_null(node))
        elif isinstance(node, Table):
            _read_table(node, found)
        waiting.extend(parts(node))
    for written, meant in aliases:
        found._rename(written, meant)
    return found


def _beside_null(node: Comparison) -> Iterator[str]:
    for side, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(side, Name) and _is_null(other):
            yield side.name


def _is_null(node: Node) -> bool:
    return isinstance(node, Literal) and node.value is None


def _read_table(node: Table, found: Reads) -> None:
    for index, column in enumerate(node.columns):
        expression = bare(column.expression)
        if isinstance(expression, Name):
            found.columns[expression.name].append((node, index))
            if any(_is_null(test) for row in node.rows for test in row.tests[index].tests):
                found.nullable.add(expression.name)
    for row in node.rows:
        for _, text in row.annotations:
            for match in PLACEHOLDER.finditer(text):
                name, _, member = match[1].strip().partition(".")
                found.members[name].add(member or ALL_OF_IT)


def bare(node: Node) -> Node:
    """Return the expression without its place, its type, and the names of imports in it."""
    while isinstance(node, Sourced | Coercion | Aliased):
        node = node.value
    return node
