"""Amounts of money and whole numbers."""

from decimal import Decimal
from typing import Any

from raadhus.forms.domain.definition import MoneyField, WholeNumberField
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.reading import Given, Read, first, wrong
from raadhus.platform.amounts import CannotReadAmount, parse_amount


class Money:
    """An amount with øre; kept as text with two decimals and a point."""

    suffixes = ("",)

    def read(self, field: MoneyField, given: Given, moment: Moment) -> Read:
        text = first(given).strip()
        if not text:
            return Read()
        try:
            amount = parse_amount(text)
        except CannotReadAmount as error:
            return wrong("not_an_amount" if error.code == "too_long" else error.code)
        if amount < 0 <= field.minimum:
            return wrong("negative")
        if amount < field.minimum:
            return wrong("amount_too_small", limit=field.minimum)
        if amount > field.maximum:
            return wrong("amount_too_large", limit=field.maximum)
        return Read(str(amount))

    def write(self, value: Any) -> dict[str, list[str]]:
        return {"": [str(value)]}

    def feel(self, value: Any) -> Decimal:
        return Decimal(value)


class WholeNumber:
    """A whole number."""

    suffixes = ("",)

    def read(self, field: WholeNumberField, given: Given, moment: Moment) -> Read:
        text = first(given).strip()
        if not text:
            return Read()
        try:
            amount = parse_amount(text)
        except CannotReadAmount:
            return wrong("not_a_whole_number")
        if amount != amount.to_integral_value():
            return wrong("not_a_whole_number")
        if not field.minimum <= amount <= field.maximum:
            return wrong("number_outside", low=field.minimum, high=field.maximum)
        return Read(int(amount))

    def write(self, value: Any) -> dict[str, list[str]]:
        return {"": [str(value)]}

    def feel(self, value: Any) -> Decimal:
        return Decimal(value)
