"""Finding the scope of an element in a document, and putting another in its place."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from raadhus.processes.domain.document.activities import SubProcess
from raadhus.processes.domain.document.definitions import BpmnDocument, Process
from raadhus.processes.domain.document.editing import change, walk
from raadhus.processes.domain.document.flow import Artifact, BoundaryEvent, FlowNode, SequenceFlow
from raadhus.processes.domain.document.foundation import Reference
from raadhus.processes.domain.document.lexical import QName

Scope = Process | SubProcess
Elements = tuple[Any, ...]  # what flows in a scope; the union of kinds is the document's
Arrows = dict[str, list[str]]  # ids of arrows by the node at one of their ends


class CannotEdit(Exception):
    """An edit that cannot be made; ``code`` says why."""

    def __init__(self, code: str, element: str) -> None:
        self.code, self.element = code, element
        super().__init__(f"{code}: {element}")


@dataclass(slots=True)
class Course:
    """The nodes and arrows of the scope around an element, while they are changed."""

    nodes: dict[str, FlowNode]
    flows: dict[str, SequenceFlow]
    rest: Elements
    artifacts: tuple[Artifact, ...]

    def node(self, identity: str) -> FlowNode:
        """Return a node. Raises: CannotEdit when it is not in this scope."""
        if identity not in self.nodes:
            raise CannotEdit("gone", identity)
        return self.nodes[identity]

    def ways_from(self, identity: str) -> list[SequenceFlow]:
        """Return the arrows that lead from a node."""
        return [one for one in self.flows.values() if one.source_ref and one.source_ref.local == identity]

    def edges_on(self, identity: str) -> list[str]:
        """Return the ids of the events on the edge of a node."""
        return [
            key
            for key, one in self.nodes.items()
            if isinstance(one, BoundaryEvent)
            and one.attached_to_ref
            and one.attached_to_ref.local == identity
        ]

    def ways_to(self, identity: str) -> list[SequenceFlow]:
        """Return the arrows that lead to a node."""
        return [one for one in self.flows.values() if one.target_ref and one.target_ref.local == identity]


def scope_of(document: BpmnDocument, identity: str) -> Scope:
    """Return the process or sub-process that a node or arrow stands in directly. Raises: CannotEdit."""
    for part in walk(document.definitions):
        if isinstance(part, Process | SubProcess) and any(one.id == identity for one in part.flow_elements):
            return part
    raise CannotEdit("gone", identity)


def node_of(document: BpmnDocument, identity: str) -> FlowNode:
    """Return a step. Raises: CannotEdit."""
    for part in walk(document.definitions):
        for one in part.flow_elements if isinstance(part, Process | SubProcess) else ():
            if isinstance(one, FlowNode) and one.id == identity:
                return one
    raise CannotEdit("gone", identity)


def in_scope_of(document: BpmnDocument, identity: str, act: Callable[[Course], None]) -> BpmnDocument:
    """Return the document with the scope around an element changed by ``act``. Raises: CannotEdit."""
    return in_scope(document, scope_of(document, identity), act)


def scope_called(document: BpmnDocument, identity: str) -> Scope:
    """Return the process or sub-process of this id. Raises: CannotEdit."""
    for part in walk(document.definitions):
        if isinstance(part, Process | SubProcess) and part.id == identity:
            return part
    raise CannotEdit("gone", identity)


def in_scope(document: BpmnDocument, scope: Scope, act: Callable[[Course], None]) -> BpmnDocument:
    """Return the document with a scope of it changed by ``act``."""
    course = Course(
        nodes={one.id: one for one in scope.flow_elements if isinstance(one, FlowNode) and one.id},
        flows={one.id: one for one in scope.flow_elements if isinstance(one, SequenceFlow) and one.id},
        rest=tuple(
            one for one in scope.flow_elements if not (isinstance(one, FlowNode | SequenceFlow) and one.id)
        ),
        artifacts=scope.artifacts,
    )
    act(course)
    elements = _as_they_stood(scope, course)
    return change(
        document,
        lambda part: (
            part is scope
        ),  # its id may be missing, or another's too, in a file that nobody has checked
        lambda part: replace(part, flow_elements=elements, artifacts=course.artifacts),  # type: ignore[call-arg]  # only a scope comes here
        scope.id or "",
    )


def _as_they_stood(scope: Scope, course: Course) -> Elements:
    """Return what flows in the order of the file, new nodes before the arrows and new arrows last."""
    kept: list[Any] = []
    for one in scope.flow_elements:
        if isinstance(one, FlowNode) and one.id:
            kept += [course.nodes[one.id]] if one.id in course.nodes else []
        elif isinstance(one, SequenceFlow) and one.id:
            kept += [course.flows[one.id]] if one.id in course.flows else []
        else:
            kept.append(one)
    known = {one.id for one in scope.flow_elements}
    first_arrow = next((at for at, one in enumerate(kept) if isinstance(one, SequenceFlow)), len(kept))
    kept[first_arrow:first_arrow] = [one for key, one in course.nodes.items() if key not in known]
    kept += [one for key, one in course.flows.items() if key not in known]
    if not any(one.incoming or one.outgoing for one in course.nodes.values()):
        return tuple(kept)  # a file that does not repeat its arrows
    into, out = _arrows(course)
    return tuple(_with_arrows(one, into, out) if isinstance(one, FlowNode) else one for one in kept)


def _arrows(course: Course) -> tuple[Arrows, Arrows]:
    """Return the ids of the arrows into each node, and of those out of it."""
    into: Arrows = {}
    out: Arrows = {}
    for key, flow in course.flows.items():
        for ends, end in ((into, flow.target_ref), (out, flow.source_ref)):
            if end:
                ends.setdefault(end.local, []).append(key)
    return into, out


def _with_arrows(node: FlowNode, into: Arrows, out: Arrows) -> FlowNode:
    """Return a node that names its arrows as they are now; untouched when it names them already."""
    incoming, outgoing = into.get(node.id or "", []), out.get(node.id or "", [])
    if {one.target.local for one in node.incoming} == set(incoming) and {
        one.target.local for one in node.outgoing
    } == set(outgoing):
        return node
    return replace(
        node,
        incoming=tuple(Reference.of(one) for one in incoming),
        outgoing=tuple(Reference.of(one) for one in outgoing),
    )


def new_identity(document: BpmnDocument, wish: str, *beside: str) -> str:
    """Return an id like ``wish`` that neither the file has nor what is made ``beside``."""
    known = {getattr(part, "id", None) for part in walk(document.definitions)} | {*beside}
    base = re.sub(r"[^A-Za-z0-9_-]+", "_", wish).strip("_-")[:40].lower() or "step"
    base = base if base[0].isalpha() or base[0] == "_" else f"_{base}"
    number, found = 1, base
    while found in known or f"{found}_di" in known:
        number += 1
        found = f"{base}_{number}"
    return found


def led(flow: SequenceFlow, *, source: str | None = None, target: str | None = None) -> SequenceFlow:
    """Return an arrow that leads elsewhere."""
    return replace(
        flow,
        source_ref=QName(source) if source is not None else flow.source_ref,
        target_ref=QName(target) if target is not None else flow.target_ref,
    )
