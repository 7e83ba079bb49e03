"""Answers as rules want them: each typed by its own field, never by what its text looks like."""

from collections.abc import Mapping
from typing import Any

from raadhus.forms.domain.compiled import CompiledField, CompiledForm
from raadhus.forms.domain.sheet import find, put


def rule_values(form: CompiledForm, answers: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return nested ``answers`` with amounts as decimals and days and months as dates; a question not answered is absent.

    A child may be called ``2024-05``: only the field knows that this is a name. What no field of ``form`` asked for is
    left out.
    """
    values: dict[str, Any] = {}
    for field in form.fields():
        given = find(answers, field.key)
        if given is not None:
            put(values, field.key, _value(field, given))
    return values


def _value(field: CompiledField, given: Any) -> Any:
    if field.group is not None:
        return [
            {
                each.key: _value(each, item[each.key])
                for each in field.fields
                if item.get(each.key) is not None
            }
            for item in given
        ]
    return given if field.kind is None else field.kind.feel(given)
