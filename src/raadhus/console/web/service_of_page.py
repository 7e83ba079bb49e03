"""The service that a page of figures is about: which version is drawn, what its steps are called, of which months."""

import dataclasses
import datetime as dt

from django.utils.translation import get_language

from raadhus.catalogue import public as catalogue
from raadhus.console.web.activity_tables import age_of
from raadhus.organisation.public import local_today
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.processes import public as processes
from raadhus.processes.public import StepInfo
from raadhus.statistics import public as statistics
from raadhus.statistics.public import ActivityReport

PROCESS = "process.bpmn"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A service with what happened in its cases; ``known``: the steps of the version that is drawn."""

    package: catalogue.Package
    title: str
    known: tuple[StepInfo, ...]
    report: ActivityReport


def find(request: TownRequest, key: str, *, months: int) -> Found:
    """Return a service with so many months, this one among them, of all versions. Raises: NotFoundHere, NotAllowed."""
    report = statistics.get_activity(
        request.actor, key, *months_until(local_today(request.actor.tenant), months)
    )
    package = drawn_version(request.actor, key, "", report)
    return Found(package=package, title=title_of(package), known=known_steps(package), report=report)


def months_until(today: dt.date, months: int) -> tuple[dt.date, dt.date]:
    """Return the first day of the first of so many months and the first day after this one."""
    first = today.year * 12 + today.month - months
    ends_on = (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    return dt.date(first // 12, first % 12 + 1, 1), ends_on


def drawn_version(actor: Actor, key: str, version: str, report: ActivityReport) -> catalogue.Package:
    """Return the version asked for, else the newest with cases, else what is offered today. Raises: NotFoundHere."""
    if version:
        return own_version(actor, key, version)
    found = [catalogue.package(one.package_hash) for one in report.versions]
    if found:
        return max(found, key=age_of)
    return catalogue.service(actor, key, get_language() or "en").package


def own_version(actor: Actor, key: str, content_hash: str) -> catalogue.Package:
    """Return a version that this town had cases on, or offers today: none other is shown. Raises: NotFoundHere."""
    if content_hash and statistics.has_activity(actor, key, content_hash):
        return catalogue.package(content_hash)
    offered = catalogue.service(actor, key, get_language() or "en").package
    if content_hash != offered.ref.content_hash:
        raise NotFoundHere(detail=f"version of {key}")
    return offered


def title_of(package: catalogue.Package) -> str:
    """Return what the service is called, in the page's language."""
    title = package.service.title
    return title.get(get_language() or "en", title["en"])


def known_steps(package: catalogue.Package) -> tuple[StepInfo, ...]:
    """Return the steps of the process in the order of its file; none where there is no process."""
    if PROCESS not in package.files:
        return ()
    return processes.list_steps(package.process_model)
