"""More small models in the manner of vendors' tools: odd prefixes, several diagrams, everything at the root."""

from raadhus.processes.tests.unit.vendormodels import HEAD

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"

INTERCHANGE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!DOCTYPE model:definitions>
<?xml-stylesheet type="text/xsl" href="show.xsl"?>
<model:definitions {HEAD.replace("xmlns:bpmn=", "xmlns:model=")} xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0"
  xmlns="urn:not-bpmn" xmlns:tns="urn:t" id="_1" name="A.1.0" targetNamespace="urn:t" model:exporter="prefixed" xsi:schemaLocation="{BPMN} BPMN20.xsd">
  <model:itemDefinition id="i" itemKind="Physical" structureRef="xsd:string" xmlns:xsd="http://www.w3.org/2001/XMLSchema"/>
  <model:signal id="sg" name="S" structureRef="tns:i"/><model:error id="er" name="E" errorCode="e1" structureRef="tns:i"/>
  <model:message id="me" name="M" itemRef="tns:i"><model:documentation textFormat="text/html"><![CDATA[<p>One & two</p>]]> and <b xmlns="http://www.w3.org/1999/xhtml">three</b></model:documentation></model:message>
  <model:category id="ca" name="C"><model:categoryValue id="cv" value="Blå"/><model:categoryValue id="cw" value=""/></model:category>
  <model:globalTask id="gt" name="G"><model:supportedInterfaceRef>tns:if</model:supportedInterfaceRef><model:resourceRole><model:resourceRef>tns:r</model:resourceRef></model:resourceRole></model:globalTask>
  <model:globalBusinessRuleTask id="gb" implementation="##unspecified"/><model:globalManualTask id="gm"/>
  <model:collaboration id="co" name="" isClosed="1">
    <model:participant id="box" name="Black box"><model:interfaceRef>tns:if</model:interfaceRef><model:endPointRef>tns:ep</model:endPointRef></model:participant>
    <model:participant id="pool" processRef="tns:p"/><model:messageFlow id="mf" messageRef="tns:me" sourceRef="tns:box" targetRef="tns:st"/>
    <model:group id="gr" categoryValueRef="tns:cv"/><model:association id="as" associationDirection="Both" sourceRef="tns:gr" targetRef="tns:ta"/>
    <model:textAnnotation id="ta"><model:text>æ ø å 任务 “quoted” &#x1F600;</model:text></model:textAnnotation>
    <model:conversation id="cn"><model:participantRef>tns:box</model:participantRef><model:messageFlowRef>tns:mf</model:messageFlowRef>
      <model:correlationKey id="ck"><model:correlationPropertyRef>tns:cp</model:correlationPropertyRef></model:correlationKey></model:conversation>
    <model:choreographyRef>tns:ch</model:choreographyRef>
  </model:collaboration>
  <model:process id="p" isExecutable="0" definitionalCollaborationRef="tns:co" processType="Public">
    <model:auditing id="au"><vendor who="x"/></model:auditing><model:monitoring id="mo"/>
    <model:startEvent id="st" parallelMultiple="true"><model:messageEventDefinition id="md" messageRef="tns:me"/><model:signalEventDefinition signalRef="tns:sg"/></model:startEvent>
    <model:dataStoreReference id="ds" name="Store"><model:dataState name="full"/></model:dataStoreReference>
    <model:userTask id="ut"><model:auditing/><model:categoryValueRef>tns:cv</model:categoryValueRef><model:ioSpecification><model:inputSet/><model:outputSet/></model:ioSpecification>
      <model:property id="pr" name="x"/><model:dataOutputAssociation><model:targetRef>tns:ds</model:targetRef></model:dataOutputAssociation>
      <model:performer><model:resourceRef>tns:r</model:resourceRef></model:performer></model:userTask>
    <model:inclusiveGateway id="ig" gatewayDirection="Mixed" default="tns:f"/><model:sequenceFlow id="f" sourceRef="ig" targetRef="ut" isImmediate="true"/>
  </model:process>
  <bpmndi:BPMNDiagram id="d1" name="One" documentation="" resolution="1.0e2"><bpmndi:BPMNPlane id="pl" bpmnElement="tns:co">
    <bpmndi:BPMNShape id="sh" bpmnElement="tns:pool" isHorizontal="1" color:background-color="#fff" color:border-color="#000"><dc:Bounds x="1.0" y="1" width="1.50" height="+2"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="sg2" bpmnElement="tns:gr"><di:extension><any xmlns="urn:v">a <i/> b</any></di:extension><dc:Bounds height="1" width="2" y="3" x="4"/></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="ed" bpmnElement="tns:mf" sourceElement="sh" targetElement="sg2"><di:waypoint x="0.0" y="-0"/><di:waypoint y="2" x="1"/>
      <bpmndi:BPMNLabel id="lb" labelStyle="ls"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane><bpmndi:BPMNLabelStyle id="ls"><dc:Font name="Arial" size="8.25" isBold="0"/></bpmndi:BPMNLabelStyle></bpmndi:BPMNDiagram>
  <!-- a second drawing -->
  <bpmndi:BPMNDiagram id="d2"><bpmndi:BPMNPlane id="p2" bpmnElement="tns:p"/></bpmndi:BPMNDiagram>
  <bpmndi:BPMNDiagram/>
</model:definitions>
<?end?>
<!-- over -->
"""

NOTHING_DECLARED = f"""<definitions xmlns="{BPMN}" xmlns:a="{BPMN}" targetNamespace="u"><a:process a:id="p" id="q"><task id="t"
  name="Tab&#9;line&#10;&quot;quoted&quot; &lt;b&gt; &#13;"/><a:task id="t"/><documentation> a&#13;b
  c ]]&gt; </documentation><extensionElements> <x xmlns=""/> words <y xmlns="urn:y" xml:space="preserve"> <z/> </y></extensionElements>
  <script/>stray<unknown a:b="c"><task id="within"/></unknown><sequenceFlow/><laneSet><lane/></laneSet><laneSet/></a:process><process/></definitions>"""

MORE = {"an interchange of everything": INTERCHANGE.encode()}
ODD = {
    "nothing where it belongs": NOTHING_DECLARED.encode(),
    "the same in UTF-16 without a byte order mark": (
        '<?xml version="1.0" encoding="utf-16le"?>' + NOTHING_DECLARED
    ).encode("utf-16-le"),
    "a document type elsewhere": INTERCHANGE.replace(
        "<!DOCTYPE model:definitions>", '<!DOCTYPE model:definitions SYSTEM "BPMN20.dtd">'
    ).encode(),
}
