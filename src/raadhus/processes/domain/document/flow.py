"""What flows: arrows, data objects, events and gateways."""

from dataclasses import dataclass
from typing import ClassVar

from raadhus.processes.domain.document.data import (
    DataInput,
    DataInputAssociation,
    DataOutput,
    DataOutputAssociation,
    DataState,
    InputSet,
    OutputSet,
    Property,
)
from raadhus.processes.domain.document.events import EventDefinition
from raadhus.processes.domain.document.foundation import (
    Auditing,
    BaseElement,
    Expression,
    Monitoring,
    Reference,
    Text,
)
from raadhus.processes.domain.document.lexical import Flag, QName
from raadhus.processes.domain.document.parts import attribute, child, children


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowElement(BaseElement):
    """What a process is made of."""

    name: str | None = attribute()
    auditing: Auditing | None = child()
    monitoring: Monitoring | None = child()
    category_value_refs: tuple[Reference, ...] = children("categoryValueRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceFlow(FlowElement):
    """An arrow between two nodes."""

    tag: ClassVar[str] = "sequenceFlow"
    source_ref: QName | None = attribute()
    target_ref: QName | None = attribute()
    is_immediate: Flag | None = attribute()
    condition: Expression | None = child("conditionExpression")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataObject(FlowElement):
    """Data of the process."""

    tag: ClassVar[str] = "dataObject"
    item_subject_ref: QName | None = attribute()
    is_collection: Flag | None = attribute()
    data_state: DataState | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataObjectReference(FlowElement):
    """Where a data object is drawn."""

    tag: ClassVar[str] = "dataObjectReference"
    item_subject_ref: QName | None = attribute()
    data_object_ref: QName | None = attribute()
    data_state: DataState | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataStoreReference(FlowElement):
    """Where a data store is drawn."""

    tag: ClassVar[str] = "dataStoreReference"
    item_subject_ref: QName | None = attribute()
    data_store_ref: QName | None = attribute()
    data_state: DataState | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode(FlowElement):
    """A node of the drawing; its arrows are named again within it."""

    incoming: tuple[Reference, ...] = children("incoming")
    outgoing: tuple[Reference, ...] = children("outgoing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(FlowNode):
    """Something that happens."""

    tag: ClassVar[str] = "event"
    properties: tuple[Property, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchEvent(Event):
    """An event that is waited for."""

    tag: ClassVar[str] = "catchEvent"
    parallel_multiple: Flag | None = attribute()
    data_outputs: tuple[DataOutput, ...] = children()
    data_output_associations: tuple[DataOutputAssociation, ...] = children()
    output_set: OutputSet | None = child()
    event_definitions: tuple[EventDefinition, ...] = children()
    event_definition_refs: tuple[Reference, ...] = children("eventDefinitionRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrowEvent(Event):
    """An event that is caused."""

    tag: ClassVar[str] = "throwEvent"
    data_inputs: tuple[DataInput, ...] = children()
    data_input_associations: tuple[DataInputAssociation, ...] = children()
    input_set: InputSet | None = child()
    event_definitions: tuple[EventDefinition, ...] = children()
    event_definition_refs: tuple[Reference, ...] = children("eventDefinitionRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEvent(CatchEvent):
    """Where it begins."""

    tag: ClassVar[str] = "startEvent"
    is_interrupting: Flag | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntermediateCatchEvent(CatchEvent):
    """Where it waits."""

    tag: ClassVar[str] = "intermediateCatchEvent"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryEvent(CatchEvent):
    """An event on the edge of an activity."""

    tag: ClassVar[str] = "boundaryEvent"
    cancel_activity: Flag | None = attribute()
    attached_to_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntermediateThrowEvent(ThrowEvent):
    """Something it causes on its way."""

    tag: ClassVar[str] = "intermediateThrowEvent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplicitThrowEvent(ThrowEvent):
    """What a branch of a multi-instance activity causes."""

    tag: ClassVar[str] = "implicitThrowEvent"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEvent(ThrowEvent):
    """Where it ends."""

    tag: ClassVar[str] = "endEvent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway(FlowNode):
    """Where ways part or meet."""

    gateway_direction: str | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusiveGateway(Gateway):
    """One way."""

    tag: ClassVar[str] = "exclusiveGateway"
    default: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusiveGateway(Gateway):
    """Each way whose condition holds."""

    tag: ClassVar[str] = "inclusiveGateway"
    default: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelGateway(Gateway):
    """All ways."""

    tag: ClassVar[str] = "parallelGateway"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplexGateway(Gateway):
    """Ways by a rule of its own."""

    tag: ClassVar[str] = "complexGateway"
    default: QName | None = attribute()
    activation_condition: Expression | None = child("activationCondition")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBasedGateway(Gateway):
    """The way of the event that comes first."""

    tag: ClassVar[str] = "eventBasedGateway"
    instantiate: Flag | None = attribute()
    event_gateway_type: str | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Association(BaseElement):
    """A line between a text and what it is about."""

    tag: ClassVar[str] = "association"
    source_ref: QName | None = attribute()
    target_ref: QName | None = attribute()
    association_direction: str | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(BaseElement):
    """A frame around elements."""

    tag: ClassVar[str] = "group"
    category_value_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAnnotation(BaseElement):
    """A text in the drawing."""

    tag: ClassVar[str] = "textAnnotation"
    text_format: str | None = attribute()
    text: Text | None = child("text")


SimpleFlowElement = (
    SequenceFlow
    | DataObject
    | DataObjectReference
    | DataStoreReference
    | Event
    | CatchEvent
    | ThrowEvent
    | StartEvent
    | IntermediateCatchEvent
    | BoundaryEvent
    | IntermediateThrowEvent
    | ImplicitThrowEvent
    | EndEvent
    | ExclusiveGateway
    | InclusiveGateway
    | ParallelGateway
    | ComplexGateway
    | EventBasedGateway
)
Artifact = Association | Group | TextAnnotation
