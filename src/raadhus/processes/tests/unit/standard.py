"""The standard's elements as its schema lists them, written down apart from the code that reads them."""

from dataclasses import dataclass

from raadhus.processes.domain.namespaces import BPMN, BPMNDI, DC, DI

NAMESPACES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI}

GROUPS = {
    "EVENT": "cancel compensate conditional error escalation link message signal terminate timer",
    "ROLE": "resourceRole performer humanPerformer potentialOwner",
    "ARTIFACT": "association group textAnnotation",
    "LOOP": "standardLoopCharacteristics multiInstanceLoopCharacteristics",
    "TALK": "conversation callConversation subConversation",
    "FORMULA": "expression formalExpression",
    "FLOW": """sequenceFlow dataObject dataObjectReference dataStoreReference event startEvent endEvent
        intermediateCatchEvent intermediateThrowEvent implicitThrowEvent boundaryEvent exclusiveGateway inclusiveGateway
        parallelGateway complexGateway eventBasedGateway task userTask manualTask serviceTask scriptTask sendTask receiveTask
        businessRuleTask callActivity subProcess transaction adHocSubProcess choreographyTask callChoreography
        subChoreography""",
    "ROOT": """process collaboration choreography globalChoreographyTask globalConversation globalTask globalUserTask
        globalManualTask globalBusinessRuleTask globalScriptTask itemDefinition message signal error escalation interface
        endPoint resource partnerEntity partnerRole correlationProperty category dataStore""",
    "DRAWN": "bpmndi:BPMNShape bpmndi:BPMNEdge",
}
_SCHEMA = """
base: id | documentation extensionElements
mixed:
name > base: name
definitions: id name targetNamespace expressionLanguage typeLanguage exporter exporterVersion | import
  extension ROOT bpmndi:BPMNDiagram relationship
import: namespace location importType
extension: definition mustUnderstand | documentation
documentation: id textFormat
extensionElements:
relationship > base: type direction | source target
callable > name: | supportedInterfaceRef ioSpecification ioBinding
process > callable: processType isClosed isExecutable definitionalCollaborationRef | auditing monitoring
  property laneSet FLOW ARTIFACT ROLE correlationSubscription supports
globalTask > callable: | ROLE
globalManualTask > globalTask:
globalUserTask > globalTask: implementation | rendering
globalBusinessRuleTask > globalTask: implementation
globalScriptTask > globalTask: scriptLanguage | script
collaboration > name: isClosed | participant messageFlow ARTIFACT TALK conversationAssociation
  participantAssociation messageFlowAssociation correlationKey choreographyRef conversationLink
globalConversation > collaboration:
choreography > collaboration: | FLOW
globalChoreographyTask > choreography: initiatingParticipantRef
participant > name: processRef | interfaceRef endPointRef participantMultiplicity
participantMultiplicity > base: minimum maximum
messageFlow > name: sourceRef targetRef messageRef
talk > name: | participantRef messageFlowRef correlationKey
conversation > talk:
callConversation > talk: calledCollaborationRef | participantAssociation
subConversation > talk: | TALK
conversationAssociation > base: innerConversationNodeRef outerConversationNodeRef
participantAssociation > base: | innerParticipantRef outerParticipantRef
messageFlowAssociation > base: innerMessageFlowRef outerMessageFlowRef
conversationLink > name: sourceRef targetRef
correlationKey > name: | correlationPropertyRef
correlationProperty > name: type | correlationPropertyRetrievalExpression
correlationPropertyRetrievalExpression > base: messageRef | messagePath
correlationSubscription > base: correlationKeyRef | correlationPropertyBinding
correlationPropertyBinding > base: correlationPropertyRef | dataPath
itemDefinition > base: structureRef isCollection itemKind
message > name: itemRef
signal > name: structureRef
error > name: errorCode structureRef
escalation > name: escalationCode structureRef
interface > name: implementationRef | operation
operation > name: implementationRef | inMessageRef outMessageRef errorRef
endPoint > base:
resource > name: | resourceParameter
resourceParameter > name: type isRequired
partnerEntity > name: | participantRef
partnerRole > name: | participantRef
category > name: | categoryValue
categoryValue > base: value
dataStore > name: capacity isUnlimited itemSubjectRef | dataState
dataState > name:
resourceRole > name: | resourceRef resourceParameterBinding resourceAssignmentExpression
performer > resourceRole:
humanPerformer > performer:
potentialOwner > humanPerformer:
resourceParameterBinding > base: parameterRef | FORMULA
resourceAssignmentExpression > base: | FORMULA
expression: id
formula: id language evaluatesToTypeRef
formalExpression > formula:
auditing > base:
monitoring > base:
rendering > base:
item > name: itemSubjectRef | dataState
property > item:
dataInput > item: isCollection
dataOutput > item: isCollection
inputSet > name: | dataInputRefs optionalInputRefs whileExecutingInputRefs outputSetRefs
outputSet > name: | dataOutputRefs optionalOutputRefs whileExecutingOutputRefs inputSetRefs
ioSpecification > base: | dataInput dataOutput inputSet outputSet
ioBinding > base: operationRef inputDataRef outputDataRef
dataInputAssociation > base: | sourceRef targetRef transformation assignment
dataOutputAssociation > base: | sourceRef targetRef transformation assignment
assignment > base: | from to
laneSet > name: | lane
childLaneSet > laneSet:
lane > name: partitionElementRef | partitionElement flowNodeRef childLaneSet
partitionElement > base:
flow > name: | auditing monitoring categoryValueRef
sequenceFlow > flow: sourceRef targetRef isImmediate | conditionExpression
dataObject > flow: itemSubjectRef isCollection | dataState
dataObjectReference > flow: itemSubjectRef dataObjectRef | dataState
dataStoreReference > flow: itemSubjectRef dataStoreRef | dataState
node > flow: | incoming outgoing
event > node: | property
catch > event: parallelMultiple | dataOutput dataOutputAssociation outputSet EVENT eventDefinitionRef
throw > event: | dataInput dataInputAssociation inputSet EVENT eventDefinitionRef
startEvent > catch: isInterrupting
intermediateCatchEvent > catch:
boundaryEvent > catch: cancelActivity attachedToRef
endEvent > throw:
intermediateThrowEvent > throw:
implicitThrowEvent > throw:
cancelEventDefinition > base:
terminateEventDefinition > base:
compensateEventDefinition > base: waitForCompletion activityRef
conditionalEventDefinition > base: | condition
errorEventDefinition > base: errorRef
escalationEventDefinition > base: escalationRef
linkEventDefinition > base: name | source target
messageEventDefinition > base: messageRef | operationRef
signalEventDefinition > base: signalRef
timerEventDefinition > base: | timeDate timeDuration timeCycle
gateway > node: gatewayDirection
parallelGateway > gateway:
exclusiveGateway > gateway: default
inclusiveGateway > gateway: default
complexGateway > gateway: default | activationCondition
eventBasedGateway > gateway: instantiate eventGatewayType
activity > node: isForCompensation startQuantity completionQuantity default | ioSpecification property
  dataInputAssociation dataOutputAssociation ROLE LOOP
task > activity:
manualTask > activity:
userTask > activity: implementation | rendering
serviceTask > activity: implementation operationRef
sendTask > activity: implementation messageRef operationRef
receiveTask > activity: implementation instantiate messageRef operationRef
businessRuleTask > activity: implementation
scriptTask > activity: scriptFormat | script
callActivity > activity: calledElement
subProcess > activity: triggeredByEvent | laneSet FLOW ARTIFACT
transaction > subProcess: method
adHocSubProcess > subProcess: cancelRemainingInstances ordering | completionCondition
standardLoopCharacteristics > base: testBefore loopMaximum | loopCondition
multiInstanceLoopCharacteristics > base: isSequential behavior oneBehaviorEventRef noneBehaviorEventRef |
  loopCardinality loopDataInputRef loopDataOutputRef inputDataItem outputDataItem complexBehaviorDefinition
  completionCondition
complexBehaviorDefinition > base: | condition event
inputDataItem > dataInput:
outputDataItem > dataOutput:
exchange > node: initiatingParticipantRef loopType | participantRef correlationKey
choreographyTask > exchange: | messageFlowRef
callChoreography > exchange: calledChoreographyRef | participantAssociation
subChoreography > exchange: | FLOW ARTIFACT
association > base: sourceRef targetRef associationDirection
group > base: categoryValueRef
textAnnotation > base: textFormat | text
bpmndi:BPMNDiagram: id name documentation resolution | bpmndi:BPMNPlane bpmndi:BPMNLabelStyle
drawn: id | di:extension
bpmndi:BPMNPlane > drawn: bpmnElement | DRAWN
bpmndi:BPMNShape > drawn: bpmnElement isHorizontal isExpanded isMarkerVisible isMessageVisible
  participantBandKind choreographyActivityShape | dc:Bounds bpmndi:BPMNLabel
bpmndi:BPMNEdge > drawn: bpmnElement sourceElement targetElement messageVisibleKind | di:waypoint
  bpmndi:BPMNLabel
bpmndi:BPMNLabel > drawn: labelStyle | dc:Bounds
bpmndi:BPMNLabelStyle: id | dc:Font
dc:Bounds: x y width height
dc:Font: name size isBold isItalic isUnderline isStrikeThrough
di:waypoint: x y
di:extension:
"""
_FORMULAS = [
    "conditionExpression",
    "condition",
    "timeDate",
    "timeDuration",
    "timeCycle",
    "loopCondition",
    "loopCardinality",
    "completionCondition",
    "activationCondition",
    "transformation",
    "from",
    "to",
    "messagePath",
    "dataPath",
]
EITHER = {"standardLoopCharacteristics", "expression"}
"""Of these and another the schema allows one at a place."""
FREE = {
    "documentation",
    "extensionElements",
    "script",
    "text",
    "expression",
    "formalExpression",
    "di:extension",
    *_FORMULAS,
}
"""Elements that hold words, and perhaps other elements among them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One element of the schema: its attributes, and the elements within in their order."""

    attributes: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


def _entries() -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for line in filter(None, _SCHEMA.replace("\n  ", " ").splitlines()):
        head, _, body = line.partition(": ") if ": " in line else (line.removesuffix(":"), "", "")
        name, _, above = head.partition(" > ")
        attributes, _, children = body.partition("|")
        base = entries[above] if above else Entry()
        within = [one for word in children.split() for one in _members(word)]
        entries[name] = Entry((*base.attributes, *attributes.split()), (*base.children, *within))
    return entries | dict.fromkeys(_FORMULAS, entries["formula"])


def _members(word: str) -> list[str]:
    members = GROUPS.get(word, word).split()
    return [f"{one}EventDefinition" for one in members] if word == "EVENT" else members


SCHEMA = _entries()
EVERY = {one for entry in SCHEMA.values() for one in entry.children} | {"definitions"}
"""The name of every element; one that is not the model's own has its namespace's usual prefix."""


def entry_of(name: str) -> Entry:
    """Return what an element may hold; a reference holds a name only."""
    return SCHEMA.get(name, Entry())


def ways_to() -> dict[str, tuple[str, ...]]:
    """Return for every element that holds others a shortest way to it from the root, both included."""
    ways: dict[str, tuple[str, ...]] = {"definitions": ("definitions",)}
    for name in (queue := ["definitions"]):
        for one in entry_of(name).children:
            if one not in ways:
                ways[one] = (*ways[name], one)
                queue.append(one)
    return {name: way for name, way in ways.items() if entry_of(name).children}


def written(way: tuple[str, ...], within: str) -> str:
    """Return the elements of a way, each in the one before it and with all its attributes, around a text."""
    for name in reversed(way):
        spelt = name if ":" in name else f"bpmn:{name}"
        attributes = "".join(f' {key}="{key} of {name}"' for key in entry_of(name).attributes)
        spaces = "".join(f' xmlns:{key}="{uri}"' for key, uri in NAMESPACES.items() if name == "definitions")
        within = f"<{spelt}{spaces}{attributes}>{within}</{spelt}>"
    return within
