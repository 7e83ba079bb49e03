"""Steps taken away, with all that belongs to them."""

from dataclasses import dataclass, field, replace
from typing import Any

from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.editing import walk
from raadhus.processes.domain.document.flow import Association, FlowNode, StartEvent
from raadhus.processes.domain.outline import kinds
from raadhus.processes.domain.outline.changing import CannotEdit, Course, in_scope_of, led
from raadhus.processes.domain.outline.drawing import Drawing
from raadhus.processes.domain.outline.lanes import out_of_lanes


@dataclass(slots=True)
class _Removal:
    """What goes with a step, and which arrows (id, source, target) lead on to what came after it."""

    step: str
    gone: set[str] = field(default_factory=set)
    led_on: list[tuple[str, str, str]] = field(default_factory=list)

    def make(self, course: Course) -> None:
        """Take the step out of its course. Raises: CannotEdit."""
        self._expect_not_the_start(course)
        ways = course.ways_from(self.step)
        targets = {flow.target_ref.local for flow in ways if flow.target_ref} - {self.step}
        if len(targets) > 1:
            raise CannotEdit("several-ways", self.step)
        nodes = self._with_what_takes_back(course)
        self.gone |= {flow.id or "" for node in nodes for flow in course.ways_from(node)}
        for flow in course.ways_to(self.step):
            source = flow.source_ref.local if flow.source_ref else ""
            if targets and source not in nodes:
                (target,) = targets
                course.flows[flow.id or ""] = led(flow, target=target)
                self.led_on.append((flow.id or "", source, target))
            else:
                self.gone.add(flow.id or "")
        for node in nodes:
            self.gone |= {one for part in walk(course.nodes[node]) if (one := getattr(part, "id", None))}
        for key in self.gone:
            course.nodes.pop(key, None)
            course.flows.pop(key, None)
        for key, one in course.nodes.items():
            default = getattr(one, "default", None)
            if default is not None and default.local in self.gone:
                values: dict[str, Any] = {"default": None}
                course.nodes[key] = replace(one, **values)

    def _expect_not_the_start(self, course: Course) -> None:
        node = course.node(self.step)
        starts = [key for key, one in course.nodes.items() if isinstance(one, StartEvent)]
        if isinstance(node, StartEvent) and len(starts) == 1:
            raise CannotEdit("start", self.step)

    def _with_what_takes_back(self, course: Course) -> set[str]:
        """Return the step, the events on its edge, and what takes it back; associations with them go at once."""
        nodes = {self.step, *course.edges_on(self.step)}
        ends = [
            (one.source_ref.local, one.target_ref.local)
            for one in course.artifacts
            if isinstance(one, Association) and one.source_ref is not None and one.target_ref is not None
        ]
        for source, target in ends:
            if _waits_to_take_back(course, source) and {source, target} & nodes:
                nodes |= {source, target} & course.nodes.keys()
        kept = []
        for one in course.artifacts:
            refs = (one.source_ref, one.target_ref) if isinstance(one, Association) else ()
            if any(ref is not None and ref.local in nodes for ref in refs):
                self.gone.add(one.id or "")
            else:
                kept.append(one)
        course.artifacts = tuple(kept)
        return nodes


def _waits_to_take_back(course: Course, node: str) -> bool:
    found: FlowNode | None = course.nodes.get(node)
    return found is not None and kinds.of(found) == ("boundaryEvent", kinds.COMPENSATION)


def remove_step(document: BpmnDocument, step: str) -> BpmnDocument:
    """
    Return the document without a step, what is within it, the events on its edge and what takes it back.

    What came before leads on to what came after. Raises: CannotEdit when several ways lead on, or where the course begins.
    """
    removal = _Removal(step)
    drawing = Drawing(out_of_lanes(in_scope_of(document, step, removal.make), removal.gone), step)
    drawing.remove(removal.gone)
    for flow, source, target in removal.led_on:
        drawing.connect(flow, source, target)
    return drawing.done()
