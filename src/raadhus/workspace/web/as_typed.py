"""Fields of a form that was refused, as they were typed: nobody types a thing twice."""

import dataclasses
from collections.abc import Iterable

from django.http import QueryDict

from raadhus.ui.fields import CheckField, Field, SelectField, TextAreaField, TextField


def as_typed(fields: Iterable[Field], post: QueryDict) -> tuple[Field, ...]:
    """Return the fields of one form with what was sent in them; as they are when another form was sent."""
    all_of_them = tuple(fields)
    if not any(field.name in post for field in all_of_them):
        return all_of_them
    return tuple(_typed(field, post) for field in all_of_them)


def _typed(field: Field, post: QueryDict) -> Field:
    if isinstance(field, CheckField):
        return dataclasses.replace(field, is_checked=field.name in post)
    if isinstance(field, TextField | TextAreaField | SelectField) and field.name in post:
        return dataclasses.replace(field, value=str(post[field.name]))
    return field
