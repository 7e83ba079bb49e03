"""What a part of a document is, and how its attributes and children are declared as fields."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from raadhus.processes.domain.namespaces import BPMN
from raadhus.processes.domain.xml_tree import Content

ATTRIBUTE, CHILDREN = "attribute", "children"


@dataclass(frozen=True, slots=True)
class Origin:
    """
    How a part was spelt: its prefix, the namespaces declared on it, its attributes' prefixes, its children's order.

    ``order`` names the field of each child and is empty when it is the order of the schema. ``line`` and ``tag``
    say where and by which name it was read.
    """

    prefix: str = ""
    namespaces: tuple[tuple[str, str], ...] = ()
    spelt: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
    tag: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    One element. Fields stand in the order of the schema; every one may be absent, for importing refuses nothing.

    ``other_attributes`` are those of vendors and unknown ones, by name as in the tree; ``other`` is what else
    it holds: elements that the standard does not know here, comments, instructions and stray text.
    """

    namespace: ClassVar[str] = BPMN
    tag: ClassVar[str] = ""

    origin: Origin = Origin()
    other_attributes: tuple[tuple[str, str], ...] = ()
    other: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed(Part):
    """A part whose content is text, perhaps with elements of any kind in it; all of it is ``other``."""

    @property
    def text(self) -> str:
        """Return its text, exactly as it stands."""
        return "".join(one for one in self.other if isinstance(one, str))

    @classmethod
    def of(cls, text: str) -> Self:
        """Return a part that holds this text and nothing else."""
        return cls(other=(text,) if text else ())


def attribute(name: str = "") -> Any:  # the field's own annotation says what it is
    """Declare an attribute; its name is the field's in camel case unless given."""
    return field(default=None, metadata={ATTRIBUTE: name})


def child(tag: str = "") -> Any:
    """Declare a child that stands once at most; the tag is that of the field's type unless given."""
    return field(default=None, metadata={CHILDREN: tag})


def children(tag: str = "") -> Any:
    """Declare children in their order; the tags are those of the field's types unless given."""
    return field(default=(), metadata={CHILDREN: tag})


def texts_of(parts: Iterable[Mixed]) -> tuple[str, ...]:
    """Return the text of each part, without the blanks around it."""
    return tuple(part.text.strip() for part in parts)
