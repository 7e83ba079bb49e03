"""Dates, times, amounts and deadlines as a person would say them, in the active language."""

import datetime as dt
import re
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, get_language_info, gettext, ngettext

from raadhus.platform.money import Money

NO_BREAK = "\u00a0"
WEEKS_IN_DAYS_UNTIL = 14
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:%|kr\b|kroner\b))")
_IN_PHONE = re.compile(r"(?<![\d.,])(?<!\d )(?:\+\d\d )?\d\d \d\d \d\d \d\d(?![\d.,]*\d| \d)")
_BEFORE_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_BEFORE_FIGURE = re.compile(r"(?<=\b(?:DKK|NOK)) (?=\d)")
_EIGHT_DIGITS = frozenset({"+45", "+47"})
_PHONE_DIGITS = 8


def language_in_words(code: str) -> str:
    """Return the name of a language within a sentence: "Danish" / "dansk". Raises: KeyError for one that nobody knows."""
    name = str(get_language_info(code)["name_translated"])
    return name if get_language() == "en" else name.lower()  # only English writes it with a capital


def day_in_words(day: dt.date, *, with_year: bool = False) -> str:
    """Return e.g. "Tuesday 3 November" / "tirsdag den 3. november"."""
    parts = {"weekday": str(WEEKDAYS[day.weekday()]), "day": day.day, "month": str(MONTHS[day.month])}
    if with_year:
        return gettext("%(weekday)s %(day)s\u00a0%(month)s %(year)s") % (parts | {"year": day.year})
    return gettext("%(weekday)s %(day)s\u00a0%(month)s") % parts


def date_in_words(day: dt.date) -> str:
    """Return e.g. "3 November 2024" / "3. november 2024"."""
    return gettext("%(day)s\u00a0%(month)s %(year)s") % {
        "day": day.day,
        "month": str(MONTHS[day.month]),
        "year": day.year,
    }


def short_date_in_words(day: dt.date) -> str:
    """Return e.g. "3 November" / "3. november"."""
    return gettext("%(day)s\u00a0%(month)s") % {"day": day.day, "month": str(MONTHS[day.month])}


def near_date_in_words(day: dt.date, today: dt.date) -> str:
    """Return e.g. "3 November" for a day of this year, else "3 November 2025"."""
    return short_date_in_words(day) if day.year == today.year else date_in_words(day)


def month_in_words(day: dt.date) -> str:
    """Return e.g. "November 2024" / "november 2024"."""
    return gettext("%(month)s %(year)s") % {"month": str(MONTHS[day.month]), "year": day.year}


def time_in_words(at: dt.datetime | dt.time) -> str:
    """Return e.g. "14:05" / "kl. 14.05"; an instant is shown in the active time zone."""
    local = timezone.localtime(at) if isinstance(at, dt.datetime) and timezone.is_aware(at) else at
    return gettext("%(hour)02d:%(minute)02d") % {"hour": local.hour, "minute": local.minute}


def instant_in_words(at: dt.datetime) -> str:
    """Return e.g. "3 November 2024 at 14:05", in the active time zone."""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return gettext("%(date)s at %(time)s") % {"date": date_in_words(local.date()), "time": time_in_words(at)}


def deadline_in_words(on: dt.date, today: dt.date) -> str:
    """Return how far away a deadline is: "today", "in 3 days", "in 4 weeks", "2 days late"."""
    days = (on - today).days
    if days < 0:
        return ngettext("%(count)s day late", "%(count)s days late", -days) % {"count": -days}
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days <= WEEKS_IN_DAYS_UNTIL:
        return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
    weeks = round(days / 7)
    return ngettext("in %(count)s week", "in %(count)s weeks", weeks) % {"count": weeks}


def number_in_words(number: Decimal | int) -> str:
    """Return a number grouped as the language does, with its decimals kept: "12.345,5" in Danish."""
    places = max(0, -int(Decimal(number).normalize().as_tuple().exponent))
    return formats.number_format(number, decimal_pos=places, use_l10n=True, force_grouping=True)


def percent_in_words(percent: Decimal | None) -> str:
    """Return "62" for 62.00, "62,5" for 62.50 in Danish, empty without one."""
    return "" if percent is None else number_in_words(percent)


def amount_in_words(amount: Money) -> str:
    """Return an amount with its unit: "1.850 kr.", "1 850 kr", "DKK 1,850"; øre only when there are any."""
    rounded = amount.rounded()
    whole = rounded.amount == rounded.amount.to_integral_value()
    number = formats.number_format(
        rounded.amount, decimal_pos=0 if whole else 2, use_l10n=True, force_grouping=True
    )
    return _amount_pattern(amount.currency) % {"number": number, "currency": amount.currency}


def currency_in_words(currency: str) -> str:
    """Return the unit that stands beside an amount: "kr." in Danish, "DKK" in English."""
    return (_amount_pattern(currency) % {"number": "", "currency": currency}).strip(f" {NO_BREAK}")


def kept_together(text: str) -> str:
    """Return a sentence in which no line ends between a figure and its unit, or within a figure or phone number."""
    whole = _BEFORE_THOUSANDS.sub(NO_BREAK, text)
    figures = _BEFORE_UNIT.sub(NO_BREAK, _BEFORE_FIGURE.sub(NO_BREAK, whole))
    return _IN_PHONE.sub(lambda found: found[0].replace(" ", NO_BREAK), figures)


def _amount_pattern(currency: str) -> str:
    if currency == "DKK":
        return gettext("DKK\u00a0%(number)s")
    if currency == "NOK":
        return gettext("NOK\u00a0%(number)s")
    return gettext("%(currency)s\u00a0%(number)s")


def label_before_answer(label: str) -> str:
    """Return a label as it stands before its answer: a question keeps its mark, all else gets a colon."""
    return label if label.endswith("?") else f"{label}:"


def phone_in_words(phone: str) -> str:
    """Return a Danish or Norwegian number (E.164) in pairs, "+45 12 34 56 78"; any other as it is."""
    code, digits = phone[:3], phone[3:]
    if code not in _EIGHT_DIGITS or len(digits) != _PHONE_DIGITS or not digits.isdecimal():
        return phone
    return NO_BREAK.join((code, *(digits[at : at + 2] for at in range(0, _PHONE_DIGITS, 2))))


def size_in_words(size_bytes: int) -> str:
    """Return a file's size: "640 kB", "2.4 MB"."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))}{NO_BREAK}kB"
    return f"{number_in_words(Decimal(size_bytes // 100_000) / 10)}{NO_BREAK}MB"
