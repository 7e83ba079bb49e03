"""Which element of one tree is which of another: by id wherever it stands, else by what it says and where it stands."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable

from raadhus.processes.domain.xml_tree import XmlElement

Pairs = dict[int, XmlElement]
"""An element of the later tree, by its ``id()`` in memory (equal ones are many), to that of the earlier one."""
_TOLD_APART_BY = ("bpmnElement", "name", "lang", "key")


def pairs(later: XmlElement, earlier: XmlElement) -> Pairs:
    """Return for each element of the later tree the one of the earlier tree that it is; new ones are not in it."""
    found: Pairs = {id(later): earlier}
    taken = {id(earlier)}
    by_id: dict[str, XmlElement] = {}
    for one in earlier.walk():
        if one.id:
            by_id.setdefault(one.id, one)
    for one in later.walk():
        same = by_id.get(one.id) if one.id and id(one) not in found else None
        if same is not None and id(same) not in taken:
            found[id(one)] = same
            taken.add(id(same))
    for one in later.walk():
        if (partner := found.get(id(one))) is not None:
            _pair_within(one, partner, found, taken)
    return found


def _pair_within(later: XmlElement, earlier: XmlElement, found: Pairs, taken: set[int]) -> None:
    """Pair the children that no id has paired: what says the same, then what is told apart alike, then in order."""
    for key in (_whole, _told_apart, _kind):
        rest = [one for one in later.children if id(one) not in found]
        if not rest:
            return
        known = _queued((one for one in earlier.children if id(one) not in taken), key)
        for one in rest:
            if queue := known.get(key(one)):
                partner = queue.popleft()
                found[id(one)] = partner
                taken.add(id(partner))


def _queued(
    elements: Iterable[XmlElement], key: Callable[[XmlElement], Hashable]
) -> dict[Hashable, deque[XmlElement]]:
    queues: dict[Hashable, deque[XmlElement]] = {}
    for one in elements:
        queues.setdefault(key(one), deque()).append(one)
    return queues


def _kind(element: XmlElement) -> Hashable:
    return element.namespace, element.name


def _told_apart(element: XmlElement) -> Hashable:
    return *_names(element), *(element.attributes.get(name, "") for name in _TOLD_APART_BY)


def _whole(element: XmlElement) -> Hashable:
    return *_names(element), element.text, *sorted(element.attributes.items())


def _names(element: XmlElement) -> tuple[str, str]:
    return element.namespace, element.name
