"""A document as an outline: its steps in the order of the course, each with its ways on and what its task is set to."""

from collections.abc import Iterator
from dataclasses import dataclass

from raadhus.processes.domain.document.activities import SubProcess
from raadhus.processes.domain.document.definitions import BpmnDocument, Process
from raadhus.processes.domain.document.events import TimerEventDefinition
from raadhus.processes.domain.document.flow import (
    BoundaryEvent,
    CatchEvent,
    FlowNode,
    SequenceFlow,
)
from raadhus.processes.domain.document.parts import texts_of
from raadhus.processes.domain.outline import kinds
from raadhus.processes.domain.outline.notes import Note, notes_of
from raadhus.processes.domain.outline.settings import settings_of
from raadhus.processes.domain.outline.timing import text_of, written
from raadhus.processes.domain.reading_work import ABOUT, extensions_of

Scope = Process | SubProcess


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """An arrow on from a step; ``condition``: FEEL, empty without one."""

    id: str
    name: str
    target: str
    condition: str
    is_default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    One step; ``kind``: the element's name in BPMN, ``trigger`` that of its event definition, ``triggeredByEvent`` of a
    sub-process that an event begins, ``isForCompensation`` of what takes something back.

    ``within``: the process or sub-process it stands in, ``depth``: within how many of the latter; ``attached_to``: the
    step on whose edge an event stands; ``time``: of a timer; ``about``: the documentation; ``told``: what it is for, by
    language, for whoever works there; ``settings``: handler, decision, result, form, letter, unit and the like.
    """

    id: str
    name: str
    kind: str
    trigger: str
    within: str
    depth: int
    about: str
    told: tuple[tuple[str, str], ...]
    attached_to: str
    time: str
    ways: tuple[Way, ...]
    settings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """All steps of all processes of a file, and what stands beside them; ``title``: the first process's name."""

    title: str
    steps: tuple[Step, ...]
    notes: tuple[Note, ...] = ()


def outline_of(document: BpmnDocument) -> Outline:
    """Return the outline of a document, whether or not it can be carried out."""
    processes = [one for one in document.definitions.root_elements if isinstance(one, Process)]
    steps = tuple(step for process in processes for step in _steps(process, 0))
    title = next((one.name or one.id or "" for one in processes), "")
    return Outline(title, steps, notes_of(document))


def _steps(scope: Scope, depth: int) -> Iterator[Step]:
    flows: dict[str, list[SequenceFlow]] = {}
    for one in scope.flow_elements:
        if isinstance(one, SequenceFlow) and one.source_ref:
            flows.setdefault(one.source_ref.local, []).append(one)
    for node in in_course(scope):
        yield _step(node, flows.get(node.id or "", []), scope, depth)
        if isinstance(node, SubProcess):
            yield from _steps(node, depth + 1)


def in_course(scope: Scope) -> list[FlowNode]:
    """Return the nodes of a scope in the order of the course, each followed by the events on its edge."""
    nodes = {one.id: one for one in scope.flow_elements if isinstance(one, FlowNode) and one.id}
    targets: dict[str, list[str]] = {}
    has_way_in = set()
    for flow in scope.flow_elements:
        if isinstance(flow, SequenceFlow) and flow.source_ref and flow.target_ref:
            targets.setdefault(flow.source_ref.local, []).append(flow.target_ref.local)
            has_way_in.add(flow.target_ref.local)
    edges: dict[str, list[str]] = {}
    for node in nodes.values():
        if isinstance(node, BoundaryEvent) and node.attached_to_ref:
            edges.setdefault(node.attached_to_ref.local, []).append(node.id or "")
    begins = [
        key for key, node in nodes.items() if key not in has_way_in and not isinstance(node, BoundaryEvent)
    ]
    order: list[str] = []
    seen: set[str] = set()
    work = [
        (key, False) for key in [*nodes, *begins]
    ]  # what nothing reaches comes last, where it is found first
    while work:
        key, is_left = work.pop()
        if is_left:
            order.append(key)
        elif key in nodes and key not in seen:
            seen.add(key)
            work.append((key, True))
            work += [(one, False) for one in targets.get(key, ())]
            work += [(one, False) for one in edges.get(key, ())]
    return [nodes[key] for key in _edges_beside(order[::-1], edges)]


def _edges_beside(order: list[str], edges: dict[str, list[str]]) -> Iterator[str]:
    attached = {one for ones in edges.values() for one in ones}
    for key in order:
        if key not in attached:
            yield key
            yield from edges.get(key, ())
    known = set(order)
    yield from (one for on, ones in edges.items() if on not in known for one in ones if one in known)


def _step(node: FlowNode, ways: list[SequenceFlow], scope: Scope, depth: int) -> Step:
    default = getattr(node, "default", None)
    triggers = node.event_definitions if isinstance(node, CatchEvent) else ()
    return Step(
        id=node.id or "",
        name=node.name or "",
        kind=node.tag,
        trigger=kinds.of(node).trigger,
        within=scope.id or "",
        depth=depth,
        about="\n".join(texts_of(node.documentation)),
        told=tuple(
            (one.attributes.get("lang", ""), one.attributes.get("text", ""))
            for one in extensions_of(node)
            if one.name == ABOUT
        ),
        attached_to=node.attached_to_ref.local
        if isinstance(node, BoundaryEvent) and node.attached_to_ref
        else "",
        time=next((written(one) for one in triggers if isinstance(one, TimerEventDefinition)), ""),
        ways=tuple(
            Way(
                id=flow.id or "",
                name=flow.name or "",
                target=flow.target_ref.local if flow.target_ref else "",
                condition=text_of(flow.condition),
                is_default=default is not None and default.local == flow.id,
            )
            for flow in ways
        ),
        settings=settings_of(node),
    )
