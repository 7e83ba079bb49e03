"""Changing a document: a part is replaced, everything else stays as it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from raadhus.processes.domain.document.definitions import BpmnDocument, Definitions
from raadhus.processes.domain.document.diagram import Bounds, Shape
from raadhus.processes.domain.document.lexical import Number, QName
from raadhus.processes.domain.document.parts import Part
from raadhus.processes.domain.document.plans import parts_within, plan_of


class NoSuchPart(Exception):
    """The document holds no part of that id."""


def walk(part: Part) -> Iterator[Part]:
    """Return the part and every part within, in the order of the schema."""
    yield part
    for one in parts_within(part):
        yield from walk(one)


def rename(document: BpmnDocument, identity: str, name: str) -> BpmnDocument:
    """Return the document in which the element of this id has another name. Raises: NoSuchPart."""
    return change(
        document,
        lambda part: getattr(part, "id", None) == identity and hasattr(part, "name"),
        lambda part: _with(part, name=name),
        identity,
    )


def move_shape(document: BpmnDocument, element: str, right: float, down: float) -> BpmnDocument:
    """
    Return the document in which the element's shapes lie elsewhere, by so many units; its label stays.

    Raises: NoSuchPart when it is not drawn, ValueError when its place is no number.
    """
    return change(
        document,
        lambda part: (
            isinstance(part, Shape)
            and part.bpmn_element is not None
            and part.bpmn_element.local == QName(element).local
            and part.bounds is not None
        ),
        lambda part: _with(part, bounds=_moved(getattr(part, "bounds", Bounds()), right, down)),
        element,
    )


def change(
    document: BpmnDocument, wanted: Callable[[Part], bool], act: Callable[[Part], Part], what: str
) -> BpmnDocument:
    """Return the document with each wanted part replaced. Raises: NoSuchPart naming ``what``."""
    if not any(wanted(part) for part in walk(document.definitions)):
        raise NoSuchPart(what)
    changed = rebuilt(document.definitions, lambda part: act(part) if wanted(part) else part)
    if not isinstance(changed, Definitions):
        raise TypeError("The root of a document is its definitions.")
    return replace(document, definitions=changed)


def _moved(bounds: Bounds, right: float, down: float) -> Bounds:
    return replace(bounds, x=_shifted(bounds.x, right), y=_shifted(bounds.y, down))


def _shifted(place: Number | None, by: float) -> Number | None:
    """Return the place further on; one that stays keeps its spelling too."""
    return Number.of((place or Number(0)).value + by) if by else place


def rebuilt(part: Part, act: Callable[[Part], Part]) -> Part:
    """Return the part with every part within acted upon first; untouched ones are the same objects."""
    values: dict[str, Any] = {}
    for slot in plan_of(type(part)).slots:
        old = getattr(part, slot.field)
        if old is None:
            continue
        parts = old if slot.takes_many else (old,)
        new = tuple(rebuilt(one, act) for one in parts)
        if any(one is not other for one, other in zip(parts, new, strict=True)):
            values[slot.field] = new if slot.takes_many else new[0]
    return act(_with(part, **values) if values else part)


def _with(part: Part, **values: object) -> Part:
    changes: dict[str, Any] = dict(values)
    return replace(part, **changes)
