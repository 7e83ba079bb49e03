"""What holds an element in the drawing: the sub-processes, lanes and participant around it."""

from collections.abc import Iterator

from raadhus.processes.domain.document.activities import Lane, LaneSet, SubProcess
from raadhus.processes.domain.document.conversations import Collaboration
from raadhus.processes.domain.document.definitions import BpmnDocument, Process
from raadhus.processes.domain.outline.changing import Scope


def holders_of(document: BpmnDocument, scope: Scope, node: str = "") -> tuple[str, ...]:
    """Return the ids of what holds the nodes of a scope, the innermost first; ``node``: one whose lanes hold it too."""
    roots = document.definitions.root_elements
    path = next((found for one in roots if isinstance(one, Process) and (found := _path(one, scope))), ())
    if not path:
        return ()
    process, subs = path[0], [one.id or "" for one in reversed(path[1:])]
    held = {node, *subs}
    lanes = [one.id or "" for one in lanes_of(process) if _refers(one, held)]
    pools = [
        one.id or ""
        for root in roots
        if isinstance(root, Collaboration)
        for one in root.participants
        if one.process_ref is not None and one.process_ref.local == process.id
    ]
    return (*subs, *reversed(lanes), *pools)


def _path(scope: Scope, wanted: Scope) -> tuple[Scope, ...]:
    """Return the scopes from the process to the one that is wanted; empty where it is not within."""
    if scope.id == wanted.id:
        return (scope,)
    for one in scope.flow_elements:
        if isinstance(one, SubProcess) and (found := _path(one, wanted)):
            return (scope, *found)
    return ()


def lanes_of(scope: Scope) -> Iterator[Lane]:
    """Return every lane of a scope, the outer before the inner."""
    for one in scope.lane_sets:
        yield from _lanes_in(one)


def _lanes_in(lane_set: LaneSet) -> Iterator[Lane]:
    for one in lane_set.lanes:
        yield one
        if one.child_lane_set is not None:
            yield from _lanes_in(one.child_lane_set)


def _refers(lane: Lane, nodes: set[str]) -> bool:
    """Tell whether a lane, or one within it, holds one of some nodes."""
    if any(one.target.local in nodes for one in lane.flow_node_refs):
        return True
    inner = lane.child_lane_set
    return inner is not None and any(_refers(one, nodes) for one in inner.lanes)
