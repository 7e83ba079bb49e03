"""The envelope of an event and its way to and from JSON."""

import dataclasses
import datetime as dt
import functools
import types
import typing
from typing import Any, ClassVar, Self
from uuid import UUID

Scalar = UUID | str | int | bool | dt.date | dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """
    Something that happened, told upward.

    ``type`` is ``<module>.<PastTense>.v<n>``; a changed meaning gets a new version. Fields carry ids, codes and counts,
    never personal data. ``subject`` is what it happened to; events of one subject arrive in order.
    Source: CloudEvents 1.0 (type, subject, id, time).
    """

    type: ClassVar[str]
    subject: str

    def to_data(self) -> dict[str, Any]:
        """Return the fields but the subject as JSON values."""
        return {
            field.name: _to_json(getattr(self, field.name))
            for field in dataclasses.fields(self)
            if field.name != "subject"
        }

    @classmethod
    def from_data(cls, subject: str, data: dict[str, Any]) -> Self:
        """Return the event that ``to_data`` wrote; fields a newer writer added are left aside."""
        hints = _hints_of(cls)  # type: ignore[arg-type]  # a class can be hashed, whatever its instances can
        values = {name: _from_json(hints[name], value) for name, value in data.items() if name in hints}
        return cls(subject=subject, **values)


@functools.cache
def _hints_of(event_class: type[Any]) -> dict[str, Any]:
    """Return the types of the fields but the subject."""
    hints = typing.get_type_hints(event_class)
    return {
        field.name: hints[field.name] for field in dataclasses.fields(event_class) if field.name != "subject"
    }


def _to_json(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_to_json(part) for part in value]
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"An event carries ids, codes and counts, not a {type(value).__name__}.")


def _from_json(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    options = typing.get_args(hint) if typing.get_origin(hint) in {typing.Union, types.UnionType} else (hint,)
    for option in options:
        if option is UUID:
            return UUID(value)
        if option is dt.datetime:
            return dt.datetime.fromisoformat(value)
        if option is dt.date:
            return dt.date.fromisoformat(value)
        if typing.get_origin(option) is tuple:
            return tuple(_from_json(typing.get_args(option)[0], part) for part in value)
    return value
