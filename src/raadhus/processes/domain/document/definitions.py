"""The whole file: processes, global tasks, choreographies, what they declare, and how they are drawn."""

from dataclasses import dataclass
from typing import ClassVar

from raadhus.processes.domain.document.activities import AnyFlowElement, LaneSet, Rendering
from raadhus.processes.domain.document.conversations import (
    Collaboration,
    CorrelationSubscription,
    GlobalConversation,
)
from raadhus.processes.domain.document.data import (
    AnyRole,
    DataStore,
    IoBinding,
    IoSpecification,
    ItemDefinition,
    Property,
)
from raadhus.processes.domain.document.declarations import Declaration
from raadhus.processes.domain.document.diagram import Diagram
from raadhus.processes.domain.document.events import EventDefinition
from raadhus.processes.domain.document.flow import Artifact
from raadhus.processes.domain.document.foundation import (
    Auditing,
    BaseElement,
    Documentation,
    Monitoring,
    Reference,
    RootElement,
    Text,
)
from raadhus.processes.domain.document.lexical import Flag, QName
from raadhus.processes.domain.document.parts import Part, attribute, child, children
from raadhus.processes.domain.xml_tree import Beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Callable(RootElement):
    """What a call activity may call."""

    name: str | None = attribute()
    supported_interface_refs: tuple[Reference, ...] = children("supportedInterfaceRef")
    io_specification: IoSpecification | None = child()
    io_bindings: tuple[IoBinding, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class Process(Callable):
    """One process."""

    tag: ClassVar[str] = "process"
    process_type: str | None = attribute()
    is_closed: Flag | None = attribute()
    is_executable: Flag | None = attribute()
    definitional_collaboration_ref: QName | None = attribute()
    auditing: Auditing | None = child()
    monitoring: Monitoring | None = child()
    properties: tuple[Property, ...] = children()
    lane_sets: tuple[LaneSet, ...] = children()
    flow_elements: tuple[AnyFlowElement, ...] = children()
    artifacts: tuple[Artifact, ...] = children()
    roles: tuple[AnyRole, ...] = children()
    correlation_subscriptions: tuple[CorrelationSubscription, ...] = children()
    supports: tuple[Reference, ...] = children("supports")


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalTask(Callable):
    """A task that several processes call."""

    tag: ClassVar[str] = "globalTask"
    roles: tuple[AnyRole, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalManualTask(GlobalTask):
    """Work outside the system that several processes call."""

    tag: ClassVar[str] = "globalManualTask"


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalUserTask(GlobalTask):
    """A person's work that several processes call."""

    tag: ClassVar[str] = "globalUserTask"
    implementation: str | None = attribute()
    renderings: tuple[Rendering, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalBusinessRuleTask(GlobalTask):
    """A decision that several processes call."""

    tag: ClassVar[str] = "globalBusinessRuleTask"
    implementation: str | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalScriptTask(GlobalTask):
    """A script that several processes call."""

    tag: ClassVar[str] = "globalScriptTask"
    script_language: str | None = attribute()
    script: Text | None = child("script")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choreography(Collaboration):
    """What participants do with each other, in its order."""

    tag: ClassVar[str] = "choreography"
    flow_elements: tuple[AnyFlowElement, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalChoreographyTask(Choreography):
    """An exchange of messages that several choreographies call."""

    tag: ClassVar[str] = "globalChoreographyTask"
    initiating_participant_ref: QName | None = attribute()


AnyRoot = (
    Process
    | GlobalTask
    | GlobalManualTask
    | GlobalUserTask
    | GlobalBusinessRuleTask
    | GlobalScriptTask
    | Collaboration
    | GlobalConversation
    | Choreography
    | GlobalChoreographyTask
    | ItemDefinition
    | DataStore
    | Declaration
    | EventDefinition
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Part):
    """Another file that this one refers to."""

    tag: ClassVar[str] = "import"
    of_namespace: str | None = attribute("namespace")
    location: str | None = attribute()
    import_type: str | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Part):
    """A vendor's definition that the file uses."""

    tag: ClassVar[str] = "extension"
    definition: QName | None = attribute()
    must_understand: Flag | None = attribute()
    documentation: tuple[Documentation, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship(BaseElement):
    """How elements of this file and others relate."""

    tag: ClassVar[str] = "relationship"
    type: str | None = attribute()
    direction: str | None = attribute()
    sources: tuple[Reference, ...] = children("source")
    targets: tuple[Reference, ...] = children("target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions(Part):
    """The root of a file."""

    tag: ClassVar[str] = "definitions"
    id: str | None = attribute()
    name: str | None = attribute()
    target_namespace: str | None = attribute()
    expression_language: str | None = attribute()
    type_language: str | None = attribute()
    exporter: str | None = attribute()
    exporter_version: str | None = attribute()
    imports: tuple[Import, ...] = children()
    extensions: tuple[Extension, ...] = children()
    root_elements: tuple[AnyRoot, ...] = children()
    diagrams: tuple[Diagram, ...] = children()
    relationships: tuple[Relationship, ...] = children()


@dataclass(frozen=True, slots=True)
class BpmnDocument:
    """A file: its root, and the comments and instructions around it."""

    definitions: Definitions
    prolog: tuple[Beside, ...] = ()
    epilog: tuple[Beside, ...] = ()
