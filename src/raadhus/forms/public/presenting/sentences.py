"""What is wrong, in plain words that say how to put it right."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from raadhus.forms.domain.reading import Trouble
from raadhus.forms.public.presenting.texts import say
from raadhus.forms.use_cases.check_file import FILE_SENTENCES, room_for_files
from raadhus.platform.money import Money
from raadhus.ui import words

_SENTENCES: dict[str, Promise] = FILE_SENTENCES | {
    "needed_text": _("Write an answer."),
    "needed_long_text": _("Write an answer."),
    "needed_name": _("Write the name."),
    "needed_address": _("Write the street and number."),
    "needed_date": _("Write the day, month and year."),
    "needed_month": _("Choose a month."),
    "needed_money": _("Write an amount. Write 0 if there is none."),
    "needed_whole_number": _("Write a number. Write 0 if there are none."),
    "needed_yes_no": _("Choose yes or no."),
    "needed_choice": _("Choose one of the answers."),
    "needed_multiple_choice": _("Choose at least one of the answers."),
    "needed_person": _("Write the name."),
    "needed_attachment": _("Attach a file."),
    "text_too_long": _("Shorten the text: it has %(length)s characters, and there is room for %(limit)s."),
    "address_without_street": _("Write the street and number."),
    "address_without_postal_code": _("Write the postal code."),
    "address_without_city": _("Write the town."),
    "postal_code_of_four_digits": _("Write the postal code with four digits, for example 6700."),
    "date_without_day": _("Write the day too."),
    "date_without_month": _("Write the month too."),
    "date_without_year": _("Write the year too."),
    "date_in_digits": _("Write the date with digits, for example 31 3 2021."),
    "year_with_four_digits": _("Write the year with four digits, for example 2021."),
    "no_such_date": _("This day does not exist. Check the day and the month."),
    "date_in_future": _("This day has not come yet. Check the year."),
    "date_too_early": _("Choose a day from %(limit)s on."),
    "month_not_offered": _("Choose one of the months in the list."),
    "not_an_amount": _("Write the amount with digits, for example 24,300 or 24,300.50."),
    "negative": _("Write the amount without a minus sign. It cannot be less than 0."),
    "amount_too_small": _("Write an amount of at least %(limit)s."),
    "amount_too_large": _("Check the amount: here it can be at most %(limit)s."),
    "not_a_whole_number": _("Write a whole number with digits, for example 3."),
    "number_outside": _("Write a number from %(low)s to %(high)s."),
    "choose_one_of_these": _("Choose one of the answers in the list."),
    "person_without_name": _("Write the name."),
    "person_without_number": _("Write the identity number."),
    "not_an_identity_number": _(
        "Check the identity number: it begins with day, month and year of birth and has 10 digits (11 in Norway)."
    ),
    "say_what_is_wrong": _("Write what is not right, or use what the register says."),
    "say_what_is_right": _("Write how it is instead, or use what the register says."),
    "attach_paper_first": _("Attach the signed paper before you send."),
    "declare_first": _("Tick “%(accept)s” before you send."),
}


def sentence(trouble: Trouble, currency: str) -> str:
    """Return what to do about ``trouble``, in the language of the page."""
    if trouble.texts is not None:
        return say(trouble.texts)
    if trouble.code in _COUNTED:
        return _counted(trouble.code, trouble.params["limit"])
    return str(_SENTENCES[trouble.code]) % _shown(trouble.params, currency)


_COUNTED = {"too_few_items", "too_many_files"}


def _counted(code: str, limit: int) -> str:
    if code == "too_few_items":
        return ngettext(
            "Nothing is here yet. Add with the button below.",
            "Add with the button below until there are at least %(limit)s.",
            limit,
        ) % {"limit": limit}
    return room_for_files(limit)


def _shown(params: Mapping[str, Any], currency: str) -> dict[str, str]:
    return {name: _show(value, currency) for name, value in params.items()}


def _show(value: Any, currency: str) -> str:
    if isinstance(value, Decimal):
        return words.amount_in_words(Money(value, currency))
    if isinstance(value, dt.date):
        return words.date_in_words(value)
    return words.number_in_words(value) if isinstance(value, int) else str(value)
