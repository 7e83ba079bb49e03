"""Identity numbers: their shape, and the day of birth they carry. Nothing here says that a number was given out."""

import datetime as dt

_CPR_LENGTH = 10
_FNR_LENGTH = 11
_INVENTED_DAY = 60  # Source: CPR-kontoret on replacement numbers: 6 is added to the first digit of the day
_D_NUMBER_DAY = 40  # Source: folkeregisterforskriften § 2-2-3: 4 is added to the first digit of the day
_TEST_MONTH = 80  # Source: Skatteetaten, Tenor test data: 80 is added to the month


class MalformedNumber(ValueError):
    """These characters are no identity number of that country."""


def country_of(digits: str) -> str:
    """
    Return whose number this is by its length: "dk" or "no".

    Raises: MalformedNumber.
    """
    countries = {_CPR_LENGTH: "dk", _FNR_LENGTH: "no"}
    if len(digits) not in countries:
        raise MalformedNumber("An identity number has 10 digits in Denmark and 11 in Norway.")
    return countries[len(digits)]


def clean_number(raw: str, country: str = "") -> str:
    """
    Return the digits of ``raw`` (leading zeros kept; one hyphen or space as people write it is taken out).

    ``country``: "dk" or "no", or empty when either will do. Modulus 11 is not asked for: since 2007 it is no rule
    in Denmark.
    Raises: MalformedNumber.
    """
    digits = raw.strip().replace("-", "", 1).replace(" ", "", 1)
    if not (digits.isascii() and digits.isdigit()):
        raise MalformedNumber("An identity number consists of digits.")
    if country and country_of(digits) != country:
        raise MalformedNumber("An identity number of this country has another length.")
    _check_day_and_month(digits, country_of(digits))
    return digits


def _check_day_and_month(digits: str, country: str) -> None:
    day, month = int(digits[:2]), int(digits[2:4])
    shift = _INVENTED_DAY if country == "dk" else _D_NUMBER_DAY
    day -= shift if day > shift else 0
    month -= _TEST_MONTH if country == "no" and month > _TEST_MONTH else 0
    try:
        dt.date(2000, month, day)  # a leap year: the century is not in these digits
    except ValueError as error:
        raise MalformedNumber("An identity number begins with a day and a month.") from error
