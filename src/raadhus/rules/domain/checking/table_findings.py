"""What is wrong with a table as boxes: overlaps, gaps, rows that never decide, cells that nothing fits."""

from collections.abc import Callable, Iterator
from itertools import islice

from raadhus.rules.domain.checking.boxes import Boxes, Side, question
from raadhus.rules.domain.checking.cells import NotConstant, constants_of
from raadhus.rules.domain.checking.grid import Box, Effort, Point, Search, TooLarge, has_free_corner, overlaps
from raadhus.rules.domain.checking.places import Findings
from raadhus.rules.domain.checking.spots import cell_spot, row_spot
from raadhus.rules.domain.checking.walk import same
from raadhus.rules.domain.checking.wording import feel_text
from raadhus.rules.domain.dmn.hits import position_of
from raadhus.rules.domain.dmn.nodes import HitPolicy, Row, Table
from raadhus.rules.domain.dmn.problems import short
from raadhus.rules.domain.feel.comparing import equals
from raadhus.rules.domain.feel.nodes import Literal, Node, Sourced, Tests

MOST_OVERLAPS = 10
MOST_GAPS = 3
_ONE_ROW = frozenset({HitPolicy.UNIQUE, HitPolicy.ANY})
# Where no row need hit: the result is a list, perhaps an empty one.
_MAY_BE_EMPTY = frozenset({HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER})
# An input of the model may stand behind several columns.
Roots = list[frozenset[str]]


def note_findings(
    findings: Findings, node: Table, boxes: Boxes, roots: Roots, effort: Effort, *, may_be_null: bool = False
) -> None:
    """Note what is wrong with a table. `roots`: what each column rests on; `may_be_null`: a gap is meant."""
    _note_unclear(findings, node, boxes)
    looks: list[Callable[[], None]] = [lambda: _note_cells(findings, node, boxes, effort)]
    if node.policy in _ONE_ROW:
        looks.append(lambda: _note_overlaps(findings, node, boxes, roots, effort))
    if not may_be_null and _must_hit(node):
        looks.append(lambda: _note_gaps(findings, boxes, roots, effort))
    if node.policy in {HitPolicy.FIRST, HitPolicy.PRIORITY}:
        looks.append(lambda: _note_unreachable(findings, node, boxes, effort))
    for look in looks:
        try:
            look()
        except TooLarge:
            findings.note("too-large")


def _must_hit(node: Table) -> bool:
    return node.policy not in _MAY_BE_EMPTY and all(output.default is None for output in node.outputs)


def _note_unclear(findings: Findings, node: Table, boxes: Boxes) -> None:
    for index, side in enumerate(boxes.sides):
        if side.unclear:
            first = node.rows[side.unclear[0] - 1]
            with findings.at(cell_spot(findings.spot, node, first, index)):
                findings.note("not-analysed", rows=_numbers(side.unclear))


def _numbers(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(str(number) for number in numbers[:8])
    return f"{shown} …" if len(numbers) > 8 else shown


def _note_cells(findings: Findings, node: Table, boxes: Boxes, effort: Effort) -> None:
    for row in node.rows:
        for index, side in enumerate(boxes.sides):
            spot = cell_spot(findings.spot, node, row, index)
            if spot.place not in findings.places:
                with findings.at(spot):
                    _note_cell(findings, row, index, side, effort)


def _note_cell(findings: Findings, row: Row, index: int, side: Side, effort: Effort) -> None:
    mask = side.cells[row.number - 1][1]
    cell = short(row.texts[index])
    if not mask:
        findings.note("contradictory-cell", cell=cell)
    elif side.is_bounded and not mask & side.possible:
        findings.note("cell-outside-values", cell=cell, values=_values(side))
    elif side.is_bounded and not row.tests[index].negated and len(row.tests[index].tests) > 1:
        effort.spend(50 * len(row.tests[index].tests))
        for test in row.tests[index].tests:
            if isinstance(test, Literal) and _is_outside(side, Tests((test,))):
                findings.note(
                    "test-outside-values", test.at, cell=feel_text(test.value), values=_values(side)
                )


def _is_outside(side: Side, test: Tests) -> bool:
    try:
        return not side.axis.mask_of(constants_of(test), question(test)) & side.possible
    except NotConstant:
        return False


def _values(side: Side) -> str:
    """Return some of what a column can hold."""
    samples = [
        sample for index, sample in enumerate(side.axis.samples) if side.possible >> index & 1 and index
    ]
    shown = ", ".join(feel_text(sample) for sample in samples[:6])
    return f"{shown} …" if len(samples) > 6 else shown


def _note_overlaps(findings: Findings, node: Table, boxes: Boxes, roots: Roots, effort: Effort) -> None:
    is_any = node.policy is HitPolicy.ANY
    within = _within(boxes)
    found = overlaps(within, effort)
    if is_any:
        found = (pair for pair in found if not all(map(same, *(node.rows[at].outputs for at in pair))))
    for first, second in islice(found, MOST_OVERLAPS):
        rows = node.rows[first], node.rows[second]
        point = within[first].meeting(within[second])
        code = "overlap-any" if is_any else "overlap"
        is_sure = not is_any or any(map(_differ, rows[0].outputs, rows[1].outputs))
        if not is_sure or _share_roots(boxes, roots, (first, second)):
            code += "-perhaps"
        with findings.at(row_spot(findings.spot, rows[1])):
            numbers = f"{rows[0].number}, {rows[1].number}"
            findings.note(code, rows=numbers, example=boxes.example(point, (first, second)))
    if rest := sum(1 for _ in found):
        findings.note("more-overlaps", count=str(rest))


def _within(boxes: Boxes) -> list[Box]:
    return [box.limited(tuple(side.possible for side in boxes.sides)) for box in boxes.rows]


def _differ(left: Node, right: Node) -> bool:
    """Say whether two outputs are constants that differ."""
    mine, theirs = _constant(left), _constant(right)
    if not isinstance(mine, Literal) or not isinstance(theirs, Literal):
        return False
    return equals(mine.value, theirs.value) is not True


def _constant(node: Node) -> Node:
    return node.value if isinstance(node, Sourced) else node


def _share_roots(boxes: Boxes, roots: Roots, rows: tuple[int, ...]) -> bool:
    """Say whether two columns that these rows ask about rest on one input, so that not all points exist."""
    asked = [
        roots[index]
        for index, side in enumerate(boxes.sides)
        if any(side.cells[row][1] != side.axis.everything for row in rows)
    ]
    return len(frozenset().union(*asked)) < sum(map(len, asked))


def _note_gaps(findings: Findings, boxes: Boxes, roots: Roots, effort: Effort) -> None:
    if not boxes.rows:
        return
    region = tuple(side.counted for side in boxes.sides)
    search = Search(region, [box.at_most for box in boxes.rows], effort, MOST_GAPS)
    everyone = tuple(range(len(boxes.rows)))
    code = "gap-perhaps" if _share_roots(boxes, roots, everyone) else "gap"
    told: list[Point] = []
    for point in search.run():
        # In a wide table points that differ in one column only mostly lie in the same gap.
        if len(region) == 1 or all(sum(map(int.__ne__, point, other)) > 1 for other in told):
            told.append(point)
            findings.note(code, example=boxes.example(point))


def _note_unreachable(findings: Findings, node: Table, boxes: Boxes, effort: Effort) -> None:
    possible = tuple(side.possible for side in boxes.sides)
    for number, box in enumerate(boxes.rows):
        region = box.limited(possible).at_most
        others = [boxes.rows[other].surely for other in _before(node, number)]
        effort.spend(len(others))
        if not others or not all(region) or has_free_corner(region, others):
            continue
        if not Search(region, others, effort).run():
            with findings.at(row_spot(findings.spot, node.rows[number])):
                findings.note("unreachable-row" if node.policy is HitPolicy.FIRST else "outranked-row")


def _before(node: Table, number: int) -> Iterator[int]:
    """Return the rows that decide where they hit together with this one."""
    if node.policy is HitPolicy.FIRST:
        yield from range(number)
        return
    mine = _rank(node, node.rows[number])
    for other, row in enumerate(node.rows):
        if (
            other != number
            and mine is not None
            and (theirs := _rank(node, row)) is not None
            and theirs < mine
        ):
            yield other


def _rank(node: Table, row: Row) -> tuple[int, ...] | None:
    """Return the place of a row's outputs in the order of priority; None when they are computed."""
    found: list[int] = []
    for output, cell in zip(node.outputs, row.outputs, strict=True):
        constant = _constant(cell)
        if not isinstance(constant, Literal):
            return None
        found.append(position_of(constant.value, output.priorities))
    return tuple(found)
