"""What nothing reads: inputs, functions, requirements, outputs of tables, values that no reader asks for."""

from collections.abc import Iterator, Mapping

from raadhus.rules.domain.checking.boxes import question
from raadhus.rules.domain.checking.cells import NotConstant, constants_of
from raadhus.rules.domain.checking.known import Known
from raadhus.rules.domain.checking.places import Findings, Spot
from raadhus.rules.domain.checking.walk import everything_in, is_imported, line_of_logic, parts
from raadhus.rules.domain.checking.wording import feel_text
from raadhus.rules.domain.dmn.explain import PLACEHOLDER
from raadhus.rules.domain.dmn.model import BusinessKnowledge, Decision, Model
from raadhus.rules.domain.dmn.nodes import Table
from raadhus.rules.domain.dmn.problems import Place
from raadhus.rules.domain.feel.nodes import (
    Aliased,
    Coercion,
    Comparison,
    Literal,
    Name,
    Node,
    Path,
    Sourced,
    Tests,
)
from raadhus.rules.domain.feel.values import Value

# Every member of it may be read.
ALL_OF_IT = "*"


def note_unread(
    findings: Findings, model: Model, known: Mapping[str, Known], results: frozenset[str]
) -> None:
    """Note what nothing reads. `results`: decisions read from outside; none given, all that no decision requires."""
    required = set(_all_required(model))
    for item in model.inputs.values():
        if item.id not in required and not is_imported(item):
            with findings.at(Spot(0, f"inputData {item.name!r}")):
                findings.note("unread-input")
    for function in model.knowledge.values():
        if function.id not in required and not is_imported(function):
            with findings.at(Spot(0, "", Place(function.name))):
                findings.note("unread-function")
    reads = {decision.id: _reads(decision.logic) for decision in model.decisions.values()}
    own = [decision for decision in model.decisions.values() if not is_imported(decision)]
    for decision in own:
        with findings.at(Spot(line_of_logic(decision.logic), "", Place(decision.title))):
            _note_requirements(findings, model, decision, reads[decision.id])
    alive = _alive(model, results)
    for decision in own:
        with findings.at(Spot(line_of_logic(decision.logic), "", Place(decision.title))):
            if decision.id not in alive:
                findings.note("unread-decision")
            elif decision.id in required and decision.name not in results:
                readers = [part for part in model.decisions.values() if decision.id in part.decisions]
                _note_outputs(findings, decision, [reads[part.id] for part in readers])
                _note_values(findings, decision, readers, known.get(decision.id))


def _all_required(model: Model) -> Iterator[str]:
    for decision in model.decisions.values():
        yield from (*decision.inputs, *decision.decisions, *decision.knowledge)
    for function in model.knowledge.values():
        yield from function.knowledge
    for service in model.services.values():
        yield from (*service.outputs, *service.encapsulated, *service.input_decisions, *service.inputs)


def _alive(model: Model, results: frozenset[str]) -> set[str]:
    """Return the ids of all that the results rest on; of everything when no results are named."""
    if not results:
        return set(model.decisions)
    waiting = [decision.id for decision in model.decisions.values() if decision.name in results]
    waiting += [
        part for service in model.services.values() for part in (*service.outputs, *service.encapsulated)
    ]
    found: set[str] = set()
    while waiting:
        target = waiting.pop()
        if target not in found and (decision := model.decisions.get(target)):
            found.add(target)
            waiting += decision.decisions
    return found


def _reads(logic: Node) -> dict[str, set[str]]:
    """Return the names that a tree reads, each with the members behind its dot; `*` where it is read whole."""
    found: dict[str, set[str]] = {}
    aliases: list[tuple[str, str]] = []
    waiting = [logic]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Aliased):
            aliases += node.names
        if isinstance(node, Path) and isinstance(node.base, Name):
            found.setdefault(node.base.name, set()).add(node.member)
            continue
        if isinstance(node, Name):
            found.setdefault(node.name, set()).add(ALL_OF_IT)
        if isinstance(node, Table):
            _read_remarks(node, found)
        waiting.extend(parts(node))
    for written, meant in aliases:
        found.setdefault(meant, set()).update(found.get(written, ()))
        if not found[meant]:
            del found[meant]
    return found


def _read_remarks(node: Table, found: dict[str, set[str]]) -> None:
    for row in node.rows:
        for _, text in row.annotations:
            for match in PLACEHOLDER.finditer(text):
                name, _, member = match[1].strip().partition(".")
                found.setdefault(name, set()).add(member or ALL_OF_IT)


def _note_requirements(
    findings: Findings, model: Model, part: Decision | BusinessKnowledge, reads: Mapping[str, set[str]]
) -> None:
    required = (
        (*part.inputs, *part.decisions, *part.knowledge) if isinstance(part, Decision) else part.knowledge
    )
    for target in required:
        item = model.inputs.get(target) or model.decisions.get(target) or model.knowledge.get(target)
        if item is not None and item.name not in reads:
            findings.note("unused-requirement", name=item.name)


def _note_outputs(findings: Findings, decision: Decision, readers: list[dict[str, set[str]]]) -> None:
    table = _bare(decision.logic)
    if not isinstance(table, Table) or len(table.outputs) < 2:
        return
    read = set().union(*(reads.get(decision.name, set()) for reads in readers))
    for output in table.outputs:
        if ALL_OF_IT not in read and output.name not in read:
            findings.note("unread-output", name=output.name)


def _note_values(
    findings: Findings, decision: Decision, readers: list[Decision], known: Known | None
) -> None:
    """Note values of a decision that no table takes, if nothing but columns of tables reads them."""
    if known is None or not known.values or not isinstance(_bare(decision.logic), Table):
        return
    columns = [found for reader in readers for found in _columns(reader.logic, decision.name)]
    uses = sum(
        isinstance(node, Name) and node.name == decision.name
        for reader in readers
        for node in everything_in(reader.logic)
    )
    if not columns or uses != len(columns):
        return
    for value in known.values:
        if not any(_takes(table, index, value) for table, index in columns):
            names = ", ".join(reader.title for reader in readers)
            findings.note("unmatched-output", value=feel_text(value), readers=names)


def _columns(logic: Node, name: str) -> Iterator[tuple[Table, int]]:
    for node in everything_in(logic):
        if isinstance(node, Table):
            for index, column in enumerate(node.columns):
                expression = _bare(column.expression)
                if isinstance(expression, Name) and expression.name == name:
                    yield node, index


def _takes(table: Table, index: int, value: Value) -> bool:
    if any(output.default is not None for output in table.outputs):
        return True
    return any(_holds(row.tests[index], value) for row in table.rows)


def _holds(cell: Tests, value: Value) -> bool:
    try:
        constants_of(cell)
    except NotConstant:
        return True
    return not cell.tests or question(cell)(value)


def asked_for_null(logic: Node) -> Iterator[str]:
    """Return the names that a tree compares with null: their readers know that they may have no value."""
    for node in everything_in(logic):
        if isinstance(node, Comparison) and Literal(None) in {_unplaced(node.left), _unplaced(node.right)}:
            yield from (side.name for side in (node.left, node.right) if isinstance(side, Name))
        if isinstance(node, Table):
            for index, column in enumerate(node.columns):
                expression = _bare(column.expression)
                cells = (_unplaced(test) for row in node.rows for test in row.tests[index].tests)
                if isinstance(expression, Name) and Literal(None) in cells:
                    yield expression.name


def _unplaced(node: Node) -> Node:
    return Literal(node.value) if isinstance(node, Literal) and node.value is None else Literal(0)


def _bare(node: Node) -> Node:
    while isinstance(node, Sourced | Coercion | Aliased):
        node = node.value
    return node
