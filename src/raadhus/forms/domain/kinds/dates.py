"""Days in three fields, and months to choose from."""

import datetime as dt
from typing import Any

from raadhus.forms.domain.definition import DateField, MonthField
from raadhus.forms.domain.moment import Moment, month_from
from raadhus.forms.domain.reading import Given, Read, first, wrong

_PARTS = ("-day", "-month", "-year")
_YEAR_DIGITS = 4


class Date:
    """A day; kept as ISO 8601."""

    suffixes = _PARTS

    def read(self, field: DateField, given: Given, moment: Moment) -> Read:
        texts = {part: first(given, part).strip() for part in _PARTS}
        if not any(texts.values()):
            return Read()
        for part, text in texts.items():
            if not text:
                return wrong(f"date_without_{part[1:]}", part)
            if not (text.isascii() and text.isdigit()) or len(text) > _YEAR_DIGITS:
                return wrong("date_in_digits", part)
        if len(texts["-year"]) != _YEAR_DIGITS:
            return wrong("year_with_four_digits", "-year")
        return self._read_day(field, texts, moment)

    def _read_day(self, field: DateField, texts: dict[str, str], moment: Moment) -> Read:
        try:
            day = dt.date(int(texts["-year"]), int(texts["-month"]), int(texts["-day"]))
        except ValueError:
            return wrong("no_such_date", "-day")
        if field.in_past and day > moment.today:
            return wrong("date_in_future", "-year")
        if day < field.earliest:
            return wrong("date_too_early", "-year", limit=field.earliest)
        return Read(day.isoformat())

    def write(self, value: Any) -> dict[str, list[str]]:
        day = dt.date.fromisoformat(value)
        return {"-day": [str(day.day)], "-month": [str(day.month)], "-year": [f"{day.year:04}"]}

    def feel(self, value: Any) -> dt.date:
        return dt.date.fromisoformat(value)


def months_offered(field: MonthField, moment: Moment) -> tuple[dt.date, ...]:
    """Return the first days of the months that can be chosen on the day of ``moment``."""
    return tuple(month_from(moment.today, field.first + each) for each in range(field.count))


class Month:
    """A month; kept as the ISO date of its first day."""

    suffixes = ("",)

    def read(self, field: MonthField, given: Given, moment: Moment) -> Read:
        text = first(given).strip()
        if not text:
            return Read()
        if text not in {day.isoformat() for day in months_offered(field, moment)}:
            return wrong("month_not_offered")
        return Read(text)

    def write(self, value: Any) -> dict[str, list[str]]:
        return {"": [str(value)]}

    def feel(self, value: Any) -> dt.date:
        return dt.date.fromisoformat(value)
