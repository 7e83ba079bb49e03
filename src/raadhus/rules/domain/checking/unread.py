"""What nothing reads: inputs, functions, requirements, outputs of tables, values that no reader asks for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from raadhus.rules.domain.checking.boxes import question
from raadhus.rules.domain.checking.cells import NotConstant, constants_of
from raadhus.rules.domain.checking.grid import Effort, TooLarge
from raadhus.rules.domain.checking.known import Known
from raadhus.rules.domain.checking.places import Findings, Spot
from raadhus.rules.domain.checking.reads import ALL_OF_IT, Reads, bare
from raadhus.rules.domain.checking.walk import is_imported, line_of_logic
from raadhus.rules.domain.checking.wording import feel_text
from raadhus.rules.domain.dmn.model import Decision, Model
from raadhus.rules.domain.dmn.nodes import Table
from raadhus.rules.domain.dmn.problems import Place, short
from raadhus.rules.domain.feel.nodes import Tests
from raadhus.rules.domain.feel.values import Value

# How many cells may be asked whether they take a value.
_EFFORT = 20_000


@dataclass(frozen=True, slots=True)
class Parts:
    """A model with what its decisions read and what is known of them, by their ids; names of the results."""

    model: Model
    reads: Mapping[str, Reads]
    known: Mapping[str, Known]
    results: frozenset[str]
    effort: Effort = field(default_factory=lambda: Effort(_EFFORT))


def note_unread(findings: Findings, all_parts: Parts) -> None:
    """Note what nothing reads. No results named: any decision may be read from outside."""
    model = all_parts.model
    required = set(_all_required(model))
    for item in model.inputs.values():
        if item.id not in required and not is_imported(item):
            with findings.at(Spot(0, f"inputData {item.name!r}")):
                findings.note("unread-input")
    for function in model.knowledge.values():
        if function.id not in required and not is_imported(function):
            with findings.at(Spot(line_of_logic(function.logic), "", Place(function.name))):
                findings.note("unread-function")
    readers: dict[str, list[Decision]] = defaultdict(list)
    for decision in model.decisions.values():
        for target in decision.decisions:
            readers[target].append(decision)
    alive = _alive(model, all_parts.results)
    for decision in model.decisions.values():
        if not is_imported(decision):
            with findings.at(Spot(line_of_logic(decision.logic), "", Place(decision.title))):
                if decision.id not in alive:
                    findings.note("unread-decision")
                _note_decision(findings, all_parts, decision, readers[decision.id])


def _note_decision(findings: Findings, all_parts: Parts, decision: Decision, readers: list[Decision]) -> None:
    _note_requirements(findings, all_parts.model, decision, all_parts.reads[decision.id])
    if readers and decision.name not in all_parts.results:
        _note_outputs(findings, decision, [all_parts.reads[reader.id] for reader in readers])
        _note_values(findings, all_parts, decision, readers)


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


def _note_requirements(findings: Findings, model: Model, part: Decision, reads: Reads) -> None:
    for target in (*part.inputs, *part.decisions, *part.knowledge):
        item = model.inputs.get(target) or model.decisions.get(target) or model.knowledge.get(target)
        if item is not None and item.name not in reads.members:
            findings.note("unused-requirement", name=item.name)


def _note_outputs(findings: Findings, decision: Decision, readers: list[Reads]) -> None:
    table = bare(decision.logic)
    if not isinstance(table, Table) or len(table.outputs) < 2:
        return
    read = set().union(*(reads.members.get(decision.name, set()) for reads in readers))
    for output in table.outputs:
        if ALL_OF_IT not in read and output.name not in read:
            findings.note("unread-output", name=output.name)


def _note_values(findings: Findings, all_parts: Parts, decision: Decision, readers: list[Decision]) -> None:
    """Note values of a decision that no table takes, if nothing but columns of tables reads them."""
    known, reads = all_parts.known.get(decision.id), all_parts.reads
    if known is None or not known.values or not isinstance(bare(decision.logic), Table):
        return
    name = decision.name
    columns = [column for reader in readers for column in reads[reader.id].columns.get(name, [])]
    if not columns or sum(reads[reader.id].uses[name] for reader in readers) != len(columns):
        return
    try:
        for value in known.values:
            if not any(_takes(table, index, value, all_parts.effort) for table, index in columns):
                names = short(", ".join(reader.title for reader in readers))
                findings.note("unmatched-output", value=short(feel_text(value)), readers=names)
    except TooLarge:
        findings.note("too-large")


def _takes(table: Table, index: int, value: Value, effort: Effort) -> bool:
    if any(output.default is not None for output in table.outputs):
        return True
    return any(_holds(row.tests[index], value, effort) for row in table.rows)


def _holds(cell: Tests, value: Value, effort: Effort) -> bool:
    effort.spend(1 + len(cell.tests))
    try:
        constants_of(cell)
    except NotConstant:
        return True
    return not cell.tests or question(cell)(value)
