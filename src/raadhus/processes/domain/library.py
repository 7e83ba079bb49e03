"""From a file to something that runs: check it whole, load it once, keep it by the hash of its content."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from raadhus.processes.domain.calls import refused_calls, with_calls
from raadhus.processes.domain.checks import check_structure
from raadhus.processes.domain.compiler import compile_process
from raadhus.processes.domain.elements import Definitions
from raadhus.processes.domain.formulas import Language
from raadhus.processes.domain.problems import ModelRefused, Problem
from raadhus.processes.domain.reader import read_model
from raadhus.processes.domain.run import Program
from raadhus.processes.domain.soundness.references import Names, check_references
from raadhus.processes.domain.soundness.soundness import check_soundness


@dataclass(frozen=True, slots=True)
class ProcessLibrary:
    """A loaded file: its hash, the typed model and the program of each executable process by its id."""

    hash: str
    definitions: Definitions
    programs: Mapping[str, Program]


def content_hash(source: bytes) -> str:
    """Return the address of a model: the SHA-256 of its bytes, in hex."""
    return hashlib.sha256(source).hexdigest()


def check(
    source: bytes, language: Language, handlers: Iterable[str] | None, names: Names | None = None
) -> tuple[Problem, ...]:
    """
    Return everything found in the file, in the order of lines; any error refuses it.

    The courses of a model are followed when all else is in order; ``names``: what its tasks may name.
    """
    try:
        library, problems = _load(source, language, handlers)
    except ModelRefused as refused:
        return refused.problems
    if library is None:
        return problems
    found = [*problems, *check_soundness(library.definitions)]
    if names is not None:
        found += check_references(library.definitions, names)
    return tuple(sorted(found, key=lambda problem: problem.line))


def load(source: bytes, language: Language, handlers: Iterable[str] | None = None) -> ProcessLibrary:
    """Return the runnable model. Raises: ModelRefused with every problem when there is an error."""
    library, problems = _load(source, language, handlers)
    if library is None:
        raise ModelRefused(problems)
    return library


def _load(
    source: bytes, language: Language, handlers: Iterable[str] | None
) -> tuple[ProcessLibrary | None, tuple[Problem, ...]]:
    definitions, found = read_model(source)
    problems = [*found, *check_structure(definitions, handlers), *refused_calls(definitions)]
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
    library = ProcessLibrary(content_hash(source), definitions, MappingProxyType(programs))
    return library, tuple(problems)
