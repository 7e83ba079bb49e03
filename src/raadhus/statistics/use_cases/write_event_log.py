"""
The course of cases as an event log that tools for process mining read: XES, IEEE 1849.

Cases are numbered as they come, from 1 in each log; what they decided, about whom and by whom is not in it. Times are
whole days, and a version on which fewer than five cases of the period are is left out: who knows when a neighbour
applied does not find their case.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID
from xml.sax.saxutils import quoteattr

from raadhus.cases import public as cases
from raadhus.cases.public import CaseProcess
from raadhus.catalogue import public as catalogue
from raadhus.organisation.public import municipality
from raadhus.platform import audit
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes
from raadhus.processes.public import Passed, StepInfo

FEWEST = 5  # cases of a version, or it is not told
_BATCH = 200
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="trace"><string key="concept:name" value="0"/></global>
<global scope="event"><string key="concept:name" value="0"/>
<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/></global>
<classifier name="Activity" keys="concept:name"/>
"""


def write_event_log(actor: Actor, service_key: str, since: dt.datetime) -> Iterator[bytes]:
    """
    Return, piece by piece, the log of a service's cases opened from ``since`` on; that it was taken is noted.

    The pieces are made when they are asked for, each in a transaction of its own: of any number of cases only a few
    hundred are held at a time.
    Raises: NotAllowed for all but leaders.
    """
    if not actor.has(Role.LEADER):
        raise NotAllowed
    audit.record(actor, "statistics.write_event_log", f"service:{service_key}", {"since": since.isoformat()})
    return _pieces(actor, service_key, since)


def _pieces(actor: Actor, service_key: str, since: dt.datetime) -> Iterator[bytes]:
    yield f'{_HEAD}<string key="concept:name" value={quoteattr(service_key)}/>\n'.encode()
    counted = Counter(one.package_hash for found in _batches(actor, service_key, since) for one in found)
    told = {address for address, count in counted.items() if count >= FEWEST}
    number = 0
    for found in _batches(actor, service_key, since):
        shown = [one for one in found if one.package_hash in told]
        with transaction(actor.tenant):
            piece = "".join(_traces(actor, shown, number))
        yield piece.encode()
        number += len(shown)
    yield b"</log>\n"


def _batches(actor: Actor, service_key: str, since: dt.datetime) -> Iterator[tuple[CaseProcess, ...]]:
    after = UUID(int=0)
    while True:
        with transaction(actor.tenant):
            found = cases.list_case_processes(actor, service_key, since, after=after, at_most=_BATCH)
        if not found:
            return
        yield found
        after = found[-1].case_id


def _traces(actor: Actor, found: Sequence[CaseProcess], number: int) -> Iterator[str]:
    zone = municipality(actor.tenant).zone
    passed = processes.list_passed(actor, [one.process_id for one in found])
    packages = {one.package_hash: catalogue.package(one.package_hash) for one in found}
    steps = {address: _steps(package) for address, package in packages.items()}
    for one in found:
        number += 1
        version = packages[one.package_hash].ref.version
        yield f'<trace><string key="concept:name" value="{number}"/><string key="version" value={quoteattr(version)}/>'
        yield from _events(passed[one.process_id], steps[one.package_hash], zone)
        yield "</trace>\n"


def _steps(package: catalogue.Package) -> dict[str, StepInfo]:
    return {step.element: step for step in processes.list_steps(package.process_model)}


def _events(passed: Iterable[Passed], steps: dict[str, StepInfo], zone: dt.tzinfo) -> Iterator[str]:
    """Yield what is work or happens, by local days; gateways are drawing, not activity."""
    for one in passed:
        step = steps.get(one.element)
        if step is not None and step.kind.endswith("Gateway"):
            continue
        name = step.name if step is not None and step.name else one.element
        yield (
            f'<event><string key="concept:name" value={quoteattr(name)}/>'
            f'<string key="element" value={quoteattr(one.element)}/>'
            '<string key="lifecycle:transition" value="complete"/>'
            f'<date key="start_timestamp" value="{_day(one.entered_at, zone)}"/>'
            f'<date key="time:timestamp" value="{_day(one.left_at, zone)}"/></event>'
        )


def _day(at: dt.datetime, zone: dt.tzinfo) -> str:
    """Return the local day of ``at`` as XES writes times: at midnight, of no zone that would move it to another day."""
    return f"{at.astimezone(zone).date().isoformat()}T00:00:00+00:00"
