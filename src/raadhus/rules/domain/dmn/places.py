"""Where an element stands, in a rule author's words: decision, table, row, column."""

from collections import Counter
from dataclasses import dataclass, field

from raadhus.rules.domain.dmn.problems import Place, short
from raadhus.rules.domain.dmn.xml import Element, local_name, text_of

_PARTS = frozenset({"decision", "businessKnowledgeModel"})
# What heads the cells of each kind; heads and cells stand in this order.
_HEADS = {"inputEntry": "input", "outputEntry": "output", "annotationEntry": "annotation"}


@dataclass(slots=True)
class Places:
    """Finds where elements of one document stand; the children of each parent are counted once."""

    _numbers: dict[Element, dict[Element, int]] = field(default_factory=dict)
    _heads: dict[Element, dict[str, list[Element]]] = field(default_factory=dict)

    def of(self, element: Element) -> Place:
        """Return the place of an element; of what stands in no table only the decision or function."""
        above = [element, *element.iterancestors()]
        part = next((one for one in above if local_name(one) in _PARTS), None)
        decision = "" if part is None else part.get("name", "")
        table = next((one for one in above if local_name(one) == "decisionTable"), None)
        if table is None:
            return Place(decision)
        inside = above[: above.index(table)]
        rule = next((one for one in inside if local_name(one) == "rule"), None)
        cell = next((one for one in inside if local_name(one) in {*_HEADS, *_HEADS.values()}), None)
        row = 0 if rule is None else self._number(rule)
        name = table.get("id", "")
        if cell is None:
            return Place(decision, name, row)
        number, column = self._column(table, cell)
        return Place(decision, name, row, column, number)

    def _column(self, table: Element, cell: Element) -> tuple[int, str]:
        """Return the number of a column, from 1 over inputs, outputs and remarks, and what it is called."""
        kind = _HEADS.get(local_name(cell), local_name(cell))
        place = self._number(cell)
        heads = self._heads_of(table)
        if place > len(heads[kind]):
            return 0, ""
        kinds = tuple(_HEADS.values())
        before = sum(len(heads[name]) for name in kinds[: kinds.index(kind)])
        return before + place, _title(heads[kind][place - 1])

    def _heads_of(self, table: Element) -> dict[str, list[Element]]:
        if table not in self._heads:
            heads: dict[str, list[Element]] = {name: [] for name in _HEADS.values()}
            for child in table:
                heads.get(local_name(child), []).append(child)
            self._heads[table] = heads
        return self._heads[table]

    def _number(self, element: Element) -> int:
        """Return the number of an element among its siblings of the same kind, from 1."""
        parent = element.getparent()
        if parent is None:
            return 1
        if parent not in self._numbers:
            seen: Counter[str] = Counter()
            numbers: dict[Element, int] = {}
            for child in parent:
                name = local_name(child)
                seen[name] += 1
                numbers[child] = seen[name]
            self._numbers[parent] = numbers
        return self._numbers[parent][element]


def _title(head: Element) -> str:
    """Return what the check calls a column: the text of an input, the name of another."""
    if local_name(head) != "input":
        return head.get("name", "") or local_name(head)
    texts = head.iterfind("{*}inputExpression/{*}text")
    return short(next(map(text_of, texts), ""))
