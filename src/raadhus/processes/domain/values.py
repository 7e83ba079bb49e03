"""Process variables on their way in and out of storage, exact: a decimal stays a decimal, a date a date."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

_TAG = "@"


class CannotKeepValue(ValueError):
    """A value that is no FEEL value and can therefore be no process variable."""


def normal(value: object) -> object:
    """
    Return the FEEL value for what a handler or a caller gives: int becomes Decimal, UUID text, tuple list.

    Raises: CannotKeepValue for anything that FEEL does not know, a binary float among them.
    """
    match value:
        case None | bool() | str() | Decimal() | date() | time() | timedelta():
            return value
        case int():
            return Decimal(value)
        case UUID():
            return str(value)
        case Mapping():
            return {_name(key): normal(part) for key, part in value.items()}
        case list() | tuple():
            return [normal(part) for part in value]
        case _:
            raise CannotKeepValue(f"A process variable cannot be a {type(value).__name__}.")


def to_json(value: object) -> object:
    """Return the value in terms of JSON; what JSON does not know is tagged. Raises: CannotKeepValue."""
    match value:
        case None | bool() | str():
            return value
        case Mapping():
            pairs = {_name(key): to_json(part) for key, part in value.items()}
            tagged = any(key.startswith(_TAG) for key in pairs)
            return {"@m": [[key, part] for key, part in pairs.items()]} if tagged else pairs
        case list() | tuple():
            return [to_json(part) for part in value]
        case _:
            return _tagged(value)


def from_json(value: object) -> object:
    """Return what ``to_json`` was given."""
    if isinstance(value, list):
        return [part if type(part) is str else from_json(part) for part in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((key, part),) = value.items()
        if key.startswith(_TAG):
            return _untagged(key, part)
    return {key: from_json(part) for key, part in value.items()}


def _tagged(value: object) -> dict[str, object]:
    match value:
        case Decimal():
            return {"@n": str(value)}
        case datetime():
            return {"@dt": value.isoformat()}
        case date():
            return {"@d": value.isoformat()}
        case time():
            return {"@t": value.isoformat()}
        case timedelta():
            return {"@s": [value.days, value.seconds, value.microseconds]}
        case _:
            raise CannotKeepValue(f"A process variable cannot be a {type(value).__name__}.")


def _untagged(tag: str, part: object) -> object:
    match tag, part:
        case "@n", str():
            return Decimal(part)
        case "@dt", str():
            return datetime.fromisoformat(part)
        case "@d", str():
            return date.fromisoformat(part)
        case "@t", str():
            return time.fromisoformat(part)
        case "@s", [int() as days, int() as seconds, int() as microseconds]:
            return timedelta(days, seconds, microseconds)
        case "@m", list():
            return {key: from_json(value) for key, value in part}
        case _:
            raise CannotKeepValue(f"A stored variable has the unknown tag {tag}.")


def _name(key: object) -> str:
    if not isinstance(key, str):
        raise CannotKeepValue(f"A context is keyed by text, not by {type(key).__name__}.")
    return key
