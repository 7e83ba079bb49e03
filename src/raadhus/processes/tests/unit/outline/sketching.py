"""A model built by edits of the outline alone, from a draft that begins and ends."""

from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.outline.edits import (
    AddEdge,
    AddStep,
    AddWay,
    AddWithin,
    ChangeStep,
    Edit,
    RemoveStep,
    RemoveWay,
    edit_model,
)
from raadhus.processes.domain.outline.outline import Step, outline_of

EMPTY = (
    b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    b' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'
    b' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
    b' xmlns:raadhus="urn:raadhus:bpmn:1" targetNamespace="urn:test"><process id="P" isExecutable="true">'
    b'<startEvent id="start"/><endEvent id="end"/>'
    b'<sequenceFlow id="start_end" sourceRef="start" targetRef="end"/></process>'
    b'<bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="P">'
    b'<bpmndi:BPMNShape id="start_di" bpmnElement="start"><dc:Bounds x="100" y="100" width="36" height="36"/>'
    b'</bpmndi:BPMNShape><bpmndi:BPMNShape id="end_di" bpmnElement="end">'
    b'<dc:Bounds x="200" y="100" width="36" height="36"/></bpmndi:BPMNShape>'
    b'<bpmndi:BPMNEdge id="start_end_di" bpmnElement="start_end"><di:waypoint x="136" y="118"/>'
    b'<di:waypoint x="200" y="118"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>'
)
TASK, SERVICE, SUB, ANY_ORDER = "userTask", "serviceTask", "subProcess", "adHocSubProcess"
CATCH, THROW, END = "intermediateCatchEvent", "intermediateThrowEvent", "endEvent"


class Sketch:
    """A draft while it is written; each step is called by its id, which is its name too."""

    def __init__(self, source: bytes = EMPTY) -> None:
        self.source = source

    def do(self, edit: Edit) -> "Sketch":
        self.source = edit_model(self.source, edit)
        return self

    def steps(self) -> dict[str, Step]:
        return {one.id: one for one in outline_of(read_document(self.source)).steps}

    def way(self, source: str, target: str) -> str:
        """Return the id of the arrow between two steps."""
        return next(one.id for one in self.steps()[source].ways if one.target == target)

    def after(self, after: str, kind: str, name: str, *, on: str = "", event: str = "") -> "Sketch":
        """Add a step after another, on its way to ``on`` or on a new way; a system's task does the work of tests."""
        way = self.way(after, on) if on else ""
        trigger = f"{event}EventDefinition" if event else ""
        self.do(AddStep(after=after, kind=kind, name=name, trigger=trigger, way=way))
        return self.say(name, handler="work") if kind == SERVICE else self

    def within(self, scope: str, kind: str, name: str, event: str = "") -> "Sketch":
        """Add a step that no way leads to."""
        trigger = f"{event}EventDefinition" if event else ""
        return self.do(AddWithin(within=scope, kind=kind, name=name, trigger=trigger))

    def edge(self, step: str, event: str, name: str, *, ends: bool = True, to: str = "end") -> "Sketch":
        """Add an event on the edge of a step."""
        trigger = f"{event}EventDefinition"
        return self.do(AddEdge(step=step, trigger=trigger, name=name, target=to, ends_step=ends))

    def say(self, step: str, *, handler: str = "", time: str | None = None, **texts: str) -> "Sketch":
        """Let a step say something."""
        one = self.steps()[step]
        return self.do(
            ChangeStep(
                step=step,
                name=one.name,
                kind=one.kind,
                settings=(("handler", handler),) if handler else (),
                time=time,
                texts=tuple((name.replace("_", "-"), text) for name, text in texts.items()),
            )
        )

    def become(self, step: str, kind: str, trigger: str) -> "Sketch":
        """Let a step be of another kind."""
        return self.do(ChangeStep(step=step, name=self.steps()[step].name, kind=kind, trigger=trigger))

    def lead(self, source: str, target: str) -> "Sketch":
        return self.do(AddWay(source=source, target=target))

    def cut(self, source: str, target: str) -> "Sketch":
        return self.do(RemoveWay(way=self.way(source, target)))

    def gone(self, step: str) -> "Sketch":
        return self.do(RemoveStep(step=step))

    def undone(self, *steps: str) -> "Sketch":
        """Let the system take back what steps did."""
        for one in steps:
            self.do(AddEdge(step=one, trigger="compensateEventDefinition", name=f"un_{one}"))
            self.become(f"un_{one}", SERVICE, "isForCompensation").say(f"un_{one}", handler="work")
        return self
