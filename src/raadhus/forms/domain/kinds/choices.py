"""Yes or no, one of several, any of several."""

from typing import Any

from raadhus.forms.domain.definition import ChoiceField, MultipleChoiceField, YesNoField
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.reading import Given, Read, first, wrong

_YES_NO = {"yes": True, "no": False}


class YesNo:
    """Yes or no; kept as true or false."""

    suffixes = ("",)

    def read(self, field: YesNoField, given: Given, moment: Moment) -> Read:
        text = first(given)
        if not text:
            return Read()
        return Read(_YES_NO[text]) if text in _YES_NO else wrong("choose_one_of_these")

    def write(self, value: Any) -> dict[str, list[str]]:
        return {"": ["yes" if value else "no"]}

    def feel(self, value: Any) -> bool:
        return bool(value)


class Choice:
    """One of the options; kept as its value."""

    suffixes = ("",)

    def read(self, field: ChoiceField, given: Given, moment: Moment) -> Read:
        text = first(given)
        if not text:
            return Read()
        if text not in {option.value for option in field.options}:
            return wrong("choose_one_of_these")
        return Read(text)

    def write(self, value: Any) -> dict[str, list[str]]:
        return {"": [str(value)]}

    def feel(self, value: Any) -> str:
        return str(value)


class MultipleChoice:
    """Any of the options; kept as a list in the order of the form."""

    suffixes = ("",)

    def read(self, field: MultipleChoiceField, given: Given, moment: Moment) -> Read:
        chosen = {text for text in given.get("", []) if text}
        known = [option.value for option in field.options]
        if not chosen <= set(known):
            return wrong("choose_one_of_these")
        return Read([value for value in known if value in chosen] or None)

    def write(self, value: Any) -> dict[str, list[str]]:
        return {"": [str(each) for each in value]}

    def feel(self, value: Any) -> list[str]:
        return [str(each) for each in value]
