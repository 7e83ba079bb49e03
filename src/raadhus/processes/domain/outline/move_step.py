"""A step moved to another place of its course, with all that it is set to and the events on its edge."""

from dataclasses import dataclass, field

from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.editing import walk
from raadhus.processes.domain.document.flow import SequenceFlow
from raadhus.processes.domain.document.lexical import QName
from raadhus.processes.domain.outline import kinds
from raadhus.processes.domain.outline.changing import (
    CannotEdit,
    Course,
    in_scope_of,
    led,
    new_identity,
    scope_of,
)
from raadhus.processes.domain.outline.drawing import Drawing
from raadhus.processes.domain.outline.holders import holders_of


@dataclass(slots=True)
class _Move:
    """What a move does to the arrows around: those to be drawn anew (id, source, target), those gone, what goes along."""

    step: str
    way: str
    onward: str
    drawn: list[tuple[str, str, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    along: set[str] = field(default_factory=set)
    before: str = ""

    def make(self, course: Course) -> None:
        """Move the step within its course. Raises: CannotEdit."""
        node = course.node(self.step)
        if not (kinds.leads_on(node) and kinds.is_led_to(node)):
            raise CannotEdit("stays", self.step)
        target = self._target_of(course)
        ways = [one for one in course.ways_from(self.step) if _target(one) != self.step]
        if len({_target(one) for one in ways}) > 1:
            raise CannotEdit("several-ways", self.step)
        self._close(course, _target(ways[0]) if ways else "")
        course.flows[self.way] = led(course.flows[self.way], target=self.step)
        onward = course.flows.get(ways[0].id or "") if ways else None
        key = self.onward if onward is None else onward.id or ""
        course.flows[key] = led(onward or SequenceFlow(id=key, source_ref=QName(self.step)), target=target)
        for surplus in ways[1:]:
            self._take_out(course, surplus.id or "")
        self._note(course)

    def _target_of(self, course: Course) -> str:
        """Return where the way leads that the step is to stand on. Raises: CannotEdit."""
        flow = course.flows.get(self.way)
        if flow is None or flow.source_ref is None or flow.target_ref is None:
            raise CannotEdit("gone", self.way)
        if self.step in {flow.source_ref.local, flow.target_ref.local}:
            raise CannotEdit("there-already", self.step)
        self.before = flow.source_ref.local
        return flow.target_ref.local

    def _close(self, course: Course, after: str) -> None:
        """Let what led to the step lead to what came after it; nothing leads back to where it comes from."""
        for flow in course.ways_to(self.step):
            source = flow.source_ref.local if flow.source_ref else ""
            if source == self.step:
                continue
            if after and source != after:
                course.flows[flow.id or ""] = led(flow, target=after)
                self.drawn.append((flow.id or "", source, after))
            else:
                self._take_out(course, flow.id or "")

    def _take_out(self, course: Course, flow: str) -> None:
        course.flows.pop(flow)
        self.gone.append(flow)

    def _note(self, course: Course) -> None:
        """Note what goes along in the drawing, and which arrows are drawn anew for it."""
        edges = course.edges_on(self.step)
        for key in (self.step, *edges):
            self.along |= {
                identity
                for part in walk(course.nodes[key])
                if (identity := getattr(part, "id", None)) is not None
            }
            self.drawn += [(one.id or "", key, _target(one)) for one in course.ways_from(key)]
        self.drawn.append((self.way, self.before, self.step))


def _target(flow: SequenceFlow) -> str:
    return flow.target_ref.local if flow.target_ref else ""


def move_step(document: BpmnDocument, step: str, way: str) -> BpmnDocument:
    """
    Return the document in which a step stands on another arrow of its course; what came before it leads to what came after.

    Raises: CannotEdit for a start, an end, an event on an edge; when several ways lead on; when it stands there already.
    """
    move = _Move(step, way, new_identity(document, f"{step}_{way}"))
    changed = in_scope_of(document, step, move.make)
    drawing = Drawing(changed, step, holders_of(changed, scope_of(changed, step), step))
    drawing.remove(move.gone)
    drawing.move_after(step, move.before, frozenset(move.along))
    for flow, source, target in move.drawn:
        drawing.connect(flow, source, target)
    return drawing.done()
