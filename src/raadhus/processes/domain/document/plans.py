"""What each kind of part may hold, read once from its fields: attributes, children, and their order."""

import typing
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, fields

from raadhus.processes.domain.document.lexical import Lexical
from raadhus.processes.domain.document.parts import ATTRIBUTE, CHILDREN, Mixed, Part

OTHER = "other"
"""The field that takes every child no other field takes."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A field for children: its place in the order of the schema, whether it takes many, and its fixed tag if any."""

    field: str
    place: int
    takes_many: bool
    tag: str


@dataclass(frozen=True, slots=True)
class Plan:
    """
    How one kind of part is read and written; ``places`` says where each field's children stand, other ones last.

    ``attributes`` maps the name in the file to field and type; ``children`` the namespace and tag to slot and kind.
    """

    is_mixed: bool
    attributes: Mapping[str, tuple[str, type[str]]]
    children: Mapping[tuple[str, str], tuple[Slot, type[Part]]]
    slots: tuple[Slot, ...]
    places: Mapping[str, int]


_PLANS: dict[type[Part], Plan] = {}


def plan_of(kind: type[Part]) -> Plan:
    """Return the plan of a kind of part."""
    if kind not in _PLANS:
        _PLANS[kind] = _made(kind)
    return _PLANS[kind]


def parts_within(part: Part) -> Iterator[Part]:
    """Return the parts directly within, in the order of the schema."""
    for slot in plan_of(type(part)).slots:
        value = getattr(part, slot.field)
        yield from value if slot.takes_many else filter(None, (value,))


def _made(kind: type[Part]) -> Plan:
    hints = typing.get_type_hints(kind)
    attributes: dict[str, tuple[str, type[str]]] = {}
    children: dict[tuple[str, str], tuple[Slot, type[Part]]] = {}
    slots: list[Slot] = []
    for field in fields(kind):
        if ATTRIBUTE in field.metadata:
            name = field.metadata[ATTRIBUTE] or _camel_case(field.name)
            attributes[name] = (field.name, _lexical(hints[field.name]))
        elif CHILDREN in field.metadata:
            slot = _slot(field, len(slots), hints[field.name])
            slots.append(slot)
            for one in _kinds(hints[field.name]):
                children[one.namespace, slot.tag or one.tag] = (slot, one)
    places = {slot.field: slot.place for slot in slots} | {OTHER: len(slots)}
    return Plan(issubclass(kind, Mixed), attributes, children, tuple(slots), places)


def _slot(field: "Field[object]", place: int, hint: object) -> Slot:
    return Slot(field.name, place, typing.get_origin(hint) is tuple, field.metadata[CHILDREN])


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _lexical(hint: object) -> type[str]:
    for one in typing.get_args(hint):
        if isinstance(one, type) and issubclass(one, Lexical):
            return one
    return str


def _kinds(hint: object) -> Iterator[type[Part]]:
    """Return the kinds of part in an annotation, in the order they are named."""
    if isinstance(hint, type) and issubclass(hint, Part):
        yield hint
    for one in typing.get_args(hint):
        yield from _kinds(one)
