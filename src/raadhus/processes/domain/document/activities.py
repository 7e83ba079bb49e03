"""Activities: tasks, sub-processes, calls, how often they are done, and the lanes they stand in."""

from dataclasses import dataclass
from typing import ClassVar

from raadhus.processes.domain.document.conversations import CorrelationKey, ParticipantAssociation
from raadhus.processes.domain.document.data import (
    AnyRole,
    DataInput,
    DataInputAssociation,
    DataOutput,
    DataOutputAssociation,
    IoSpecification,
    Property,
)
from raadhus.processes.domain.document.flow import (
    Artifact,
    FlowNode,
    ImplicitThrowEvent,
    SimpleFlowElement,
)
from raadhus.processes.domain.document.foundation import BaseElement, Expression, Reference, Text
from raadhus.processes.domain.document.lexical import Flag, Number, QName
from raadhus.processes.domain.document.parts import attribute, child, children


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardLoop(BaseElement):
    """Done again while a condition holds."""

    tag: ClassVar[str] = "standardLoopCharacteristics"
    test_before: Flag | None = attribute()
    loop_maximum: Number | None = attribute()
    loop_condition: Expression | None = child("loopCondition")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplexBehavior(BaseElement):
    """What a branch causes when a condition holds."""

    tag: ClassVar[str] = "complexBehaviorDefinition"
    condition: Expression | None = child("condition")
    event: ImplicitThrowEvent | None = child("event")


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiInstance(BaseElement):
    """Done once for each of several."""

    tag: ClassVar[str] = "multiInstanceLoopCharacteristics"
    is_sequential: Flag | None = attribute()
    behavior: str | None = attribute()
    one_behavior_event_ref: QName | None = attribute()
    none_behavior_event_ref: QName | None = attribute()
    loop_cardinality: Expression | None = child("loopCardinality")
    loop_data_input_ref: Reference | None = child("loopDataInputRef")
    loop_data_output_ref: Reference | None = child("loopDataOutputRef")
    input_data_item: DataInput | None = child("inputDataItem")
    output_data_item: DataOutput | None = child("outputDataItem")
    complex_behaviors: tuple[ComplexBehavior, ...] = children()
    completion_condition: Expression | None = child("completionCondition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(FlowNode):
    """Something that is done."""

    is_for_compensation: Flag | None = attribute()
    start_quantity: Number | None = attribute()
    completion_quantity: Number | None = attribute()
    default: QName | None = attribute()
    io_specification: IoSpecification | None = child()
    properties: tuple[Property, ...] = children()
    data_input_associations: tuple[DataInputAssociation, ...] = children()
    data_output_associations: tuple[DataOutputAssociation, ...] = children()
    roles: tuple[AnyRole, ...] = children()
    loop: StandardLoop | MultiInstance | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering(BaseElement):
    """How a task is shown."""

    tag: ClassVar[str] = "rendering"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Activity):
    """A task of no stated kind."""

    tag: ClassVar[str] = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualTask(Activity):
    """Work outside the system."""

    tag: ClassVar[str] = "manualTask"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTask(Activity):
    """A person's work."""

    tag: ClassVar[str] = "userTask"
    implementation: str | None = attribute()
    renderings: tuple[Rendering, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTask(Activity):
    """A program's work."""

    tag: ClassVar[str] = "serviceTask"
    implementation: str | None = attribute()
    operation_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTask(Activity):
    """A message is sent."""

    tag: ClassVar[str] = "sendTask"
    implementation: str | None = attribute()
    message_ref: QName | None = attribute()
    operation_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveTask(Activity):
    """A message is waited for."""

    tag: ClassVar[str] = "receiveTask"
    implementation: str | None = attribute()
    instantiate: Flag | None = attribute()
    message_ref: QName | None = attribute()
    operation_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessRuleTask(Activity):
    """A decision."""

    tag: ClassVar[str] = "businessRuleTask"
    implementation: str | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptTask(Activity):
    """A script."""

    tag: ClassVar[str] = "scriptTask"
    script_format: str | None = attribute()
    script: Text | None = child("script")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallActivity(Activity):
    """Another process, called."""

    tag: ClassVar[str] = "callActivity"
    called_element: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionElement(BaseElement):
    """What the band stands for, written in place."""

    tag: ClassVar[str] = "partitionElement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(BaseElement):
    """A band of the drawing: a unit or a role."""

    tag: ClassVar[str] = "lane"
    name: str | None = attribute()
    partition_element_ref: QName | None = attribute()
    partition_element: PartitionElement | None = child()
    flow_node_refs: tuple[Reference, ...] = children("flowNodeRef")
    child_lane_set: "LaneSet | None" = child("childLaneSet")


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneSet(BaseElement):
    """Bands that lie beside each other."""

    tag: ClassVar[str] = "laneSet"
    name: str | None = attribute()
    lanes: tuple[Lane, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcess(Activity):
    """A process within."""

    tag: ClassVar[str] = "subProcess"
    triggered_by_event: Flag | None = attribute()
    lane_sets: tuple[LaneSet, ...] = children()
    flow_elements: "tuple[AnyFlowElement, ...]" = children()
    artifacts: tuple[Artifact, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction(SubProcess):
    """A process within that is done whole or made good."""

    tag: ClassVar[str] = "transaction"
    method: str | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdHocSubProcess(SubProcess):
    """Tasks in an order that people choose."""

    tag: ClassVar[str] = "adHocSubProcess"
    cancel_remaining_instances: Flag | None = attribute()
    ordering: str | None = attribute()
    completion_condition: Expression | None = child("completionCondition")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoreographyActivity(FlowNode):
    """Something several participants do with each other."""

    initiating_participant_ref: QName | None = attribute()
    loop_type: str | None = attribute()
    participant_refs: tuple[Reference, ...] = children("participantRef")
    correlation_keys: tuple[CorrelationKey, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoreographyTask(ChoreographyActivity):
    """One exchange of messages."""

    tag: ClassVar[str] = "choreographyTask"
    message_flow_refs: tuple[Reference, ...] = children("messageFlowRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallChoreography(ChoreographyActivity):
    """Another choreography, called."""

    tag: ClassVar[str] = "callChoreography"
    called_choreography_ref: QName | None = attribute()
    participant_associations: tuple[ParticipantAssociation, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubChoreography(ChoreographyActivity):
    """A choreography within."""

    tag: ClassVar[str] = "subChoreography"
    flow_elements: "tuple[AnyFlowElement, ...]" = children()
    artifacts: tuple[Artifact, ...] = children()


AnyFlowElement = (
    SimpleFlowElement
    | Task
    | ManualTask
    | UserTask
    | ServiceTask
    | SendTask
    | ReceiveTask
    | BusinessRuleTask
    | ScriptTask
    | CallActivity
    | SubProcess
    | Transaction
    | AdHocSubProcess
    | ChoreographyTask
    | CallChoreography
    | SubChoreography
)
