"""Nodes of scopes, made from the typed model: sub-processes, calls, and the loops around an activity."""

from collections.abc import Callable, Mapping

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.compiling import Compiling, Head
from raadhus.processes.domain.movement import Node
from raadhus.processes.domain.nodes import loops, scopes


def _start_of(compiling: Compiling, node: e.SubProcess) -> int:
    start = next(one for one in node.nodes if isinstance(one, e.StartEvent))
    return compiling.number_of[start.id]


def _build_sub_process(compiling: Compiling, node: e.SubProcess, head: Head) -> Node:
    kind = scopes.EventSubProcess if node.by_event else scopes.SubProcess
    return kind(**head, start=_start_of(compiling, node))


def _build_called(compiling: Compiling, node: e.CalledProcess, head: Head) -> Node:
    plan = compiling.plan(node, node.work, "")
    return scopes.CalledProcess(**head, start=_start_of(compiling, node), plan=plan)


def _build_ad_hoc(compiling: Compiling, node: e.AdHocSubProcess, head: Head) -> Node:
    targets = {flow.target for flow in e.arrows_of(node)}
    return scopes.AdHoc(
        **head,
        firsts=tuple(
            compiling.number_of[one.id]
            for one in node.nodes
            if isinstance(one, e.Activity) and one.id not in targets and not one.takes_back
        ),
        sequential=node.sequential,
        completion=compiling.optional(node, node.completion),
        cancels_rest=node.cancels_rest,
    )


def build_loop(compiling: Compiling, node: e.Activity, head: Head, body: int) -> Node:
    """Return the loop around an activity whose one time is the node ``body``."""
    head["element_id"] += loops.EACH
    if isinstance(node.loop, e.MultiInstance):
        return loops.ForEach(
            **head,
            body=body,
            sequential=node.loop.sequential,
            cardinality=compiling.optional(node, node.loop.cardinality),
            collection=compiling.optional(node, node.loop.collection),
            item=node.loop.item,
            completion=compiling.optional(node, node.loop.completion),
            output=node.loop.output,
            output_value=compiling.optional(node, node.loop.output_value),
        )
    assert node.loop is not None  # noqa: S101 - narrows the type; asked before it comes here
    return loops.Again(
        **head,
        body=body,
        condition=compiling.optional(node, node.loop.condition),
        maximum=node.loop.maximum,
        tests_before=node.loop.tests_before,
    )


SCOPES: Mapping[type, Callable[..., Node]] = {
    e.SubProcess: _build_sub_process,
    e.CalledProcess: _build_called,
    e.AdHocSubProcess: _build_ad_hoc,
}
