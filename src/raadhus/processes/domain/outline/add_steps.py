"""Steps added: after another, on its edge, or by themselves within a process or sub-process."""

from raadhus.processes.domain.document.activities import SubProcess
from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.flow import Association, FlowNode, SequenceFlow
from raadhus.processes.domain.document.lexical import QName
from raadhus.processes.domain.outline import kinds
from raadhus.processes.domain.outline.change_ways import expect_leads
from raadhus.processes.domain.outline.changing import (
    CannotEdit,
    Course,
    Scope,
    in_scope,
    led,
    new_identity,
    scope_called,
    scope_of,
)
from raadhus.processes.domain.outline.drawing import Drawing
from raadhus.processes.domain.outline.geometry import TASK, Box, size_of
from raadhus.processes.domain.outline.holders import holders_of
from raadhus.processes.domain.outline.kinds import Choice
from raadhus.processes.domain.outline.lanes import in_lane_of

_BELOW = 40.0


def add_step(document: BpmnDocument, after: str, choice: Choice, name: str, way: str) -> BpmnDocument:
    """Return the document with a step more; what nothing comes after stands on a way of its own. Raises: CannotEdit."""
    if choice not in kinds.AFTER:
        raise CannotEdit("unknown-kind", choice.kind)
    scope = scope_of(document, after)
    identity = new_identity(document, name or choice.kind)
    arrow = new_identity(document, f"{after}_{identity}", identity)
    begin = new_identity(document, f"{identity}_begins", identity, arrow)
    is_between = bool(way) and choice not in kinds.ALONE
    led_on: list[str] = []

    def act(course: Course) -> None:
        if not kinds.leads_on(course.node(after)):
            raise CannotEdit("after-end", after)
        course.nodes[identity] = kinds.made(choice, identity, name, begin)
        if not is_between:
            course.flows[arrow] = SequenceFlow(id=arrow, source_ref=QName(after), target_ref=QName(identity))
            return
        flow = course.flows.get(way)
        if (
            flow is None
            or flow.source_ref is None
            or flow.source_ref.local != after
            or flow.target_ref is None
        ):
            raise CannotEdit("gone", way)
        led_on.append(flow.target_ref.local)
        course.flows[way] = led(flow, target=identity)
        course.flows[arrow] = SequenceFlow(id=arrow, source_ref=QName(identity), target_ref=flow.target_ref)

    changed = in_lane_of(in_scope(document, scope, act), after, identity)
    drawing = Drawing(changed, after, holders_of(changed, scope, after))
    drawing.put_after(identity, after, choice.kind, is_between=is_between)
    _draw_begin(drawing, choice, identity, begin)
    drawing.connect(way if is_between else arrow, after, identity)
    for target in led_on:
        drawing.connect(arrow, identity, target)
    return drawing.done()


def add_within(document: BpmnDocument, within: str, choice: Choice, name: str) -> BpmnDocument:
    """
    Return the document with a step more in a process or sub-process that no way leads to.

    A sub-process with a trigger is one that this event begins. Raises: CannotEdit.
    """
    scope = scope_called(document, within)
    if choice not in kinds.alone_in(scope):
        raise CannotEdit("unknown-kind", choice.kind)
    identity = new_identity(document, name or choice.kind)
    begin = new_identity(document, f"{identity}_begins", identity)
    known = [one.id for one in scope.flow_elements if isinstance(one, FlowNode) and one.id]

    def act(course: Course) -> None:
        course.nodes[identity] = kinds.made(choice, identity, name, begin)

    changed = in_scope(document, scope, act)
    if known:
        changed = in_lane_of(changed, known[-1], identity)
    drawing = _drawing_of(changed, scope, known)
    place = _place_below(drawing, scope, known)
    if place is not None:
        width, height = size_of(choice.kind)
        drawing.put_at(identity, Box(*place, width, height), choice.kind)
        _draw_begin(drawing, choice, identity, begin)
    return drawing.done()


def _drawing_of(document: BpmnDocument, scope: Scope, known: list[str]) -> Drawing:
    """Return the drawing in which a scope's steps are drawn, or the scope itself where it has none."""
    node = known[-1] if known else ""
    return Drawing(document, node or scope.id or "", holders_of(document, scope, node))


def _place_below(drawing: Drawing, scope: Scope, known: list[str]) -> tuple[float, float] | None:
    """Return the left and upper edge of what comes below all that a scope holds; None where it is not drawn open."""
    around = drawing.box_around(known)
    if around is not None:
        return around.left, around.bottom + _BELOW
    held = drawing.box(scope.id or "") if isinstance(scope, SubProcess) else None
    if held is None or held.width <= TASK[0]:
        return None
    return held.left + _BELOW, held.top + _BELOW


def _draw_begin(drawing: Drawing, choice: Choice, identity: str, begin: str) -> None:
    """Draw the start within a new sub-process."""
    box = drawing.box(identity)
    if box is None or not kinds.has_begin(choice):
        return
    width, height = size_of("startEvent")
    drawing.put(begin, Box(box.left + _BELOW, box.middle - height / 2, width, height), "startEvent")


def add_edge(
    document: BpmnDocument, step: str, trigger: str, *, name: str, time: str, target: str, ends_step: bool
) -> BpmnDocument:
    """
    Return the document with an event on the edge of a step that leads to another.

    trigger: what it waits for. Compensation leads to no step: what takes the step back is made with it, a task.
    Raises: CannotEdit.
    """
    if trigger == kinds.COMPENSATION:
        return _add_taking_back(document, step, name)
    scope = scope_of(document, step)
    identity = new_identity(document, name or f"{step}_edge")
    arrow = new_identity(document, f"{identity}_{target}", identity)

    def act(course: Course) -> None:
        _expect_edge(course, step, trigger)
        course.nodes[identity] = kinds.attached(identity, name, step, trigger, time, ends_step=ends_step)
        expect_leads(course, identity, target)
        course.flows[arrow] = SequenceFlow(id=arrow, source_ref=QName(identity), target_ref=QName(target))

    changed = in_lane_of(in_scope(document, scope, act), step, identity)
    drawing = Drawing(changed, step, holders_of(changed, scope, step))
    drawing.put_on_edge(identity, step)
    drawing.connect(arrow, identity, target)
    return drawing.done()


def _expect_edge(course: Course, step: str, trigger: str) -> None:
    edges = kinds.edges_of(course.node(step))
    if not edges:
        raise CannotEdit("no-activity", step)
    if trigger not in edges:
        raise CannotEdit("unknown-kind", step)
    if trigger in {kinds.COMPENSATION, kinds.CANCEL} and any(
        kinds.of(course.node(one)).trigger == trigger for one in course.edges_on(step)
    ):
        raise CannotEdit("there-already", step)


def _add_taking_back(document: BpmnDocument, step: str, name: str) -> BpmnDocument:
    scope = scope_of(document, step)
    edge = new_identity(document, f"{step}_edge")
    handler = new_identity(document, name or f"un_{step}", edge)
    link = new_identity(document, f"{edge}_{handler}", edge, handler)

    def act(course: Course) -> None:
        _expect_edge(course, step, kinds.COMPENSATION)
        course.nodes[edge] = kinds.attached(edge, "", step, kinds.COMPENSATION, "", ends_step=True)
        course.nodes[handler] = kinds.made(Choice("userTask", kinds.TAKES_BACK), handler, name, "")
        course.artifacts += (
            Association(
                id=link, source_ref=QName(edge), target_ref=QName(handler), association_direction="One"
            ),
        )

    changed = in_scope(document, scope, act)
    for one in (edge, handler):
        changed = in_lane_of(changed, step, one)
    drawing = Drawing(changed, step, holders_of(changed, scope, step))
    drawing.put_on_edge(edge, step)
    on = drawing.box(edge)
    if on is not None:
        width, height = TASK
        drawing.put_at(handler, Box(on.centre + 20, on.bottom + _BELOW, width, height), "userTask")
    drawing.connect(link, edge, handler)
    return drawing.done()
