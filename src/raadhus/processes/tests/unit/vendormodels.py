"""Small models in the manner of several vendors' tools, all written for these tests."""

HEAD = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)

FORM_AND_JOB = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made for a test -->
<bpmn:definitions {HEAD} xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="D1"
    targetNamespace="http://bpmn.io/schema/bpmn" exporter="Some Modeler" exporterVersion="5.1.0"
    xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Some Platform">
  <bpmn:process id="P1" isExecutable="true" camunda:historyTimeToLive="P180D" camunda:versionTag="1">
    <bpmn:startEvent id="S1" camunda:formKey="embedded:app:forms/start.html" camunda:initiator="who">
      <bpmn:extensionElements>
        <camunda:formData>
          <camunda:formField id="amount" label="Amount &amp; more" type="long" defaultValue="10">
            <camunda:validation><camunda:constraint name="min" config="1" /></camunda:validation>
          </camunda:formField>
        </camunda:formData>
      </bpmn:extensionElements>
      <bpmn:outgoing>F1</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:serviceTask id="T1" name="Two&#10;lines" camunda:type="external" camunda:topic="work">
      <bpmn:extensionElements>
        <camunda:inputOutput>
          <camunda:inputParameter name="body"><camunda:script scriptFormat="freemarker"><![CDATA[
{{"a": <#if x < 2 && y> "b" </#if> }}
]]></camunda:script></camunda:inputParameter>
          <camunda:inputParameter name="blank">  </camunda:inputParameter>
        </camunda:inputOutput>
        <camunda:executionListener class="org.example.Listener" event="start" />
      </bpmn:extensionElements>
      <bpmn:incoming>F1</bpmn:incoming>
      <bpmn:outgoing>F2</bpmn:outgoing>
      <bpmn:multiInstanceLoopCharacteristics isSequential="true" camunda:collection="people"
          camunda:elementVariable="one">
        <bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${{done &gt; 3}}</bpmn:completionCondition>
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="F1" sourceRef="S1" targetRef="T1" />
    <bpmn:endEvent id="E1"><bpmn:incoming>F2</bpmn:incoming><bpmn:terminateEventDefinition id="TE" /></bpmn:endEvent>
    <bpmn:sequenceFlow id="F2" sourceRef="T1" targetRef="E1">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="groovy"
          camunda:resource="x.groovy" />
    </bpmn:sequenceFlow>
    <bpmn:textAnnotation id="A1"><bpmn:text>  Keeps its
  blanks </bpmn:text></bpmn:textAnnotation>
    <bpmn:association id="As1" associationDirection="None" sourceRef="T1" targetRef="A1" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Di1"><bpmndi:BPMNPlane id="Pl1" bpmnElement="P1">
    <bpmndi:BPMNShape id="S1_di" bpmnElement="S1" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"
        bioc:stroke="#1E88E5" bioc:fill="#BBDEFB" xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0"
        color:background-color="#BBDEFB" color:border-color="#1E88E5">
      <dc:Bounds x="179" y="159.50" width="36" height="36" />
      <bpmndi:BPMNLabel color:color="#1E88E5"><dc:Bounds x="1e2" y="-3" width="0" height="0" /></bpmndi:BPMNLabel>
    </bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="T1_di" bpmnElement="T1"><dc:Bounds x="270" y="137" width="100" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="F1_di" bpmnElement="F1"><di:waypoint x="215" y="177" /><di:waypoint x="270" y="177" /></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>
"""

JOB_TYPES = f"""<bpmn:definitions {HEAD} xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D2" targetNamespace="urn:z">
  <bpmn:process id="P2" isExecutable="true">
    <bpmn:extensionElements><zeebe:userTaskForm id="f">{{"components": []}}</zeebe:userTaskForm></bpmn:extensionElements>
    <bpmn:adHocSubProcess id="A" cancelRemainingInstances="false">
      <bpmn:extensionElements><zeebe:adHoc activeElementsCollection="=next" /></bpmn:extensionElements>
      <bpmn:userTask id="U"><bpmn:extensionElements><zeebe:userTask />
        <zeebe:assignmentDefinition assignee="=who" /></bpmn:extensionElements></bpmn:userTask>
      <bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=done</bpmn:completionCondition>
    </bpmn:adHocSubProcess>
    <bpmn:callActivity id="C" calledElement="Other"><bpmn:extensionElements>
      <zeebe:calledElement processId="Other" propagateAllChildVariables="false" /></bpmn:extensionElements>
      <bpmn:standardLoopCharacteristics testBefore="1" loopMaximum="3"><bpmn:loopCondition>x</bpmn:loopCondition>
      </bpmn:standardLoopCharacteristics></bpmn:callActivity>
    <bpmn:boundaryEvent id="B" cancelActivity="false" attachedToRef="C"><bpmn:timerEventDefinition id="t">
      <bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R3/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
  </bpmn:process>
  <bpmn:message id="M" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=id" />
  </bpmn:extensionElements></bpmn:message>
</bpmn:definitions>"""

EDITOR_OF_MANY_NOTES = """<?xml version='1.0' encoding='iso-8859-1'?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:omgdc="http://www.omg.org/spec/DD/20100524/DC" xmlns:omgdi="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:signavio="http://www.signavio.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  exporter="Some Editor, http://www.example.com" exporterVersion="9.1" expressionLanguage="http://www.w3.org/1999/XPath"
  id="sid-1" targetNamespace="http://www.example.com" typeLanguage="http://www.w3.org/2001/XMLSchema"
  xsi:schemaLocation="http://www.omg.org/spec/BPMN/20100524/MODEL http://www.omg.org/spec/BPMN/2.0/20100501/BPMN20.xsd">
  <extension mustUnderstand="false" definition="signavio:thing"><documentation>For all</documentation></extension>
  <collaboration id="sid-2">
    <extensionElements><signavio:signavioDiagramMetaData metaKey="revisionid" metaValue="abc"/></extensionElements>
    <participant id="sid-3" name="Kommune \xe6\xf8\xe5" processRef="sid-4">
      <extensionElements><signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffff"/></extensionElements>
      <participantMultiplicity minimum="0" maximum="5"/>
    </participant>
    <participant id="sid-5" name="Borger"/>
    <messageFlow id="mf" name="" sourceRef="sid-5" targetRef="sid-7"/>
    <textAnnotation id="ta" textFormat="text/plain"><text>n</text></textAnnotation>
  </collaboration>
  <process id="sid-4" isClosed="false" isExecutable="false" name="Kommune" processType="None">
    <documentation id="doc" textFormat="text/html"><p xmlns="http://www.w3.org/1999/xhtml">One <b>two</b> <i>three</i></p> tail</documentation>
    <laneSet id="ls"><lane id="l1" name="Team"><flowNodeRef>sid-7</flowNodeRef>
      <childLaneSet id="cls"><lane id="l2"><partitionElement id="pe"/><flowNodeRef>sid-7</flowNodeRef></lane></childLaneSet></lane></laneSet>
    <startEvent id="sid-7" isInterrupting="true"><outgoing>none</outgoing><incoming>wrong order</incoming></startEvent>
    <task id="sid-8" completionQuantity="1" isForCompensation="false" name="A" startQuantity="1"/>
    <dataObjectReference dataObjectRef="do" id="dor" name="Form"><dataState id="ds" name="new"/></dataObjectReference>
    <dataObject id="do" isCollection="false"/>
    <dataStoreReference id="dsr" dataStoreRef="store"/>
  </process>
  <dataStore id="store" name="Archive" isUnlimited="false" capacity="7"/>
  <bpmndi:BPMNDiagram id="bd" name="n" resolution="96"><bpmndi:BPMNPlane bpmnElement="sid-2" id="bp">
    <bpmndi:BPMNShape bpmnElement="sid-3" id="s3" isHorizontal="true" isExpanded="true" isMarkerVisible="false" isMessageVisible="false">
      <omgdi:extension><signavio:x y="1"/></omgdi:extension>
      <omgdc:Bounds height="200.0" width="600.0" x="15.0" y="15.0"/>
      <bpmndi:BPMNLabel labelStyle="st"><omgdc:Bounds height="12.0" width="20.0" x="1.0" y="2.0"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge bpmnElement="mf" id="e" sourceElement="s5" targetElement="s7" messageVisibleKind="initiating">
      <omgdi:waypoint x="1" y="2" xsi:type="omgdc:Point"/><omgdi:waypoint x="3" y="4"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane>
    <bpmndi:BPMNLabelStyle id="st"><omgdc:Font isBold="false" isItalic="false" isStrikeThrough="false" isUnderline="false" name="Arial" size="11.0"/></bpmndi:BPMNLabelStyle>
  </bpmndi:BPMNDiagram>
</definitions>"""

OFFICE_TOOL = """<?xml version="1.0" encoding="utf-16"?>
<definitions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 targetNamespace="http://www.example.com/_d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
  <process id="Id_1" name="Main Process">
    <documentation />
    <extensionElements><BizagiExtensions xmlns="http://www.bizagi.com/bpmn20"><BizagiProperties>
      <BizagiProperty name="bgColor" value="White" /></BizagiProperties></BizagiExtensions></extensionElements>
    <dataObject id="d"><extensionElements><x xmlns=""><y xmlns="urn:y" xmlns:z="urn:z" z:a="1"><z:b/></y></x></extensionElements></dataObject>
    <exclusiveGateway id="g" gatewayDirection="Diverging" xsi:type="tExclusiveGateway" default="f">\n</exclusiveGateway>
    <eventBasedGateway id="eg" eventGatewayType="Parallel" instantiate="true"/>
    <complexGateway id="cg"><activationCondition>n &gt; 1</activationCondition></complexGateway>
    <intermediateThrowEvent id="l"><linkEventDefinition id="le" name="L"><source>a</source><target>b</target></linkEventDefinition></intermediateThrowEvent>
  </process>
  <category id="c"><categoryValue id="cv" value="Team" /></category>
  <newThing xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="n"><inside>kept</inside></newThing>
</definitions>"""

LISTENERS = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:activiti="http://activiti.org/bpmn" xmlns:flowable="http://flowable.org/bpmn" targetNamespace="Examples">
  <signal id="sig" name="go" flowable:scope="processInstance"/>
  <process id="vac" name="Vacation" flowable:candidateStarterGroups="all" activiti:x="1">
    <extensionElements><flowable:eventListener events="ALL" class="x.Y"/></extensionElements>
    <subProcess id="es" triggeredByEvent="true"><startEvent id="ss" isInterrupting="false"><signalEventDefinition signalRef="sig"/></startEvent>
      <transaction id="tx" method="##Store"><endEvent id="c"><cancelEventDefinition/></endEvent></transaction></subProcess>
    <userTask id="u" name="x" activiti:assignee="${initiator}" flowable:dueDate="${due}">
      <potentialOwner id="po"><resourceAssignmentExpression><formalExpression>group(a), user(b)</formalExpression></resourceAssignmentExpression></potentialOwner>
      <humanPerformer><resourceRef>r</resourceRef><resourceParameterBinding parameterRef="p"><expression/></resourceParameterBinding></humanPerformer>
      <extensionElements><activiti:formProperty id="n" name="Days" type="long" required="true"/></extensionElements>
    </userTask>
    <scriptTask id="s" scriptFormat="javascript" activiti:autoStoreVariables="false"><script><![CDATA[if (a < b && c) { x = "]]>" }]]&gt;</script></scriptTask>
    <?vendor keep="this"?>
    <!-- and this -->
    <boundaryEvent id="b" attachedToRef="u" cancelActivity="0"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
    <endEvent id="e"><errorEventDefinition errorRef="er"/><compensateEventDefinition activityRef="u" waitForCompletion="true"/></endEvent>
    <sequenceFlow id="f" sourceRef="u" targetRef="s"><conditionExpression xsi:type="tFormalExpression"><![CDATA[${a == 'b'}]]></conditionExpression></sequenceFlow>
  </process>
  <error id="er" errorCode="404"/>
</definitions>""".replace('"]]>" }]]&gt;', "1 }]]>")

WORKBENCH = f"""<bpmn2:definitions {HEAD.replace("xmlns:bpmn=", "xmlns:bpmn2=")} xmlns:drools="http://www.jboss.org/drools"
  xmlns:tns="http://www.example.org/w" xmlns:java="http://www.java.com/javaTypes" id="_D" targetNamespace="http://www.example.org/w" typeLanguage="http://www.java.com/javaTypes">
  <bpmn2:import importType="http://www.w3.org/2001/XMLSchema" location="a.xsd" namespace="urn:a"/>
  <bpmn2:itemDefinition id="_personItem" structureRef="java:org.example.Person" isCollection="false" itemKind="Information"/>
  <bpmn2:message id="Message_1" itemRef="tns:_personItem" name="m"/>
  <bpmn2:interface id="If" name="I" implementationRef="I"><bpmn2:operation id="Op" name="o" implementationRef="o">
    <bpmn2:inMessageRef>tns:Message_1</bpmn2:inMessageRef><bpmn2:outMessageRef>tns:Message_1</bpmn2:outMessageRef><bpmn2:errorRef>e</bpmn2:errorRef></bpmn2:operation></bpmn2:interface>
  <bpmn2:resource id="r" name="R"><bpmn2:resourceParameter id="p" name="P" type="xsi:string" isRequired="true"/></bpmn2:resource>
  <bpmn2:partnerEntity id="pe" name="P"><bpmn2:participantRef>x</bpmn2:participantRef></bpmn2:partnerEntity>
  <bpmn2:correlationProperty id="cp" name="c" type="tns:_personItem"><bpmn2:correlationPropertyRetrievalExpression messageRef="tns:Message_1">
    <bpmn2:messagePath xsi:type="bpmn2:tFormalExpression" language="http://www.w3.org/1999/XPath">id</bpmn2:messagePath></bpmn2:correlationPropertyRetrievalExpression></bpmn2:correlationProperty>
  <bpmn2:process id="org.p" drools:packageName="org" drools:version="1.0" drools:adHoc="false" name="P" isExecutable="true">
    <bpmn2:extensionElements><drools:import name="org.example.Person"/><drools:metaData name="x"><drools:metaValue><![CDATA[<b>v</b>]]></drools:metaValue></drools:metaData></bpmn2:extensionElements>
    <bpmn2:property id="person" itemSubjectRef="_personItem" name="person"/>
    <bpmn2:businessRuleTask id="_2" drools:ruleFlowGroup="g" implementation="http://www.jboss.org/drools/rule">
      <bpmn2:ioSpecification id="io"><bpmn2:dataInput id="_2_in" drools:dtype="Person" itemSubjectRef="_personItem" name="in"/><bpmn2:dataOutput id="_2_out" isCollection="true"/>
        <bpmn2:inputSet id="is"><bpmn2:dataInputRefs>_2_in</bpmn2:dataInputRefs><bpmn2:optionalInputRefs>_2_in</bpmn2:optionalInputRefs></bpmn2:inputSet>
        <bpmn2:outputSet id="os"><bpmn2:dataOutputRefs>_2_out</bpmn2:dataOutputRefs></bpmn2:outputSet></bpmn2:ioSpecification>
      <bpmn2:dataInputAssociation id="dia"><bpmn2:sourceRef>person</bpmn2:sourceRef><bpmn2:targetRef>_2_in</bpmn2:targetRef>
        <bpmn2:transformation xsi:type="bpmn2:tFormalExpression" evaluatesToTypeRef="java:int">x</bpmn2:transformation>
        <bpmn2:assignment id="as"><bpmn2:from xsi:type="bpmn2:tFormalExpression">1</bpmn2:from><bpmn2:to xsi:type="bpmn2:tFormalExpression">_2_in</bpmn2:to></bpmn2:assignment></bpmn2:dataInputAssociation>
      <bpmn2:dataOutputAssociation id="doa"><bpmn2:sourceRef>_2_out</bpmn2:sourceRef><bpmn2:targetRef>person</bpmn2:targetRef></bpmn2:dataOutputAssociation>
      <bpmn2:multiInstanceLoopCharacteristics id="mi" behavior="Complex" oneBehaviorEventRef="tns:ev"><bpmn2:loopCardinality>3</bpmn2:loopCardinality>
        <bpmn2:loopDataInputRef>_2_in</bpmn2:loopDataInputRef><bpmn2:loopDataOutputRef>_2_out</bpmn2:loopDataOutputRef>
        <bpmn2:inputDataItem id="x" itemSubjectRef="i" name="x"/><bpmn2:outputDataItem id="y"/>
        <bpmn2:complexBehaviorDefinition id="cb"><bpmn2:condition>a</bpmn2:condition><bpmn2:event id="ite"><bpmn2:signalEventDefinition id="sd"/></bpmn2:event></bpmn2:complexBehaviorDefinition>
      </bpmn2:multiInstanceLoopCharacteristics>
    </bpmn2:businessRuleTask>
    <bpmn2:receiveTask id="rt" messageRef="tns:Message_1" operationRef="tns:Op" instantiate="true" implementation="##WebService"/>
    <bpmn2:group id="gr" categoryValueRef="tns:cv"/>
    <bpmn2:correlationSubscription id="cs" correlationKeyRef="tns:ck"><bpmn2:correlationPropertyBinding id="cpb" correlationPropertyRef="tns:cp"><bpmn2:dataPath>p</bpmn2:dataPath></bpmn2:correlationPropertyBinding></bpmn2:correlationSubscription>
    <bpmn2:supports>tns:other</bpmn2:supports>
  </bpmn2:process>
  <bpmn2:relationship type="BPSimData"><bpmn2:extensionElements><bpsim:BPSimData xmlns:bpsim="http://www.bpsim.org/schemas/1.0"><bpsim:Scenario id="default"><bpsim:ScenarioParameters/></bpsim:Scenario></bpsim:BPSimData></bpmn2:extensionElements><bpmn2:source>_D</bpmn2:source><bpmn2:target>_D</bpmn2:target></bpmn2:relationship>
</bpmn2:definitions>"""

CHOREOGRAPHY = f"""<semantic:definitions {HEAD.replace("xmlns:bpmn=", "xmlns:semantic=")} xmlns:trisobpmn="http://www.trisotech.com/2014/triso/bpmn"
  id="_1" targetNamespace="http://www.example.com/definitions/_1" xml:lang="en">
  <semantic:extensionElements><trisobpmn:note xml:space="preserve"> a <trisobpmn:b/> </trisobpmn:note></semantic:extensionElements>
  <semantic:choreography id="ch" isClosed="false"><semantic:participant id="p1"/><semantic:messageFlow id="mf" sourceRef="p1" targetRef="p2" messageRef="m"/>
    <semantic:correlationKey id="ck" name="k"><semantic:correlationPropertyRef>cp</semantic:correlationPropertyRef></semantic:correlationKey>
    <semantic:startEvent id="st"><semantic:outgoing>f</semantic:outgoing></semantic:startEvent>
    <semantic:choreographyTask id="ct" initiatingParticipantRef="p1" loopType="Standard"><semantic:participantRef>p1</semantic:participantRef><semantic:participantRef>p2</semantic:participantRef><semantic:messageFlowRef>mf</semantic:messageFlowRef></semantic:choreographyTask>
    <semantic:subChoreography id="sc" initiatingParticipantRef="p1"><semantic:participantRef>p1</semantic:participantRef><semantic:callChoreography id="cc" initiatingParticipantRef="p1" calledChoreographyRef="g"><semantic:participantAssociation id="pa"><semantic:innerParticipantRef>a</semantic:innerParticipantRef><semantic:outerParticipantRef>b</semantic:outerParticipantRef></semantic:participantAssociation></semantic:callChoreography></semantic:subChoreography>
  </semantic:choreography>
  <semantic:globalChoreographyTask id="g" initiatingParticipantRef="p1"/>
  <semantic:globalUserTask id="gu" implementation="##unspecified"><semantic:ioBinding operationRef="o" inputDataRef="i" outputDataRef="u"/><semantic:rendering id="re"/></semantic:globalUserTask>
  <semantic:globalScriptTask id="gs" scriptLanguage="x"><semantic:script>s</semantic:script></semantic:globalScriptTask>
  <semantic:collaboration id="co"><semantic:subConversation id="s" name="S"><semantic:conversation id="c1"><semantic:participantRef>p1</semantic:participantRef></semantic:conversation></semantic:subConversation>
    <semantic:callConversation id="c2" calledCollaborationRef="gc"/><semantic:conversationLink id="cl" sourceRef="p1" targetRef="c1"/>
    <semantic:messageFlowAssociation innerMessageFlowRef="a" outerMessageFlowRef="b"/><semantic:conversationAssociation innerConversationNodeRef="a" outerConversationNodeRef="b"/></semantic:collaboration>
  <semantic:globalConversation id="gc"/>
  <semantic:escalation id="es" escalationCode="1" structureRef="x"/><semantic:endPoint id="ep"/>
  <semantic:timerEventDefinition id="root"><semantic:timeDate>2024-05-01</semantic:timeDate></semantic:timerEventDefinition>
  <bpmndi:BPMNDiagram id="d" documentation="words"><bpmndi:BPMNPlane bpmnElement="ch">
    <bpmndi:BPMNShape bpmnElement="p1" participantBandKind="top_initiating" choreographyActivityShape="x"><dc:Bounds x="0" y="0" width="1" height="1"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</semantic:definitions>
<!-- the end -->"""

MODELS = {
    "forms and external jobs": FORM_AND_JOB.encode(),
    "job types": JOB_TYPES.encode(),
    "an editor of many notes": EDITOR_OF_MANY_NOTES.encode("iso-8859-1"),
    "an office tool": OFFICE_TOOL.encode("utf-16"),
    "listeners": LISTENERS.encode(),
    "a workbench with a byte order mark": WORKBENCH.encode("utf-8-sig"),
    "choreographies": CHOREOGRAPHY.encode(),
}
