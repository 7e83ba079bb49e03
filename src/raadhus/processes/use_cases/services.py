"""
The processes of other services that a model calls: found at installation, put into the model when a case begins.

Which version of a service is called is settled when the case begins, and stays for all its life.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from raadhus.platform.actor import Actor
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.joining import OutsideCall, Taken
from raadhus.processes.domain.library import ProcessLibrary, content_hash, faults_of, with_services
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.models import ProcessModel
from raadhus.processes.use_cases.known_models import find_model, library_of
from raadhus.processes.use_cases.neighbours import neighbours


@dataclass(frozen=True, slots=True)
class ServiceProcess:
    """The process model that a service of the municipality has today, and the rule model it decides by."""

    model: str
    rules: str


class CalledServiceGone(Exception):
    """A model calls a service, or a process of it, that the municipality does not have any more."""


Find = Callable[[Actor, str], ServiceProcess | None]
ListKeys = Callable[[Actor], Iterable[str]]


@dataclass(frozen=True, slots=True)
class _Offered:
    """A service that is called, with its stored model."""

    process: ServiceProcess
    library: ProcessLibrary
    source: bytes


@dataclass(frozen=True, slots=True)
class _Register:
    """A room that knows services: what one has today, and the keys of all there are."""

    find: Find
    list_keys: ListKeys


_registers: list[_Register] = []
_pinned: dict[tuple[int, tuple[ServiceProcess, ...]], str] = {}
"""The hash of a model together with what it calls, by the model's row and what is called."""


def register_services(find: Find, list_keys: ListKeys) -> None:
    """Let a room say which services the actor's municipality has, and which process one has today; once, at the start."""
    _registers.append(_Register(find, list_keys))


def refused_services(actor: Actor, source: bytes, library: ProcessLibrary, service: str) -> Iterator[Problem]:
    """
    Return what keeps the calls of services from being carried out; ``service`` is whose model this is.

    Within the tenant's transaction.
    """
    problems = [
        Problem(Severity.ERROR, "callActivity", call.element, call.line, sentence)
        for call in library.calls
        if (sentence := _against(actor, call, (service,) if service else ()))
    ]
    yield from problems
    yield from _left_without(actor, library, service)
    if library.calls and not problems:
        whole = with_services(source, _taken(_reached(actor, library)))
        lines = {call.element: call.line for call in library.calls}
        for fault in faults_of(whole, neighbours().parse_expression):
            if fault.element_id in lines:
                yield replace(fault, line=lines[fault.element_id])


def _left_without(actor: Actor, library: ProcessLibrary, service: str) -> Iterator[Problem]:
    """Return what other services call of this one that its new model has not any more."""
    if not service:
        return
    processes = {process.id for process in library.definitions.processes}
    for key in sorted({key for one in _registers for key in one.list_keys(actor)} - {service}):
        offered = _find(actor, key)
        for call in offered.library.calls if offered is not None else ():
            if call.service == service and call.called not in processes:
                sentence = f"The service “{key}” calls its process “{call.called}”, which would be gone."
                line = library.definitions.line
                yield Problem(Severity.ERROR, "definitions", library.definitions.id, line, sentence)


def pinned_model(actor: Actor, row_id: int) -> int:
    """
    Return the row of the model with the services that it calls in it, as they are now; itself when it calls none.

    Within the tenant's transaction. Raises: CalledServiceGone.
    """
    library = library_of(row_id)
    if not library.calls:
        return row_id
    for call in library.calls:
        if sentence := _against(actor, call, ()):
            raise CalledServiceGone(f"line {call.line}: callActivity “{call.element}”: {sentence}")
    reached = _reached(actor, library)
    key = (row_id, tuple(one.process for one in reached.values()))
    known = _pinned.get(key)
    pinned = None if known is None else find_model(known)
    if pinned is None:
        source = with_services(_source_of(row_id), _taken(reached))
        model_hash = content_hash(source)
        ProcessModel.objects.bulk_create(
            [ProcessModel(hash=model_hash, source=source)], ignore_conflicts=True
        )
        pinned = ProcessModel.objects.values_list("id", flat=True).get(hash=model_hash)
        _pinned[key] = model_hash
    return pinned


def _against(actor: Actor, call: OutsideCall, around: tuple[str, ...]) -> str:
    """Return why a service cannot be called, empty when it can; ``around`` are the services on the way to it."""
    if call.service in around:
        return f"The service “{call.service}” would call itself without end."
    offered = _find(actor, call.service)
    if offered is None:
        return f"The service “{call.service}” with a process is not installed here."
    processes = {process.id for process in offered.library.definitions.processes}
    if call.called not in processes:
        return f"The service “{call.service}” has no process “{call.called}”."
    further = (_against(actor, one, (*around, call.service)) for one in offered.library.calls)
    return next((sentence for sentence in further if sentence), "")


def _reached(actor: Actor, library: ProcessLibrary) -> Mapping[str, _Offered]:
    """Return every service that is called, directly or not, by its key."""
    found: dict[str, _Offered] = {}
    frontier = [call.service for call in library.calls]
    while frontier:
        service = frontier.pop()
        offered = None if service in found else _find(actor, service)
        if offered is not None:
            found[service] = offered
            frontier += [call.service for call in offered.library.calls]
    return dict(sorted(found.items()))


def _taken(reached: Mapping[str, _Offered]) -> Iterator[Taken]:
    for service, one in reached.items():
        yield Taken(service, read_document(one.source), one.process.rules)


def _find(actor: Actor, service: str) -> _Offered | None:
    process = next((found for one in _registers if (found := one.find(actor, service)) is not None), None)
    row_id = None if process is None else find_model(process.model)
    if process is None or row_id is None:
        return None
    return _Offered(process, library_of(row_id), _source_of(row_id))


def _source_of(row_id: int) -> bytes:
    return bytes(ProcessModel.objects.values_list("source", flat=True).get(pk=row_id))
