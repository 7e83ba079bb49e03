"""How the figures of activity are said: lengths of time, shares, numbers."""

from decimal import Decimal

from django.utils.translation import gettext as _

from raadhus.ui import words

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def length_in_words(seconds: float | None) -> str:
    """Return "3.5 hours" for a length in seconds, in the unit that says it best; a dash for none."""
    if seconds is None:
        return "–"
    if seconds < 1:
        return _("at once")
    if seconds < 1.5 * _MINUTE:
        return _("%(number)s sec.") % {"number": words.number_in_words(round(seconds))}
    if seconds < 1.5 * _HOUR:
        return _("%(number)s min.") % {"number": words.number_in_words(round(seconds / _MINUTE))}
    if seconds < 1.5 * _DAY:
        return _("%(number)s hours") % {"number": _short(seconds / _HOUR)}
    return _("%(number)s days") % {"number": _short(seconds / _DAY)}


def share_in_words(percent: int | None) -> str:
    """Return "87%", a dash for a share of nothing."""
    return "–" if percent is None else _("%(share)s%%") % {"share": percent}


def _short(number: float) -> str:
    """Return one decimal below ten, none above."""
    return words.number_in_words(round(Decimal(number), 1) if number < 9.95 else round(number))
