"""What a process model is set to, in words: names of handlers, lengths of time, how days are counted."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from raadhus.processes.public import settings
from raadhus.processes.public.settings import Values
from raadhus.workspace.web.model_pages import words

_LENGTH = re.compile(
    r"P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=.)(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?\Z"
)
_CYCLE = re.compile(r"R(\d{0,4})/(P.+)\Z")
_BY_NAME = {one.name: one for found in settings.SETTINGS.values() for one in found}
_UNITS: tuple[Callable[[int], str], ...] = (
    lambda count: ngettext("%(count)s year", "%(count)s years", count),
    lambda count: ngettext("%(count)s month", "%(count)s months", count),
    lambda count: ngettext("%(count)s week", "%(count)s weeks", count),
    lambda count: ngettext("%(count)s day", "%(count)s days", count),
    lambda count: ngettext("%(count)s hour", "%(count)s hours", count),
    lambda count: ngettext("%(count)s minute", "%(count)s minutes", count),
)


def value_in_words(name: str, value: str) -> str:
    """Return what a step is set to, or another trait of it, in words; FEEL and names stand as they are written."""
    if name == "kind":
        return words.kind_in_words(value) if value else ""
    if name == "trigger":
        return str(words.TRIGGER.get(value, value))
    setting = _BY_NAME.get(name)
    if name == "time" or (setting is not None and setting.values is Values.TIME):
        return time_in_words(value)
    return value if setting is None else settings.choice_in_words(setting, value)


def time_in_words(written: str) -> str:
    """Return a length of time or a cycle of ISO 8601 in words; what is neither, such as FEEL, stands as it is written."""
    cycle = _CYCLE.match(written)
    length = _length_in_words(cycle[2] if cycle else written)
    if not length:
        return written
    if cycle is None:
        return length
    if not cycle[1]:
        return _("again and again, %(length)s apart") % {"length": length}
    times = int(cycle[1])
    said = ngettext("%(count)s time, %(length)s apart", "%(count)s times, %(length)s apart", times)
    return said % {"count": times, "length": length}


def _length_in_words(written: str) -> str:
    found = _LENGTH.match(written)
    counts = (
        [(int(count), unit) for count, unit in zip(found.groups(), _UNITS, strict=True) if count]
        if found
        else []
    )
    return " ".join(unit(count) % {"count": count} for count, unit in counts)
