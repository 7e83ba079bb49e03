"""Text, names, addresses and persons."""

import datetime as dt
import re
from typing import Any

from raadhus.forms.domain.definition import AddressField, LongTextField, NameField, PersonField, TextField
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.reading import Given, Read, Trouble, first, wrong
from raadhus.platform.text import clean, clean_line

_NAME_AT_MOST = 120
_STREET_AT_MOST = 120
_POSTAL_CODE = re.compile(r"[0-9]{4}\Z")
_NUMBER = re.compile(r"[0-9]{10,11}\Z")
_DANISH_LENGTH = 10
_INVENTED_DAY = 60  # Source: CPR-kontoret: 6 is added to the first digit of the day
_D_NUMBER_DAY = 40  # Source: folkeregisterforskriften § 2-2-3: 4 is added to the first digit of the day
_TEST_MONTH = 80  # Source: Skatteetaten, Tenor test data: 80 is added to the month


class Text:
    """One line."""

    suffixes = ("",)

    def read(self, field: TextField, given: Given, moment: Moment) -> Read:
        text = clean_line(first(given))
        return _bounded(text, field.at_most)

    def write(self, value: Any) -> dict[str, list[str]]:
        return {"": [str(value)]}

    def feel(self, value: Any) -> str:
        return str(value)


class LongText(Text):
    """Several lines."""

    def read(self, field: LongTextField, given: Given, moment: Moment) -> Read:  # type: ignore[override]  # its own field
        return _bounded(clean(first(given)), field.at_most)


class Name(Text):
    """A name, as its bearer writes it: any script, any mark, even a small picture."""

    def read(self, field: NameField, given: Given, moment: Moment) -> Read:  # type: ignore[override]  # its own field
        return _bounded(clean_line(first(given)), _NAME_AT_MOST)


class Address:
    """A postal address; kept as street, postal_code, city."""

    suffixes = ("-street", "-postal_code", "-city")

    def read(self, field: AddressField, given: Given, moment: Moment) -> Read:
        texts = {suffix: clean_line(first(given, suffix)) for suffix in self.suffixes}
        if not any(texts.values()):
            return Read()
        for suffix, text in texts.items():
            if not text:
                return wrong(f"address_without_{suffix[1:]}", suffix)
            if len(text) > _STREET_AT_MOST:
                return wrong("text_too_long", suffix, limit=_STREET_AT_MOST, length=len(text))
        if not _POSTAL_CODE.match(texts["-postal_code"]):
            return wrong("postal_code_of_four_digits", "-postal_code")
        return Read({suffix[1:]: text for suffix, text in texts.items()})

    def write(self, value: Any) -> dict[str, list[str]]:
        return {suffix: [str(value.get(suffix[1:], ""))] for suffix in self.suffixes}

    def feel(self, value: Any) -> dict[str, str]:
        return {name: str(text) for name, text in value.items()}


class Person:
    """Somebody else; kept as name and number."""

    suffixes = ("-name", "-number")

    def read(self, field: PersonField, given: Given, moment: Moment) -> Read:
        name = clean_line(first(given, "-name"))
        number = re.sub(r"[\s-]", "", first(given, "-number"))
        if not name and not number:
            return Read()
        troubles = []
        if not name:
            troubles.append(Trouble(name="-name", code="person_without_name"))
        elif len(name) > _NAME_AT_MOST:
            troubles.append(
                Trouble(
                    name="-name",
                    code="text_too_long",
                    params={"limit": _NAME_AT_MOST, "length": len(name)},
                )
            )
        if not number:
            troubles.append(Trouble(name="-number", code="person_without_number"))
        elif not could_be_a_number(number):
            troubles.append(Trouble(name="-number", code="not_an_identity_number"))
        return Read(None, tuple(troubles)) if troubles else Read({"name": name, "number": number})

    def write(self, value: Any) -> dict[str, list[str]]:
        return {"-name": [value.get("name", "")], "-number": [value.get("number", "")]}

    def feel(self, value: Any) -> dict[str, str]:
        return {"name": str(value.get("name", ""))}


def could_be_a_number(number: str) -> bool:
    """
    Tell whether ``number`` (10 digits Danish, 11 Norwegian) begins with a day and a month.

    No check digits: since 2007 modulus 11 is no rule for Danish numbers. Invented people (day + 60, month + 80) pass.
    """
    if not _NUMBER.match(number):
        return False
    is_danish = len(number) == _DANISH_LENGTH
    day, month = int(number[:2]), int(number[2:4])
    shift = _INVENTED_DAY if is_danish else _D_NUMBER_DAY
    day -= shift if day > shift else 0
    month -= _TEST_MONTH if not is_danish and month > _TEST_MONTH else 0
    try:
        dt.date(2000, month, day)  # a leap year: the century is not in these digits
    except ValueError:
        return False
    return True


def _bounded(text: str, at_most: int) -> Read:
    if len(text) > at_most:
        return wrong("text_too_long", limit=at_most, length=len(text))
    return Read(text or None)
