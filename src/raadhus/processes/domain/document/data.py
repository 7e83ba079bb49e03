"""Data: objects, stores, properties, inputs and outputs, and how values travel between them."""

from dataclasses import dataclass
from typing import ClassVar

from raadhus.processes.domain.document.foundation import (
    AnyExpression,
    BaseElement,
    Expression,
    Reference,
    RootElement,
)
from raadhus.processes.domain.document.lexical import Flag, QName
from raadhus.processes.domain.document.parts import attribute, child, children


@dataclass(frozen=True, slots=True, kw_only=True)
class DataState(BaseElement):
    """The state a piece of data is in."""

    tag: ClassVar[str] = "dataState"
    name: str | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDefinition(RootElement):
    """A type of data."""

    tag: ClassVar[str] = "itemDefinition"
    structure_ref: QName | None = attribute()
    is_collection: Flag | None = attribute()
    item_kind: str | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataStore(RootElement):
    """Data that outlives the process."""

    tag: ClassVar[str] = "dataStore"
    name: str | None = attribute()
    capacity: str | None = attribute()
    is_unlimited: Flag | None = attribute()
    item_subject_ref: QName | None = attribute()
    data_state: DataState | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAware(BaseElement):
    """An element that holds data of a type."""

    name: str | None = attribute()
    item_subject_ref: QName | None = attribute()
    data_state: DataState | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class Property(ItemAware):
    """A value that lives as long as its activity or process, and is not drawn."""

    tag: ClassVar[str] = "property"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataInput(ItemAware):
    """What an activity or event takes in."""

    tag: ClassVar[str] = "dataInput"
    is_collection: Flag | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataOutput(ItemAware):
    """What an activity or event gives out."""

    tag: ClassVar[str] = "dataOutput"
    is_collection: Flag | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class InputSet(BaseElement):
    """Inputs that belong together."""

    tag: ClassVar[str] = "inputSet"
    name: str | None = attribute()
    data_input_refs: tuple[Reference, ...] = children("dataInputRefs")
    optional_input_refs: tuple[Reference, ...] = children("optionalInputRefs")
    while_executing_input_refs: tuple[Reference, ...] = children("whileExecutingInputRefs")
    output_set_refs: tuple[Reference, ...] = children("outputSetRefs")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputSet(BaseElement):
    """Outputs that belong together."""

    tag: ClassVar[str] = "outputSet"
    name: str | None = attribute()
    data_output_refs: tuple[Reference, ...] = children("dataOutputRefs")
    optional_output_refs: tuple[Reference, ...] = children("optionalOutputRefs")
    while_executing_output_refs: tuple[Reference, ...] = children("whileExecutingOutputRefs")
    input_set_refs: tuple[Reference, ...] = children("inputSetRefs")


@dataclass(frozen=True, slots=True, kw_only=True)
class IoSpecification(BaseElement):
    """All that an activity or process takes in and gives out."""

    tag: ClassVar[str] = "ioSpecification"
    data_inputs: tuple[DataInput, ...] = children()
    data_outputs: tuple[DataOutput, ...] = children()
    input_sets: tuple[InputSet, ...] = children()
    output_sets: tuple[OutputSet, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class IoBinding(BaseElement):
    """Which operation takes which input and gives which output of a callable element."""

    tag: ClassVar[str] = "ioBinding"
    operation_ref: QName | None = attribute()
    input_data_ref: QName | None = attribute()
    output_data_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(BaseElement):
    """One value that is copied."""

    tag: ClassVar[str] = "assignment"
    from_: Expression | None = child("from")
    to: Expression | None = child("to")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataAssociation(BaseElement):
    """How data travels from its sources to its target."""

    source_refs: tuple[Reference, ...] = children("sourceRef")
    target_ref: Reference | None = child("targetRef")
    transformation: Expression | None = child("transformation")
    assignments: tuple[Assignment, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataInputAssociation(DataAssociation):
    """Data into an activity or event."""

    tag: ClassVar[str] = "dataInputAssociation"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataOutputAssociation(DataAssociation):
    """Data out of an activity or event."""

    tag: ClassVar[str] = "dataOutputAssociation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceParameterBinding(BaseElement):
    """A value for a parameter of a resource."""

    tag: ClassVar[str] = "resourceParameterBinding"
    parameter_ref: QName | None = attribute()
    expression: AnyExpression | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceAssignmentExpression(BaseElement):
    """A formula that finds the resource."""

    tag: ClassVar[str] = "resourceAssignmentExpression"
    expression: AnyExpression | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRole(BaseElement):
    """Who has a part in an activity or process."""

    tag: ClassVar[str] = "resourceRole"
    name: str | None = attribute()
    resource_ref: Reference | None = child("resourceRef")
    parameter_bindings: tuple[ResourceParameterBinding, ...] = children()
    assignment: ResourceAssignmentExpression | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class Performer(ResourceRole):
    """Who does it."""

    tag: ClassVar[str] = "performer"


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanPerformer(ResourceRole):
    """Which person does it."""

    tag: ClassVar[str] = "humanPerformer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PotentialOwner(ResourceRole):
    """Who may take it."""

    tag: ClassVar[str] = "potentialOwner"


AnyRole = ResourceRole | Performer | HumanPerformer | PotentialOwner
