"""Our own extension elements of a part of a document: read, set and taken away; what other tools added stays."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from raadhus.processes.domain.document.foundation import BaseElement, ExtensionElements
from raadhus.processes.domain.namespaces import RAADHUS
from raadhus.processes.domain.xml_tree import Content, XmlElement

Whole = TypeVar("Whole", bound=BaseElement)


def ours(part: BaseElement, name: str) -> list[XmlElement]:
    """Return our extension elements of this name."""
    found = part.extension_elements.other if part.extension_elements is not None else ()
    return [one for one in found if isinstance(one, XmlElement) and is_ours(one, name)]


def is_ours(one: Content, name: str) -> bool:
    """Tell whether something is our element of this name."""
    return isinstance(one, XmlElement) and (one.namespace, one.name) == (RAADHUS, name)


def attribute_of(part: BaseElement, name: str, key: str) -> str:
    """Return an attribute of our element of this name, empty without one."""
    return next((one.attributes.get(key, "") for one in ours(part, name)), "")


def made(name: str, attributes: Mapping[str, str], content: Sequence[Content] = ()) -> XmlElement:
    """Return a new element of ours."""
    return XmlElement(RAADHUS, name, 0, MappingProxyType(dict(attributes)), tuple(content), prefix="raadhus")


def with_attribute(part: Whole, name: str, key: str, value: str) -> Whole:
    """Return the part with an attribute of our element set; an empty one is taken away, and so is an empty element."""
    old = next(iter(ours(part, name)), None) or made(name, {})
    kept = {one: text for one, text in {**old.attributes, key: value}.items() if text}
    new = [replace(old, attributes=MappingProxyType(kept))] if kept or old.content else []
    return exchanged(part, [old], new)


def exchanged(part: Whole, old: Sequence[XmlElement], new: Sequence[XmlElement]) -> Whole:
    """Return the part with other extension elements where the first of the old ones stood, or last."""
    holder = part.extension_elements or ExtensionElements()
    gone = {id(one) for one in old}
    place = next((at for at, one in enumerate(holder.other) if id(one) in gone), len(holder.other))
    before, after = holder.other[:place], holder.other[place:]
    content = (*before, *new, *(one for one in after if id(one) not in gone))
    values: dict[str, Any] = {"extension_elements": replace(holder, other=content) if content else None}
    return replace(part, **values)
