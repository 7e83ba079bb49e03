"""Where cases are: what came and went in a service, where it waits, how long it takes, and whether a change helped."""

import dataclasses
import datetime as dt
import json
import re

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue import public as catalogue
from raadhus.console.web.activity_words import length_in_words, share_in_words
from raadhus.console.web.channels import NAMES
from raadhus.console.web.figure_tabs import figure_tabs
from raadhus.identity.public import require_staff
from raadhus.organisation import public as organisation
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.processes import public as processes
from raadhus.processes.public import StepInfo
from raadhus.statistics import public as statistics
from raadhus.statistics.public import ActivityReport, CaseActivity, Channel, StepActivity, VersionActivity
from raadhus.ui import words
from raadhus.ui.parts import Column, Crumb, Fact, Tab, Table

_PROCESS = "process.bpmn"
_HASH = re.compile("[0-9a-f]{64}")
_PERIODS = (12, 3, 1)  # months, this one among them
_CHANNELS = {
    "self-service": Channel.SELF_SERVICE,
    "desk": Channel.PERSONAL,
    "phone": Channel.PHONE,
    "paper": Channel.LETTER,
}


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
    steps: Table
    versions: Table
    version_links: tuple[Tab, ...]
    channels: Table
    updated_at: str
    error_percent: int = statistics.ERROR_PERCENT


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the address asks for: months from the first day of ``begins_on`` to before ``ends_on``, of which version."""

    key: str
    months: int
    begins_on: dt.date
    ends_on: dt.date
    version: str

    def url(self, *, months: int | None = None, version: str | None = None) -> str:
        """Return the address of the same page of another period or version."""
        which = self.version if version is None else version
        of_version = f"&version={which}" if which else ""
        return f"{reverse('console:activity', args=[self.key])}?months={months or self.months}{of_version}"


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
        (capfirst(title), reverse("console:activity", args=[one.service_key]), _figures(one.cases))
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
    asked = _asked(request, service_key)
    report = statistics.get_activity(
        request.actor, service_key, asked.begins_on, asked.ends_on, package_hash=asked.version
    )
    drawn = _drawn_version(request.actor, asked, report)
    known = _known_steps(drawn)
    title = capfirst(_title(drawn))
    page = ActivityPage(
        title=title,
        sentence=_sentence(report, known, asked.months),
        crumbs=(Crumb(label=_("Where cases are"), url=reverse("console:activities")), Crumb(label=title)),
        periods=tuple(
            Tab(label=_period(months), url=asked.url(months=months), is_current=months == asked.months)
            for months in _PERIODS
        ),
        version=drawn.ref.version if asked.version else "",
        all_versions_url=asked.url(version=""),
        facts=tuple(Fact(label=label, value=value) for label, value in _figures(report.cases)),
        source_url=f"{reverse('console:activity-diagram', args=[service_key])}?version={drawn.ref.content_hash}"
        if known
        else "",
        marks=_marks(report.steps),
        log_url=f"{reverse('console:activity-log', args=[service_key])}?months={asked.months}",
        steps=_steps_table(report.steps, known),
        versions=_versions_table(report.versions),
        version_links=_version_links(report.versions, asked),
        channels=_channels_table(report),
        updated_at=words.instant_in_words(clock.now()),
    )
    return render(request, "console/activity/service.html", {"page": page})


@require_safe
@require_staff(Role.LEADER)
def diagram(request: TownRequest, service_key: str) -> HttpResponse:
    """Give the process of one version, for the drawing."""
    package = _own_version(request.actor, service_key, _version_asked(request))
    if _PROCESS not in package.files:
        raise NotFoundHere(detail=f"process of {service_key}")
    return HttpResponse(package.files[_PROCESS], content_type="application/xml; charset=utf-8")


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
    first = today.year * 12 + today.month - months
    return _Asked(
        key=key,
        months=months,
        begins_on=dt.date(first // 12, first % 12 + 1, 1),
        ends_on=(today.replace(day=1) + dt.timedelta(days=32)).replace(day=1),
        version=_version_asked(request),
    )


def _version_asked(request: TownRequest) -> str:
    """Return the address of the package asked for, empty for all. Raises: NotFoundHere when it is no address."""
    asked = request.GET.get("version", "")
    if asked and not _HASH.fullmatch(asked):
        raise NotFoundHere(detail="version")
    return asked


def _drawn_version(actor: Actor, asked: _Asked, report: ActivityReport) -> catalogue.Package:
    """Return the version asked for, else the newest with cases, else what is offered today. Raises: NotFoundHere."""
    if asked.version:
        return _own_version(actor, asked.key, asked.version)
    found = [catalogue.package(one.package_hash) for one in report.versions]
    if found:
        return max(found, key=_age)
    return catalogue.service(actor, asked.key, get_language() or "en").package


def _own_version(actor: Actor, key: str, content_hash: str) -> catalogue.Package:
    """Return a version that this town had cases on, or offers today: none other is shown. Raises: NotFoundHere."""
    if content_hash and statistics.has_activity(actor, key, content_hash):
        return catalogue.package(content_hash)
    offered = catalogue.service(actor, key, get_language() or "en").package
    if content_hash != offered.ref.content_hash:
        raise NotFoundHere(detail=f"version of {key}")
    return offered


def _age(package: catalogue.Package) -> tuple[tuple[int, str], ...]:
    """Return what sorts versions: "1.10.0" after "1.9.0"."""
    parts = package.ref.version.replace("+", ".").split(".")
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def _title(package: catalogue.Package) -> str:
    title = package.service.title
    return title.get(get_language() or "en", title["en"])


def _known_steps(package: catalogue.Package) -> tuple[StepInfo, ...]:
    if _PROCESS not in package.files:
        return ()
    return processes.list_steps(package.process_model)


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


def _figures(cases: CaseActivity) -> tuple[tuple[str, str], ...]:
    return (
        (_("Came"), words.number_in_words(cases.entered)),
        (_("Closed"), words.number_in_words(cases.left)),
        (_("Open now"), words.number_in_words(cases.waiting)),
        (_("Half are closed within"), length_in_words(cases.stays.median)),
        (_("Nine of ten within"), length_in_words(cases.stays.ninetieth)),
        (_("Decided by rules alone"), share_in_words(cases.automatic_percent)),
        (_("Deadlines kept"), share_in_words(cases.in_time_percent)),
    )


def _marks(steps: tuple[StepActivity, ...]) -> str:
    """Return what the drawing shows at each element: how many wait, said in words, and how hot, 1 to 5."""
    most = max((step.waiting for step in steps), default=0)
    return json.dumps(
        [
            {
                "element": step.place,
                "text": ngettext("%(number)s waits", "%(number)s wait", step.waiting)
                % {"number": words.number_in_words(step.waiting)},
                "heat": -(-5 * step.waiting // most),
            }
            for step in steps
            if step.waiting
        ]
    )


def _steps_table(steps: tuple[StepActivity, ...], known: tuple[StepInfo, ...]) -> Table:
    """Return the steps where something can take time, in the order of the model; others where something waits."""
    by_place = {step.place: step for step in steps}
    shown = [
        (step.name or step.element, by_place.pop(step.element, None))
        for step in known
        if _takes_time(step) or (step.element in by_place and by_place[step.element].waiting)
    ]
    drawn = {step.element for step in known}
    shown += [(place, step) for place, step in by_place.items() if place not in drawn]
    columns = (_("Came"), _("Left"), _("Waiting now"), _("Half within"), _("Nine of ten within"))
    return Table(
        caption=_("Step by step"),
        columns=(Column(label=_("Step")), *(Column(label=label, is_number=True) for label in columns)),
        rows=tuple((name, *_step_cells(step)) for name, step in shown),
    )


def _takes_time(step: StepInfo) -> bool:
    return step.kind.lower().endswith(("task", "activity", "subprocess", "transaction", "catchevent"))


def _step_cells(step: StepActivity | None) -> tuple[str, ...]:
    if step is None:
        return ("0", "0", "0", "–", "–")
    return (
        words.number_in_words(step.entered),
        words.number_in_words(step.left),
        words.number_in_words(step.waiting),
        length_in_words(step.stays.median),
        length_in_words(step.stays.ninetieth),
    )


def _versions_table(versions: tuple[VersionActivity, ...]) -> Table:
    rows = [(catalogue.package(one.package_hash), one.cases) for one in versions]
    rows.sort(key=lambda row: _age(row[0]), reverse=True)
    labels = [label for label, _value in _figures(rows[0][1])] if rows else []
    return Table(
        caption=_("Before and after a change"),
        columns=(
            Column(label=_("Version")),
            *(Column(label=label, is_number=True) for label in labels),
        ),
        rows=tuple(
            (package.ref.version, *(value for _label, value in _figures(cases))) for package, cases in rows
        ),
    )


def _version_links(versions: tuple[VersionActivity, ...], asked: _Asked) -> tuple[Tab, ...]:
    """Return a link to each version alone; none where there is only one."""
    if len(versions) < 2:
        return ()
    packages = sorted((catalogue.package(one.package_hash) for one in versions), key=_age, reverse=True)
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


def _channels_table(report: ActivityReport) -> Table:
    return Table(
        caption=_("How they came"),
        columns=(Column(label=_("Channel")), Column(label=_("Cases"), is_number=True)),
        rows=tuple(
            (
                str(NAMES[_CHANNELS[channel]]) if channel in _CHANNELS else channel,
                words.number_in_words(number),
            )
            for channel, number in report.channels
        ),
    )
