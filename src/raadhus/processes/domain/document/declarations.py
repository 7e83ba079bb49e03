"""What a file declares for its processes: messages, errors, interfaces, resources, categories."""

from dataclasses import dataclass
from typing import ClassVar

from raadhus.processes.domain.document.foundation import BaseElement, Expression, Reference, RootElement
from raadhus.processes.domain.document.lexical import Flag, QName
from raadhus.processes.domain.document.parts import attribute, child, children


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(RootElement):
    """A message between participants."""

    tag: ClassVar[str] = "message"
    name: str | None = attribute()
    item_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal(RootElement):
    """A signal to everybody."""

    tag: ClassVar[str] = "signal"
    name: str | None = attribute()
    structure_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Error(RootElement):
    """A business error with its code."""

    tag: ClassVar[str] = "error"
    name: str | None = attribute()
    error_code: str | None = attribute()
    structure_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation(RootElement):
    """An escalation with its code."""

    tag: ClassVar[str] = "escalation"
    name: str | None = attribute()
    escalation_code: str | None = attribute()
    structure_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(BaseElement):
    """One thing an interface can do."""

    tag: ClassVar[str] = "operation"
    name: str | None = attribute()
    implementation_ref: QName | None = attribute()
    in_message_ref: Reference | None = child("inMessageRef")
    out_message_ref: Reference | None = child("outMessageRef")
    error_refs: tuple[Reference, ...] = children("errorRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface(RootElement):
    """Operations that belong together."""

    tag: ClassVar[str] = "interface"
    name: str | None = attribute()
    implementation_ref: QName | None = attribute()
    operations: tuple[Operation, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPoint(RootElement):
    """Where a service is reached."""

    tag: ClassVar[str] = "endPoint"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceParameter(BaseElement):
    """A parameter by which a resource is found."""

    tag: ClassVar[str] = "resourceParameter"
    name: str | None = attribute()
    type: QName | None = attribute()
    is_required: Flag | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(RootElement):
    """People or things that work is given to."""

    tag: ClassVar[str] = "resource"
    name: str | None = attribute()
    parameters: tuple[ResourceParameter, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerEntity(RootElement):
    """Who a participant is."""

    tag: ClassVar[str] = "partnerEntity"
    name: str | None = attribute()
    participant_refs: tuple[Reference, ...] = children("participantRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRole(RootElement):
    """In which role a participant takes part."""

    tag: ClassVar[str] = "partnerRole"
    name: str | None = attribute()
    participant_refs: tuple[Reference, ...] = children("participantRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalExpression(BaseElement):
    """Where in a message a property by which it is matched stands."""

    tag: ClassVar[str] = "correlationPropertyRetrievalExpression"
    message_ref: QName | None = attribute()
    message_path: Expression | None = child("messagePath")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrelationProperty(RootElement):
    """A property by which messages are matched."""

    tag: ClassVar[str] = "correlationProperty"
    name: str | None = attribute()
    type: QName | None = attribute()
    retrieval_expressions: tuple[RetrievalExpression, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryValue(BaseElement):
    """A value by which elements are grouped."""

    tag: ClassVar[str] = "categoryValue"
    value: str | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Category(RootElement):
    """Values by which elements are grouped."""

    tag: ClassVar[str] = "category"
    name: str | None = attribute()
    values: tuple[CategoryValue, ...] = children()


Declaration = (
    Message
    | Signal
    | Error
    | Escalation
    | Interface
    | EndPoint
    | Resource
    | PartnerEntity
    | PartnerRole
    | CorrelationProperty
    | Category
)
