"""How scenario files write amounts, days and months: as text, which the rules read as what it means."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_AMOUNT = re.compile(r"-?[0-9]{1,15}\.[0-9]{2}\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}\Z")


def value_of(value: Any) -> Any:
    """
    Return what a scenario means by ``value``: amounts (two decimals) as Decimal, days as dates, months as their first
    day.

    Raises: ValueError for a day that no calendar has.
    """
    if isinstance(value, Mapping):
        return {name: value_of(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [value_of(part) for part in value]
    if not isinstance(value, str):
        return value
    if _AMOUNT.match(value):
        return Decimal(value)
    if _DAY.match(value):
        return dt.date.fromisoformat(value)
    return dt.date.fromisoformat(f"{value}-01") if _MONTH.match(value) else value
