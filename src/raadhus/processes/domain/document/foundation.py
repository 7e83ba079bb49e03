"""What the standard's elements share: documentation, extensions, expressions, references."""

from dataclasses import dataclass
from typing import ClassVar

from raadhus.processes.domain.document.lexical import QName
from raadhus.processes.domain.document.parts import Mixed, Part, attribute, child, children


@dataclass(frozen=True, slots=True, kw_only=True)
class Documentation(Mixed):
    """Words that explain an element."""

    tag: ClassVar[str] = "documentation"
    id: str | None = attribute()
    text_format: str | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionElements(Mixed):
    """What vendors, we among them, add to an element; a tree of any namespace."""

    tag: ClassVar[str] = "extensionElements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Mixed):
    """The name of another element as an element of its own."""

    @property
    def target(self) -> QName:
        """Return the name, without the blanks around it."""
        return QName(self.text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Mixed):
    """A text of a task or annotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseElement(Part):
    """An element that can be named by its id, explained and extended."""

    id: str | None = attribute()
    documentation: tuple[Documentation, ...] = children()
    extension_elements: ExtensionElements | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression(Mixed):
    """A formula in some language; documentation and extensions within are part of its content."""

    id: str | None = attribute()
    language: str | None = attribute()
    evaluates_to_type_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainExpression(Expression):
    """A formula of no stated kind, where the element's name says so."""

    tag: ClassVar[str] = "expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalExpression(Expression):
    """A formula that can be evaluated, where the element's name says so."""

    tag: ClassVar[str] = "formalExpression"


AnyExpression = PlainExpression | FormalExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Auditing(BaseElement):
    """A place for vendors' auditing settings."""

    tag: ClassVar[str] = "auditing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring(BaseElement):
    """A place for vendors' monitoring settings."""

    tag: ClassVar[str] = "monitoring"


@dataclass(frozen=True, slots=True, kw_only=True)
class RootElement(BaseElement):
    """An element that stands directly in the file."""
