"""What a person has answered so far, and where each fetched figure came from."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Self

ITEM_ID = "_id"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    One value with its provenance.

    value: what the register said, or the person when ``is_from_register`` is False; register: e.g. ``income``;
    fetched_at, as_of: ISO 8601; detail: what else the register said of it; missing: why the register gave nothing
    (``unavailable``, ``refused``, ``unknown``, ``no_figure``, ``not_listed``), empty when it did;
    confirmed_by: id of the person who saw it and went on; contested with ``reason`` and, where asked for, their
    ``own`` answer.
    """

    value: Any
    register: str
    is_from_register: bool = True
    fetched_at: str = ""
    as_of: str = ""
    detail: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    missing: str = ""
    confirmed_by: str = ""
    contested: bool = False
    reason: str = ""
    own: Any = None

    def to_json(self) -> dict[str, Any]:
        """Return all parts as JSON values."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}

    @property
    def effective(self) -> Any:
        """Return what the person says it is: their own answer when they gave one, else the value."""
        return self.value if self.own is None else self.own


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """
    A draft's content.

    answers: field key -> value (JSON), a group's is a list of items with an ``_id``; figures: field key, or
    ``<group>.<item id>``, -> Figure; visited: steps that were left with Next; unfinished: step -> what was typed there
    and could not be taken; asked: register -> how it answered.
    """

    answers: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    figures: Mapping[str, Figure] = dataclasses.field(default_factory=dict)
    visited: tuple[str, ...] = ()
    unfinished: Mapping[str, Mapping[str, list[str]]] = dataclasses.field(default_factory=dict)
    asked: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the sheet that ``to_json`` wrote."""
        return cls(
            answers=data["answers"],
            figures={key: Figure(**figure) for key, figure in data["figures"].items()},
            visited=tuple(data["visited"]),
            unfinished=data["unfinished"],
            asked=data["asked"],
        )

    def to_json(self) -> dict[str, Any]:
        """Return the sheet as JSON values."""
        return {
            "answers": dict(self.answers),
            "figures": {key: figure.to_json() for key, figure in self.figures.items()},
            "visited": list(self.visited),
            "unfinished": {step: dict(typed) for step, typed in self.unfinished.items()},
            "asked": dict(self.asked),
        }

    def items(self, group: str) -> list[dict[str, Any]]:
        """Return the items of a group, in order."""
        return list(self.answers.get(group) or [])


def nest(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``{"a.b": 1}`` as ``{"a": {"b": 1}}``."""
    nested: dict[str, Any] = {}
    for key, value in flat.items():
        put(nested, key, value)
    return nested


def put(nested: dict[str, Any], key: str, value: Any) -> None:
    """Set ``nested["a"]["b"]`` for the key ``a.b``."""
    *parents, last = key.split(".")
    for parent in parents:
        nested = nested.setdefault(parent, {})
    nested[last] = value


def find(nested: Mapping[str, Any], key: str) -> Any:
    """Return ``nested["a"]["b"]`` for the key ``a.b``, None when it is not there."""
    found: Any = nested
    for part in key.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(part)
    return found


def next_item_id(items: list[dict[str, Any]]) -> str:
    """Return an id that no item of the group has: ``n1``, ``n2``; register items have their own."""
    numbers = [int(item[ITEM_ID][1:]) for item in items if item[ITEM_ID].startswith("n")]
    return f"n{max(numbers, default=0) + 1}"
