"""
A model as the modeller (dmn-js) reads and writes it: DMN 1.3, of which 1.4 and 1.5 are supersets.

Only the names of the standard's spaces are exchanged. What the modeller would lose is found before it is opened.
"""

import re

from raadhus.rules.domain.dmn.xml import local_name
from raadhus.rules.domain.editing.document import Element, open_document

_SPACES = re.compile(
    rb"(https://www\.omg\.org/spec/DMN/)(?:20191111|20211108|20230324)(/(?:MODEL|FEEL|DMNDI)/)"
)
_ITS_OWN = b"20191111"
# Elements of DMN 1.4 and 1.5 that 1.3 does not have, or that the modeller drops.
_NEWER = frozenset(
    {
        "conditional",
        "filter",
        "for",
        "every",
        "some",
        "iterator",
        "in",
        "return",
        "match",
        "if",
        "then",
        "else",
    }
    | {"satisfies", "typeConstraint"}
)
# What nobody can take away in the modeller: when it is gone, it was lost.
_KEPT = ("itemDefinition", "import", "decisionService", "extensionElements", "model")


class LostInModeller(Exception):
    """The modeller's file lacks what it cannot have taken away on purpose; the message names the kinds."""


def foreign_parts(source: bytes) -> tuple[str, ...]:
    """Return the kinds of what the modeller cannot keep, sorted; it is not opened then. Raises: CannotLoadModel."""
    root = open_document(source)
    found = {local_name(one) for one in root.iter("*") if _is_standard(one) and local_name(one) in _NEWER}
    if not _SPACES.search(_space_of(root)):
        found.add("DMN 1.1, 1.2")
    return tuple(sorted(found))


def for_modeller(source: bytes) -> bytes:
    """Return the model under the names that the modeller knows."""
    return _SPACES.sub(rb"\g<1>" + _ITS_OWN + rb"\g<2>", source)


def from_modeller(drawn: bytes, before: bytes) -> bytes:
    """
    Return what the modeller wrote, under the names that the draft had before.

    Raises: CannotLoadModel; LostInModeller when it lacks what was there.
    """
    was, now = open_document(before), open_document(drawn)
    lost = [kind for kind in _KEPT if _count(now, kind) < _count(was, kind)]
    if lost:
        raise LostInModeller(", ".join(lost))
    space = re.search(rb"DMN/(\d{8})/MODEL/", _space_of(was))
    own = space[1] if space else _ITS_OWN
    return _SPACES.sub(rb"\g<1>" + own + rb"\g<2>", drawn)


def _count(root: Element, kind: str) -> int:
    return sum(1 for one in root.iter("*") if local_name(one) == kind)


def _space_of(element: Element) -> bytes:
    return str(element.tag).partition("}")[0].lstrip("{").encode()


def _is_standard(element: Element) -> bool:
    return b"omg.org/spec/DMN" in _space_of(element)
