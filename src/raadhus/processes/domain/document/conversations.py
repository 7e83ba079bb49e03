"""Collaborations: participants, the messages between them, and conversations about them."""

from dataclasses import dataclass
from typing import ClassVar

from raadhus.processes.domain.document.flow import Artifact
from raadhus.processes.domain.document.foundation import BaseElement, Expression, Reference, RootElement
from raadhus.processes.domain.document.lexical import Flag, Number, QName
from raadhus.processes.domain.document.parts import attribute, child, children


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantMultiplicity(BaseElement):
    """How many there may be of a participant."""

    tag: ClassVar[str] = "participantMultiplicity"
    minimum: Number | None = attribute()
    maximum: Number | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(BaseElement):
    """Who takes part: a pool of the drawing."""

    tag: ClassVar[str] = "participant"
    name: str | None = attribute()
    process_ref: QName | None = attribute()
    interface_refs: tuple[Reference, ...] = children("interfaceRef")
    end_point_refs: tuple[Reference, ...] = children("endPointRef")
    multiplicity: ParticipantMultiplicity | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFlow(BaseElement):
    """A message's way between participants."""

    tag: ClassVar[str] = "messageFlow"
    name: str | None = attribute()
    source_ref: QName | None = attribute()
    target_ref: QName | None = attribute()
    message_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrelationKey(BaseElement):
    """Properties that together match messages."""

    tag: ClassVar[str] = "correlationKey"
    name: str | None = attribute()
    property_refs: tuple[Reference, ...] = children("correlationPropertyRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrelationPropertyBinding(BaseElement):
    """Where in the process's data a property stands."""

    tag: ClassVar[str] = "correlationPropertyBinding"
    property_ref: QName | None = attribute("correlationPropertyRef")
    data_path: Expression | None = child("dataPath")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrelationSubscription(BaseElement):
    """By which key a process's messages are matched."""

    tag: ClassVar[str] = "correlationSubscription"
    key_ref: QName | None = attribute("correlationKeyRef")
    bindings: tuple[CorrelationPropertyBinding, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantAssociation(BaseElement):
    """Which participant of one drawing is which of another."""

    tag: ClassVar[str] = "participantAssociation"
    inner: Reference | None = child("innerParticipantRef")
    outer: Reference | None = child("outerParticipantRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFlowAssociation(BaseElement):
    """Which message flow of one drawing is which of another."""

    tag: ClassVar[str] = "messageFlowAssociation"
    inner: QName | None = attribute("innerMessageFlowRef")
    outer: QName | None = attribute("outerMessageFlowRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationAssociation(BaseElement):
    """Which conversation of one drawing is which of another."""

    tag: ClassVar[str] = "conversationAssociation"
    inner: QName | None = attribute("innerConversationNodeRef")
    outer: QName | None = attribute("outerConversationNodeRef")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationLink(BaseElement):
    """A line between a participant and a conversation."""

    tag: ClassVar[str] = "conversationLink"
    name: str | None = attribute()
    source_ref: QName | None = attribute()
    target_ref: QName | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationNode(BaseElement):
    """Messages that belong together."""

    name: str | None = attribute()
    participant_refs: tuple[Reference, ...] = children("participantRef")
    message_flow_refs: tuple[Reference, ...] = children("messageFlowRef")
    correlation_keys: tuple[CorrelationKey, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation(ConversationNode):
    """A conversation."""

    tag: ClassVar[str] = "conversation"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallConversation(ConversationNode):
    """A conversation that is drawn elsewhere."""

    tag: ClassVar[str] = "callConversation"
    called_collaboration_ref: QName | None = attribute()
    participant_associations: tuple[ParticipantAssociation, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubConversation(ConversationNode):
    """Conversations within one."""

    tag: ClassVar[str] = "subConversation"
    nodes: "tuple[AnyConversation, ...]" = children()


AnyConversation = Conversation | CallConversation | SubConversation


@dataclass(frozen=True, slots=True, kw_only=True)
class Collaboration(RootElement):
    """Who works together, and what passes between them."""

    tag: ClassVar[str] = "collaboration"
    name: str | None = attribute()
    is_closed: Flag | None = attribute()
    participants: tuple[Participant, ...] = children()
    message_flows: tuple[MessageFlow, ...] = children()
    artifacts: tuple[Artifact, ...] = children()
    conversations: tuple[AnyConversation, ...] = children()
    conversation_associations: tuple[ConversationAssociation, ...] = children()
    participant_associations: tuple[ParticipantAssociation, ...] = children()
    message_flow_associations: tuple[MessageFlowAssociation, ...] = children()
    correlation_keys: tuple[CorrelationKey, ...] = children()
    choreography_refs: tuple[Reference, ...] = children("choreographyRef")
    conversation_links: tuple[ConversationLink, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalConversation(Collaboration):
    """A conversation that others call."""

    tag: ClassVar[str] = "globalConversation"
