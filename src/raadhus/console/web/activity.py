"""Where cases are: what came and went in a service, where it waits, how long it takes, and whether a change helped."""

import dataclasses
import datetime as dt
import hashlib
import re

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue import public as catalogue
from raadhus.console.web.activity_tables import (
    age_of,
    channels_table,
    figures_of,
    marks_of,
    steps_table,
    versions_table,
)
from raadhus.console.web.figure_tabs import figure_tabs
from raadhus.console.web.service_of_page import (
    PROCESS,
    drawn_version,
    known_steps,
    months_until,
    own_version,
    title_of,
)
from raadhus.identity.public import require_staff
from raadhus.organisation import public as organisation
from raadhus.platform import clock
from raadhus.platform.actor import Role
from raadhus.platform.addresses import address_of
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.processes.public import StepInfo
from raadhus.statistics import public as statistics
from raadhus.statistics.public import ActivityReport, VersionActivity
from raadhus.ui import words
from raadhus.ui.parts import Crumb, Fact, Tab, Table

RENEWED_EVERY_S = 30
_HASH = re.compile("[0-9a-f]{64}")
_PERIODS = (12, 3, 1)  # months, this one among them


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPage:
    """What a leader sees of one service; ``marks``: what stands on the drawing, as JSON; no drawing without a url."""

    title: str
    sentence: str
    crumbs: tuple[Crumb, ...]
    periods: tuple[Tab, ...]
    version: str
    all_versions_url: str
    facts: tuple[Fact, ...]
    source_url: str
    marks: str
    log_url: str
    open_url: str
    plan_url: str
    steps: Table
    versions: Table
    version_links: tuple[Tab, ...]
    channels: Table
    updated_at: str
    renewed_url: str
    error_percent: int = statistics.ERROR_PERCENT
    renewed_every: int = RENEWED_EVERY_S

    @property
    def mark(self) -> str:
        """Return what is another as soon as any figure is; the time of day is none."""
        told = repr(dataclasses.replace(self, updated_at=""))
        return hashlib.sha256(told.encode()).hexdigest()[:20]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the address asks for: months from the first day of ``begins_on`` to before ``ends_on``, of which version."""

    key: str
    months: int
    begins_on: dt.date
    ends_on: dt.date
    version: str

    def url(
        self, *, months: int | None = None, version: str | None = None, name: str = "console:activity"
    ) -> str:
        """Return the address of the same page of another period or version, or of another page of the same."""
        which = self.version if version is None else version
        of_version = f"&version={which}" if which else ""
        return f"{reverse(name, args=[self.key])}?months={months or self.months}{of_version}"


@require_safe
@require_staff(Role.LEADER)
def overview(request: TownRequest) -> HttpResponse:
    """Show every service with cases, the figures of twelve months."""
    asked = _asked(request, "")
    language = get_language() or "en"
    titles = {card.key: card.title for card in catalogue.list_services(request.actor, language)}
    told = statistics.list_activity(request.actor, asked.begins_on, asked.ends_on)
    rows = [(titles.get(one.service_key, one.service_key), one) for one in told]
    services = tuple(
        (capfirst(title), reverse("console:activity", args=[one.service_key]), figures_of(one.cases))
        for title, one in sorted(rows, key=lambda row: (-row[1].cases.waiting, row[0]))
    )
    waiting = sum(one.cases.waiting for one in told)
    sentence = (
        ngettext("%(number)s case is open.", "%(number)s cases are open.", waiting)
        % {"number": words.number_in_words(waiting)}
        if told
        else _("No case has come yet.")
    )
    tabs = figure_tabs(request.actor, "console:activities")
    page = {"tabs": tabs, "sentence": sentence, "services": services}
    return render(request, "console/activity/overview.html", {"page": page})


@require_safe
@require_staff(Role.LEADER)
def show(request: TownRequest, service_key: str) -> HttpResponse:
    """Show one service: figures, the drawing, steps, versions, channels."""
    return render(request, "console/activity/service.html", {"page": _page(request, service_key)})


@require_safe
@require_staff(Role.LEADER)
def figures(request: TownRequest, service_key: str) -> HttpResponse:
    """Give the part of the page that is renewed while it is read; nothing when it is as ``?known=`` says."""
    page = _page(request, service_key)
    if request.GET.get("known") == page.mark:
        return HttpResponse(status=204)
    return render(request, "console/activity/figures.html", {"page": page})


def _page(request: TownRequest, service_key: str) -> ActivityPage:
    asked = _asked(request, service_key)
    report = statistics.get_activity(
        request.actor, service_key, asked.begins_on, asked.ends_on, package_hash=asked.version
    )
    drawn = drawn_version(request.actor, asked.key, asked.version, report)
    known = known_steps(drawn)
    title = capfirst(title_of(drawn))
    hashes = {one.package_hash for one in report.versions}
    return ActivityPage(
        title=title,
        sentence=_sentence(report, known, asked.months),
        crumbs=(Crumb(label=_("Where cases are"), url=reverse("console:activities")), Crumb(label=title)),
        periods=tuple(
            Tab(label=_period(months), url=asked.url(months=months), is_current=months == asked.months)
            for months in _PERIODS
        ),
        version=drawn.ref.version if asked.version else "",
        all_versions_url=asked.url(version=""),
        facts=tuple(Fact(label=label, value=value) for label, value in figures_of(report.cases)),
        source_url=f"{reverse('console:activity-diagram', args=[service_key])}?version={drawn.ref.content_hash}"
        if known
        else "",
        marks=marks_of(report.steps),
        log_url=f"{reverse('console:activity-log', args=[service_key])}?months={asked.months}",
        open_url=f"{address_of('portal:open-data')}#{service_key}",
        steps=steps_table(report.steps, known),
        plan_url=reverse("console:plan", args=[service_key]),
        versions=versions_table(
            service_key, report.versions, catalogue.list_version_days(request.actor, hashes)
        ),
        version_links=_version_links(report.versions, asked),
        channels=channels_table(report),
        updated_at=words.instant_in_words(clock.now()),
        renewed_url=asked.url(name="console:activity-figures"),
    )


@require_safe
@require_staff(Role.LEADER)
def diagram(request: TownRequest, service_key: str) -> HttpResponse:
    """Give the process of one version, for the drawing."""
    package = own_version(request.actor, service_key, _version_asked(request))
    if PROCESS not in package.files:
        raise NotFoundHere(detail=f"process of {service_key}")
    return HttpResponse(package.files[PROCESS], content_type="application/xml; charset=utf-8")


@require_safe
@require_staff(Role.LEADER)
def event_log(request: TownRequest, service_key: str) -> HttpResponseBase:
    """Give the course of the cases of the period as an event log (XES), piece by piece."""
    asked = _asked(request, service_key)
    zone = organisation.municipality(request.actor.tenant).zone
    since = dt.datetime.combine(asked.begins_on, dt.time(), zone)
    headers = {"Content-Disposition": f'attachment; filename="{service_key}-{asked.begins_on:%Y-%m}.xes"'}
    log = statistics.write_event_log(request.actor, service_key, since)
    return StreamingHttpResponse(log, content_type="application/xml; charset=utf-8", headers=headers)


def _asked(request: TownRequest, key: str) -> _Asked:
    today = organisation.local_today(request.actor.tenant)
    told = request.GET.get("months", "")
    months = next((each for each in _PERIODS if str(each) == told), _PERIODS[0])
    begins_on, ends_on = months_until(today, months)
    return _Asked(
        key=key,
        months=months,
        begins_on=begins_on,
        ends_on=ends_on,
        version=_version_asked(request),
    )


def _version_asked(request: TownRequest) -> str:
    """Return the address of the package asked for, empty for all. Raises: NotFoundHere when it is no address."""
    asked = request.GET.get("version", "")
    if asked and not _HASH.fullmatch(asked):
        raise NotFoundHere(detail="version")
    return asked


def _period(months: int) -> str:
    if months == 1:
        return _("This month")
    return ngettext("%(number)s month", "%(number)s months", months) % {"number": months}


def _sentence(report: ActivityReport, known: tuple[StepInfo, ...], months: int) -> str:
    cases = report.cases
    numbers = {
        "came": words.number_in_words(cases.entered),
        "done": words.number_in_words(cases.left),
        "open": words.number_in_words(cases.waiting),
        "months": str(months),
    }
    if months == 1:
        said = ngettext(
            "This month %(came)s came in and %(done)s went out; %(open)s case is open.",
            "This month %(came)s came in and %(done)s went out; %(open)s cases are open.",
            cases.waiting,
        )
    else:
        said = ngettext(
            "In %(months)s months %(came)s came in and %(done)s went out; %(open)s case is open.",
            "In %(months)s months %(came)s came in and %(done)s went out; %(open)s cases are open.",
            cases.waiting,
        )
    said %= numbers
    worst = next((step for step in report.steps if step.waiting), None)
    if worst is None:
        return said
    name = next((step.name for step in known if step.element == worst.place and step.name), worst.place)
    where = _("Most wait at “%(step)s”: %(number)s.") % {
        "step": name,
        "number": words.number_in_words(worst.waiting),
    }
    return f"{said} {where}"


def _version_links(versions: tuple[VersionActivity, ...], asked: _Asked) -> tuple[Tab, ...]:
    """Return a link to each version alone; none where there is only one."""
    if len(versions) < 2:
        return ()
    packages = sorted((catalogue.package(one.package_hash) for one in versions), key=age_of, reverse=True)
    return (
        Tab(label=_("All versions"), url=asked.url(version=""), is_current=not asked.version),
        *(
            Tab(
                label=package.ref.version,
                url=asked.url(version=package.ref.content_hash),
                is_current=package.ref.content_hash == asked.version,
            )
            for package in packages
        ),
    )
