"""Running processes in words: where tokens stand, what happened to them, why an instance stays behind."""

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raadhus.processes.public import Place
from raadhus.ui.parts import Column, Table, Tone
from raadhus.ui.words import number_in_words

Words = str | Promise
_LONGEST = 500
STATUS: dict[str, tuple[Words, Tone]] = {
    "running": (gettext_lazy("running"), Tone.INFO),
    "paused": (gettext_lazy("paused"), Tone.WARNING),
    "completed": (gettext_lazy("completed"), Tone.SUCCESS),
    "failed": (gettext_lazy("ended by an error"), Tone.DANGER),
    "cancelled": (gettext_lazy("cancelled"), Tone.NEUTRAL),
}
STANDS: dict[str, Words] = {
    "waiting": gettext_lazy("waits"),
    "joining": gettext_lazy("waits for the other ways"),
    "scope": gettext_lazy("goes on within"),
    "incident": gettext_lazy("has failed"),
    "ready": gettext_lazy("is on its way"),
}
OUTCOMES: dict[str, Words] = {
    "done": gettext_lazy("done"),
    "merged": gettext_lazy("joined"),
    "ended": gettext_lazy("ended"),
    "interrupted": gettext_lazy("interrupted"),
    "incident": gettext_lazy("failed"),
    "error": gettext_lazy("left by its error"),
    "moved": gettext_lazy("moved by hand"),
    "by hand": gettext_lazy("answered by hand"),
    "taken back": gettext_lazy("taken back"),
}
ACTS: dict[str, Words] = {
    "paused": gettext_lazy("Paused"),
    "resumed": gettext_lazy("Let go on"),
    "moved": gettext_lazy("Moved by hand"),
    "went on": gettext_lazy("Answered by hand"),
    "cancelled": gettext_lazy("Cancelled"),
    "taken back": gettext_lazy("Cancelled, with what was done taken back"),
    "migrated": gettext_lazy("Moved to a new version"),
    "retried": gettext_lazy("Tried again"),
}
ATTEMPTS: dict[str, Words] = {
    "answered": gettext_lazy("answered"),
    "failed": gettext_lazy("failed"),
    "cut off": gettext_lazy("cut off"),
}
WHY: dict[str, Words] = {
    "gone": gettext_lazy("The step is not in the new version."),
    "other kind": gettext_lazy("It is another kind of step there."),
    "other place": gettext_lazy("It lies in another part of the process there."),
    "other work": gettext_lazy("The open task is done by somebody else there."),
    "other way": gettext_lazy("The way by which it came here is not there."),
    "lost wait": gettext_lazy("It waits for something that nobody waits for there."),
    "other wait": gettext_lazy("It waits for another message or signal there."),
    "cannot arm": gettext_lazy("What it would wait for there cannot be computed from its values."),
    "failed": gettext_lazy("Moving it failed; the log says where."),
}
MIGRATION: dict[str, tuple[Words, Tone]] = {
    "running": (gettext_lazy("under way"), Tone.INFO),
    "stopped": (gettext_lazy("stopped"), Tone.WARNING),
    "done": (gettext_lazy("done"), Tone.SUCCESS),
}


def place_in_words(place: Place) -> str:
    """Return what a step is called, and its id where that is something else."""
    if not place.name or place.name == place.element:
        return place.element
    return f"{place.name} ({place.element})"


def named(element: str, names: Mapping[str, str]) -> str:
    """Return what an element is called, and its id."""
    return place_in_words(Place(element, names.get(element, "")))


def duration_in_words(length: dt.timedelta) -> str:
    """Return a length of time in its largest unit."""
    seconds = int(length.total_seconds())
    if seconds < 60:
        return _("%(count)s s") % {"count": number_in_words(seconds)}
    if seconds < 3_600:
        return _("%(count)s min") % {"count": number_in_words(seconds // 60)}
    if seconds < 2 * 86_400:
        return _("%(count)s h") % {"count": number_in_words(seconds // 3_600)}
    return _("%(count)s days") % {"count": number_in_words(seconds // 86_400)}


def values_table(values: Mapping[str, object], caption: str) -> Table | None:
    """Return a process's values as a table, None when there are none."""
    if not values:
        return None
    return Table(
        caption=caption,
        columns=(Column(label=_("Name")), Column(label=_("Value"))),
        rows=tuple((name, value_in_words(values[name])[:_LONGEST]) for name in sorted(values)),
    )


def value_in_words(value: object) -> str:
    """Return a value as FEEL writes it, a time as ISO 8601 does."""
    match value:
        case Mapping():
            inner = ", ".join(f"{name}: {value_in_words(one)}" for name, one in value.items())
            return f"{{{inner}}}"
        case list() | tuple():
            return f"[{', '.join(value_in_words(one) for one in value)}]"
        case dt.date() | dt.time():
            return value.isoformat()
        case _:
            return _single(value)


def _single(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if value is None or isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def link(url: str, text: str) -> str:
    """Return a link as a cell of a table has it."""
    return format_html('<a href="{}">{}</a>', url, text)
