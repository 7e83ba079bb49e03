"""The kinds of field, each with its way from typed text to value and back."""

from raadhus.forms.domain.kinds.choices import Choice, MultipleChoice, YesNo
from raadhus.forms.domain.kinds.dates import Date, Month
from raadhus.forms.domain.kinds.money import Money, WholeNumber
from raadhus.forms.domain.kinds.words import Address, LongText, Name, Person, Text
from raadhus.forms.domain.reading import Kind

KINDS: dict[str, Kind] = {
    "text": Text(),
    "long_text": LongText(),
    "name": Name(),
    "address": Address(),
    "date": Date(),
    "month": Month(),
    "money": Money(),
    "whole_number": WholeNumber(),
    "yes_no": YesNo(),
    "choice": Choice(),
    "multiple_choice": MultipleChoice(),
    "person": Person(),
}
