"""Amounts as people write them: 12.345,50 and 12,345.50 and 12 345 are the same kind of thing."""

import re
from decimal import Decimal

LARGEST = Decimal(10_000_000)
_FORM = re.compile(r"(\d{1,3}(?:[.,'\s]\d{3})+|\d{1,9})(?:[.,](\d{1,2}))?\Z", re.ASCII)


class NotAnAmount(ValueError):
    """What was typed is no amount that somebody could earn."""


def read_amount(typed: str) -> Decimal:
    """
    Return the amount that ``typed`` means, exactly; the last separator before one or two digits begins the decimals.

    Raises: NotAnAmount for a negative or absurd amount, or when it is none.
    """
    plain = re.sub(r"[\u00a0\u202f]", " ", typed).strip()
    plain = re.sub(r"(?i)^(dkk|nok|kr\.?)\s*|\s*(dkk|nok|kr\.?)$", "", plain).removesuffix(",-")
    match = _FORM.fullmatch(plain)
    if match is None:
        raise NotAnAmount(typed)
    amount = Decimal(f"{re.sub(r'[^0-9]', '', match[1])}.{match[2] or 0}")
    if amount > LARGEST:
        raise NotAnAmount(typed)
    return amount
