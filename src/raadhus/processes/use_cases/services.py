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
from raadhus.processes.domain.problems import Problem
from raadhus.processes.domain.wording import Where, problem_at, sentence_in_english
from raadhus.processes.models import ProcessModel
from raadhus.processes.use_cases.known_models import find_model, library_of, models_that_call
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
    """A room that knows services: what one has today, the keys of all there are, and what one will have."""

    find: Find
    list_keys: ListKeys
    find_coming: Find


_registers: list[_Register] = []
_pinned: dict[tuple[int, tuple[ServiceProcess, ...]], str] = {}
"""The hash of a model together with what it calls, by the model's row and what is called."""


def nothing_comes(_actor: Actor, _service: str) -> None:
    """Say that no version of a service waits for its day."""


def register_services(find: Find, list_keys: ListKeys, find_coming: Find = nothing_comes) -> None:
    """
    Let a room say which services the actor's municipality has, and which process one has today; once, at the start.

    ``find_coming``: the process that a service will have when the version that waits for its day is in force.
    """
    _registers.append(_Register(find, list_keys, find_coming))


def refused_services(actor: Actor, source: bytes, library: ProcessLibrary, service: str) -> Iterator[Problem]:
    """
    Return what keeps the calls of services from being carried out; ``service`` is whose model this is.

    Within the tenant's transaction.
    """
    look = _Look(actor, (service,) if service else ())
    problems = [
        problem_at(Where("callActivity", call.element, call.line), fault.code, fault.words)
        for call in library.calls
        if (fault := look.fault_of(call)) is not None
    ]
    yield from problems
    yield from _left_without(actor, library, service)
    if library.calls and not problems:
        whole = with_services(source, _taken(_reached(actor, library)))
        lines = {call.element: call.line for call in library.calls}
        for problem in faults_of(whole, neighbours().parse_expression):
            if problem.element_id in lines:
                yield replace(problem, line=lines[problem.element_id])


def _left_without(actor: Actor, library: ProcessLibrary, service: str) -> Iterator[Problem]:
    """Return what other services call of this one that its new model has not any more."""
    processes = {process.id for process in library.definitions.processes}
    top = library.definitions
    for key, called in _calls_of(actor, service) if service else ():
        if called not in processes:
            place = Where(top.tag, top.id, top.line)
            yield problem_at(place, "called-by-service", {"service": key, "process": called})


def published_models(actor: Actor) -> frozenset[str]:
    """Return the hashes of the process models that the municipality's services have today. Within its transaction."""
    keys = {key for one in _registers for key in one.list_keys(actor)}
    return frozenset(process.model for key in keys if (process := _process_of(actor, key)) is not None)


def list_callers(actor: Actor, service: str) -> tuple[str, ...]:
    """
    Return the keys of the municipality's other services whose processes call this one, today or once in force.

    Within its transaction.
    """
    return tuple(dict.fromkeys(key for key, _ in _calls_of(actor, service)))


def _calls_of(actor: Actor, service: str) -> Iterator[tuple[str, str]]:
    """Return which other services call which processes of this one, or will; only models that call it are loaded."""
    keys = sorted({key for one in _registers for key in one.list_keys(actor)} - {service})
    models = dict.fromkeys((key, process.model) for key in keys for process in _processes_of(actor, key))
    calling = models_that_call(service, [model for _, model in models])
    for key, model in models:
        if model in calling:
            for call in library_of(calling[model]).calls:
                if call.service == service:
                    yield key, call.called


def pinned_model(actor: Actor, row_id: int) -> int:
    """
    Return the row of the model with the services that it calls in it, as they are now; itself when it calls none.

    Within the tenant's transaction. Raises: CalledServiceGone.
    """
    library = library_of(row_id)
    if not library.calls:
        return row_id
    look = _Look(actor, ())
    for call in library.calls:
        if (fault := look.fault_of(call)) is not None:
            sentence = sentence_in_english(fault.code, fault.words)
            raise CalledServiceGone(f"line {call.line}: callActivity “{call.element}”: {sentence}")
    reached = _reached(actor, library)
    key = (row_id, tuple(one.process for one in reached.values()))
    known = _pinned.get(key)
    pinned = None if known is None else find_model(known)
    if pinned is None:
        source = with_services(_source_of(row_id), _taken(reached))
        model_hash = content_hash(source)
        ProcessModel.objects.bulk_create(
            [ProcessModel(hash=model_hash, source=source, calls=[], made_from=library.hash)],
            ignore_conflicts=True,
        )
        pinned = ProcessModel.objects.values_list("id", flat=True).get(hash=model_hash)
        _pinned[key] = model_hash
    return pinned


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a service cannot be called, in the terms of ``wording``."""

    code: str
    words: Mapping[str, object]


class _Look:
    """One look along the calls; ``around`` are the services on the way, and each sound one is followed once."""

    def __init__(self, actor: Actor, around: tuple[str, ...]) -> None:
        self.actor = actor
        self.around = list(around)
        self.sound: dict[str, frozenset[str]] = {}

    def fault_of(self, call: OutsideCall) -> _Fault | None:
        """Return why a service cannot be called, None when it can."""
        if call.service in self.around:
            return _Fault("service-calls-itself", {"service": call.service})
        if call.service not in self.sound:
            offered = _find(self.actor, call.service)
            if offered is None:
                return _Fault("service-not-here", {"service": call.service})
            if (fault := self._within(call.service, offered)) is not None:
                return fault
            self.sound[call.service] = frozenset(one.id for one in offered.library.definitions.processes)
        if call.called not in self.sound[call.service]:
            return _Fault("service-without-process", {"service": call.service, "process": call.called})
        return None

    def _within(self, service: str, offered: _Offered) -> _Fault | None:
        self.around.append(service)
        faults = (self.fault_of(one) for one in offered.library.calls)
        found = next((fault for fault in faults if fault is not None), None)
        self.around.pop()
        return found


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
    process = _process_of(actor, service)
    row_id = None if process is None else find_model(process.model)
    if process is None or row_id is None:
        return None
    return _Offered(process, library_of(row_id), _source_of(row_id))


def _process_of(actor: Actor, service: str) -> ServiceProcess | None:
    return next((found for one in _registers if (found := one.find(actor, service)) is not None), None)


def _processes_of(actor: Actor, service: str) -> Iterator[ServiceProcess]:
    """Yield the process that a service has today, and the one it will have when a version of it waits for its day."""
    coming = (one.find_coming(actor, service) for one in _registers)
    yield from (found for found in (_process_of(actor, service), *coming) if found is not None)


def _source_of(row_id: int) -> bytes:
    return bytes(ProcessModel.objects.values_list("source", flat=True).get(pk=row_id))
