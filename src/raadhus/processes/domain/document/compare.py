"""Whether two XML trees say the same, and if not, element by element what differs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from raadhus.processes.domain.xml_tree import Content, XmlDocument, XmlElement


class Loss(StrEnum):
    """What happened to a piece of a file."""

    LOST = "lost"
    ADDED = "added"
    CHANGED = "changed"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what, at which line of the first file (of the second when added), and the path to it."""

    loss: Loss
    path: str
    line: int

    def __str__(self) -> str:
        """Return the difference on one line."""
        return f"line {self.line}: {self.loss}: {self.path}"


def differences(before: XmlDocument, after: XmlDocument) -> Iterator[Difference]:
    """
    Return every difference: elements, attributes, text, order, comments, instructions and prefixes.

    Nothing is returned exactly when the two are equal. Blanks between elements are none of the trees'.
    """
    for place, first, second in (
        ("before the root", before.prolog, after.prolog),
        ("after the root", before.epilog, after.epilog),
    ):
        if first != second:
            yield Difference(Loss.CHANGED, place, 1)
    first_root, second_root = before.root, after.root
    if _key(first_root) != _key(second_root):
        yield Difference(Loss.LOST, _step(first_root), first_root.line)
        yield Difference(Loss.ADDED, _step(second_root), second_root.line)
    else:
        yield from _elements(first_root, second_root, f"/{_step(first_root)}")


def _elements(first: XmlElement, second: XmlElement, path: str) -> Iterator[Difference]:
    if first == second:
        return
    for name in sorted({*first.attributes, *second.attributes}):
        old, new = first.attributes.get(name), second.attributes.get(name)
        if old != new:
            yield Difference(_loss(old, new), f"{path}/@{name}", first.line)
    if _spelling(first) != _spelling(second):
        yield Difference(Loss.CHANGED, f"{path}/namespaces", first.line)
    yield from _contents(first, second, path)


def _spelling(element: XmlElement) -> tuple[object, ...]:
    return (element.prefix, element.namespaces, element.spelt)


def _loss(old: str | None, new: str | None) -> Loss:
    if new is None:
        return Loss.LOST
    return Loss.ADDED if old is None else Loss.CHANGED


def _contents(first: XmlElement, second: XmlElement, path: str) -> Iterator[Difference]:
    """Pair what has the same name and id, in order; the rest is lost or added."""
    old, new = _keyed(first), _keyed(second)
    for key, item in old.items():
        if key not in new:
            yield Difference(Loss.LOST, f"{path}/{_step(item)}", _line(item, first))
        elif isinstance(item, XmlElement) and isinstance(other := new[key], XmlElement):
            yield from _elements(item, other, f"{path}/{_step(item)}")
    for key, item in new.items():
        if key not in old:
            yield Difference(Loss.ADDED, f"{path}/{_step(item)}", _line(item, second))
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield Difference(Loss.REORDERED, path, first.line)


def _keyed(element: XmlElement) -> dict[tuple[object, ...], Content]:
    """Return the content by what it is and, among those that are the same, which one it is."""
    seen: Counter[tuple[object, ...]] = Counter()
    keyed = {}
    for item in element.content:
        key = _key(item)
        keyed[*key, seen[key]] = item
        seen[key] += 1
    return keyed


def _key(item: Content) -> tuple[object, ...]:
    return (item.namespace, item.name, item.id) if isinstance(item, XmlElement) else (item,)


def _step(item: Content) -> str:
    if isinstance(item, XmlElement):
        return f"{item.name}[@id='{item.id}']" if item.id else item.name
    return "text()" if isinstance(item, str) else type(item).__name__.lower()


def _line(item: Content, parent: XmlElement) -> int:
    return item.line if isinstance(item, XmlElement) else parent.line
