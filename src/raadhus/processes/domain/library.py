"""From a file to something that runs: check it whole, load it once, keep it by the hash of its content."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from raadhus.processes.domain.calls import refused_calls, with_calls
from raadhus.processes.domain.checks import check_structure
from raadhus.processes.domain.compiler import compile_process
from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.document.writer import write_document
from raadhus.processes.domain.elements import Definitions, scopes_of
from raadhus.processes.domain.formulas import Language
from raadhus.processes.domain.joining import OutsideCall, Taken, joined, outside_calls, processes_in
from raadhus.processes.domain.movement import Program
from raadhus.processes.domain.problems import ModelRefused, Problem
from raadhus.processes.domain.reader import read_model
from raadhus.processes.domain.soundness.references import Names, check_references
from raadhus.processes.domain.soundness.settings import check_settings
from raadhus.processes.domain.soundness.soundness import check_soundness
from raadhus.processes.domain.soundness.variables import check_variables
from raadhus.processes.domain.xml_tree import SIZE_LIMIT_BYTES

NOTHING: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ProcessLibrary:
    """
    A loaded file: its hash, the typed model, the program of each executable process by its id, and the calls of services.
    """

    hash: str
    definitions: Definitions
    programs: Mapping[str, Program]
    calls: tuple[OutsideCall, ...] = ()


def content_hash(source: bytes) -> str:
    """Return the address of a model: the SHA-256 of its bytes, in hex."""
    return hashlib.sha256(source).hexdigest()


def check(
    source: bytes,
    language: Language,
    handlers: Iterable[str] | None,
    names: Names | None = None,
    beside: Mapping[str, bytes] = NOTHING,
) -> tuple[Problem, ...]:
    """
    Return everything found in the file, in the order of lines; any error refuses it.

    The courses of a model are followed when all else is in order; ``names``: what its tasks may name; ``beside``: the
    files that it may call processes of, by name.
    """
    files = _documents(beside)
    elsewhere = {identity for one in files.values() for identity in processes_in(one)}
    try:
        library, problems = _load(source, language, handlers, elsewhere)
    except ModelRefused as refused:
        return refused.problems
    if library is None:
        return problems
    found = [
        *problems,
        *check_settings(library.definitions, language),
        *check_soundness(library.definitions),
    ]
    if names is not None:
        found += check_references(library.definitions, names)
        found += check_variables(library.definitions, names, language)
    if (whole := with_files(source, beside)) is not source:
        found += _brought_by_calls(library, faults_of(whole, language))
    return tuple(sorted(found, key=lambda problem: problem.line))


def faults_of(source: bytes, language: Language) -> tuple[Problem, ...]:
    """Return what keeps a file, sound in itself, from being carried out with all that it calls."""
    return tuple(problem for problem in _load(source, language, None)[1] if problem.is_error)


def load(source: bytes, language: Language, handlers: Iterable[str] | None = None) -> ProcessLibrary:
    """Return the runnable model. Raises: ModelRefused with every problem when there is an error."""
    library, problems = _load(source, language, handlers)
    if library is None:
        raise ModelRefused(problems)
    return library


def with_files(source: bytes, beside: Mapping[str, bytes]) -> bytes:
    """
    Return the file with those of ``beside`` in it that it calls, directly or not; itself when it calls none.

    Raises: ModelRefused when it is no BPMN file.
    """
    files = _documents(beside)
    where = {identity: name for name, one in files.items() for identity in processes_in(one)}
    if not where:
        return source
    document = read_document(source, SIZE_LIMIT_BYTES)
    taken: dict[str, Taken] = {}
    frontier = [document]
    while frontier:
        for call in outside_calls(frontier.pop()):
            name = "" if call.service else where.get(call.called, "")
            if name and name not in taken:
                taken[name] = Taken(name, files[name])
                frontier.append(files[name])
    if not taken:
        return source
    lead = {identity: name for identity, name in where.items() if name in taken}
    whole = joined(
        document, list(taken.values()), lambda call: "" if call.service else lead.get(call.called, "")
    )
    return write_document(whole)


def with_services(source: bytes, services: Iterable[Taken]) -> bytes:
    """Return the file with the processes of services in it, to which their calls lead now."""
    document = joined(read_document(source, SIZE_LIMIT_BYTES), list(services), lambda call: call.service)
    return write_document(document)


def _documents(files: Mapping[str, bytes]) -> dict[str, BpmnDocument]:
    """Return the files that can be read, in the order of their names; others are refused where they are looked at."""
    found = {}
    for name, source in sorted(files.items()):
        try:
            found[name] = read_document(source, SIZE_LIMIT_BYTES)
        except ModelRefused:
            continue
    return found


def _brought_by_calls(library: ProcessLibrary, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Return the faults of a file that it has only with what it calls, each with its line in the file."""
    lines = {
        node.id: node.line
        for process in library.definitions.processes
        for scope in scopes_of(process)
        for node in scope.nodes
    }
    for problem in problems:
        if problem.element_id in lines:
            yield replace(problem, line=lines[problem.element_id])


def _load(
    source: bytes,
    language: Language,
    handlers: Iterable[str] | None,
    elsewhere: Collection[str] = (),
) -> tuple[ProcessLibrary | None, tuple[Problem, ...]]:
    document = read_document(source, SIZE_LIMIT_BYTES)
    definitions, found = read_model(document)
    problems = [*found, *check_structure(definitions, handlers), *refused_calls(definitions, elsewhere)]
    programs = {}
    if not any(problem.is_error for problem in problems):
        processes = {process.id: process for process in definitions.processes}
        for process in definitions.processes:
            if process.executable:
                programs[process.id], faults = compile_process(with_calls(process, processes), language)
                problems += faults
    problems.sort(key=lambda problem: problem.line)
    if any(problem.is_error for problem in problems):
        return None, tuple(problems)
    calls = tuple(call for call in outside_calls(document) if call.service)
    library = ProcessLibrary(content_hash(source), definitions, MappingProxyType(programs), calls)
    return library, tuple(problems)
