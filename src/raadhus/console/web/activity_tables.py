"""The tables and marks of where cases are: figures in words."""

import datetime as dt
import json
from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from raadhus.catalogue import public as catalogue
from raadhus.console.web.activity_words import length_in_words, share_in_words
from raadhus.console.web.channels import NAMES
from raadhus.processes.public import StepInfo
from raadhus.statistics import public as statistics
from raadhus.statistics.public import ActivityReport, CaseActivity, Channel, StepActivity, VersionActivity
from raadhus.ui import words
from raadhus.ui.parts import Column, Table

_CHANNELS = {
    "self-service": Channel.SELF_SERVICE,
    "desk": Channel.PERSONAL,
    "phone": Channel.PHONE,
    "paper": Channel.LETTER,
}


_WHOLE = "#all"  # ends the id of a step that is done several times at once, taken as a whole (see processes)


def names_of(known: tuple[StepInfo, ...]) -> dict[str, str]:
    """Return what steps are called, by element; of one that is done several times the single times are told apart."""
    wholes = {step.element.removesuffix(_WHOLE) for step in known if step.element.endswith(_WHOLE)}
    return {
        step.element: _("%(step)s, each time") % {"step": step.name or step.element}
        if step.element in wholes
        else step.name or step.element.removesuffix(_WHOLE)
        for step in known
    }


def age_of(package: catalogue.Package) -> tuple[tuple[int, str], ...]:
    """Return what sorts versions: "1.10.0" after "1.9.0"."""
    parts = package.ref.version.replace("+", ".").split(".")
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def figures_of(cases: CaseActivity) -> tuple[tuple[str, str], ...]:
    """Return what is said of whole cases: label and value."""
    return (
        (_("Came"), words.number_in_words(cases.entered)),
        (_("Closed"), words.number_in_words(cases.left)),
        (_("Open now"), words.number_in_words(cases.waiting)),
        (_("Half are closed within"), length_in_words(cases.stays.median)),
        (_("Nine of ten within"), length_in_words(cases.stays.ninetieth)),
        (_("Decided by rules alone"), share_in_words(cases.automatic_percent)),
        (_("Deadlines kept"), share_in_words(cases.in_time_percent)),
    )


def marks_of(steps: tuple[StepActivity, ...]) -> str:
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


def steps_table(steps: tuple[StepActivity, ...], known: tuple[StepInfo, ...]) -> Table:
    """Return the steps where something can take time, in the order of the model; others where something waits."""
    by_place = {step.place: step for step in steps}
    names = names_of(known)
    shown = [
        (names[step.element], by_place.pop(step.element, None))
        for step in known
        if statistics.takes_time(step.kind) or (step.element in by_place and by_place[step.element].waiting)
    ]
    drawn = {step.element for step in known}
    shown += [(place, step) for place, step in by_place.items() if place not in drawn]
    columns = (_("Came"), _("Left"), _("Waiting now"), _("Half within"), _("Nine of ten within"))
    return Table(
        caption=_("Step by step"),
        columns=(Column(label=_("Step")), *(Column(label=label, is_number=True) for label in columns)),
        rows=tuple((name, *_step_cells(step)) for name, step in shown),
    )


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


def versions_table(key: str, versions: tuple[VersionActivity, ...], days: Mapping[str, dt.date]) -> Table:
    """Return the figures of each version, the newest first; ``days``: since when each holds or held, by its hash."""
    rows = [(catalogue.package(one.package_hash), one.cases) for one in versions]
    rows.sort(key=lambda row: age_of(row[0]), reverse=True)
    labels = [label for label, _value in figures_of(rows[0][1])] if rows else []
    befores = [*(package for package, _cases in rows[1:]), None]
    return Table(
        caption=_("Before and after a change"),
        columns=(
            Column(label=_("Version")),
            *(Column(label=label, is_number=True) for label in labels),
            *((Column(label=_("What was changed")),) if len(rows) > 1 else ()),
        ),
        rows=tuple(
            (
                _version_in_words(package, days),
                *(value for _label, value in figures_of(cases)),
                *((_differences(key, before, package),) if len(rows) > 1 else ()),
            )
            for (package, cases), before in zip(rows, befores, strict=True)
        ),
    )


def _version_in_words(package: catalogue.Package, days: Mapping[str, dt.date]) -> str:
    since = days.get(package.ref.content_hash)
    if since is None:
        return package.ref.version
    return _("%(version)s, from %(day)s") % {
        "version": package.ref.version,
        "day": words.date_in_words(since),
    }


def _differences(key: str, before: catalogue.Package | None, after: catalogue.Package) -> str:
    """Return the ways to what differs between two versions that stand beside each other in the table."""
    if before is None:
        return "–"
    both = urlencode({"before": before.ref.content_hash, "after": after.ref.content_hash})
    found = [
        (f"{reverse(page, args=[key])}?{both}", label)
        for file, page, label in (
            (catalogue.PROCESS, "workspace:models-compare", _("The process")),
            (catalogue.RULES, "workspace:rules-compare", _("The rules")),
        )
        if file in before.files and file in after.files and before.files[file] != after.files[file]
    ]
    if not found:
        return _("Something else")
    return format_html_join(", ", '<a href="{}">{}</a>', found)


def channels_table(report: ActivityReport) -> Table:
    """Return how many cases came on each channel."""
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
