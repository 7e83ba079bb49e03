"""
Call activities: the process that is called is put into the caller's place, with ids of its own.

What another service's process is called by stays a call until a case begins (``joining``).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from raadhus.processes.domain.elements import (
    BoundaryEvent,
    CallActivity,
    CalledProcess,
    Definitions,
    FlowNode,
    Process,
    SequenceFlow,
    SubProcess,
    scopes_of,
)
from raadhus.processes.domain.problems import Problem
from raadhus.processes.domain.triggers import CompensationTrigger
from raadhus.processes.domain.wording import Where, problem_at

MOST_NODES = 5_000
LONGEST_ID = 110


def refused_calls(definitions: Definitions, elsewhere: Collection[str] = ()) -> Iterator[Problem]:
    """
    Return every call of a process that is not in the file, that leads back to itself, or that grows too large.

    ``elsewhere``: the ids of the processes in files beside it.
    """
    processes = {process.id: process for process in definitions.processes}
    sizes: dict[str, int] = {}
    lengths: dict[str, int] = {}
    for process in definitions.processes:
        for call in _calls_in(process.nodes):
            if call.called not in processes:
                if call.called not in elsewhere:
                    yield _error(call, "unknown-process", process=call.called)
            elif process.id in _called_by(call.called, processes):
                yield _error(call, "calls-itself", process=process.id)
            elif (longest := _longest_id(call.called, processes, lengths) + len(call.id)) > LONGEST_ID:
                yield _error(call, "long-id", count=str(longest))
            elif _size(call.called, processes, sizes) > MOST_NODES:
                yield _error(call, "calls-too-much", count=f"{MOST_NODES:,}")


def with_calls(process: Process, processes: Mapping[str, Process]) -> Process:
    """Return the process with every call replaced by what it calls; all calls must be sound."""
    return replace(process, nodes=_expanded(process.nodes, processes))


def _expanded(nodes: tuple[FlowNode, ...], processes: Mapping[str, Process]) -> tuple[FlowNode, ...]:
    return tuple(_expanded_node(node, processes) for node in nodes)


def _expanded_node(node: FlowNode, processes: Mapping[str, Process]) -> FlowNode:
    if isinstance(node, SubProcess):
        return replace(node, nodes=_expanded(node.nodes, processes))
    if not isinstance(node, CallActivity) or node.work.service or node.called not in processes:
        return node
    called = with_calls(processes[node.called], processes)
    prefix = f"{node.id}/"
    return CalledProcess(
        id=node.id,
        name=node.name,
        line=node.line,
        tag=node.tag,
        loop=node.loop,
        takes_back=node.takes_back,
        nodes=tuple(_renamed(one, prefix) for one in called.nodes),
        flows=_renamed_flows(called.flows, prefix),
        work=node.work,
    )


def _renamed(node: FlowNode, prefix: str) -> FlowNode:
    node = replace(node, id=prefix + node.id)
    if isinstance(node, SubProcess):
        inner = tuple(_renamed(one, prefix) for one in node.nodes)
        return replace(node, nodes=inner, flows=_renamed_flows(node.flows, prefix))
    trigger = getattr(node, "trigger", None)
    if isinstance(trigger, CompensationTrigger):
        trigger = CompensationTrigger(
            prefix + trigger.activity if trigger.activity else "",
            prefix + trigger.handler if trigger.handler else "",
        )
        node = replace(node, trigger=trigger)  # type: ignore[call-arg]  # only nodes with a trigger come here
    if isinstance(node, BoundaryEvent):
        return replace(node, attached_to=prefix + node.attached_to)
    return node


def _renamed_flows(flows: tuple[SequenceFlow, ...], prefix: str) -> tuple[SequenceFlow, ...]:
    return tuple(
        replace(flow, id=prefix + flow.id, source=prefix + flow.source, target=prefix + flow.target)
        for flow in flows
    )


def _calls_in(nodes: tuple[FlowNode, ...]) -> Iterator[CallActivity]:
    """Return the calls of processes of the package."""
    for node in nodes:
        if isinstance(node, CallActivity) and not node.work.service:
            yield node
        elif isinstance(node, SubProcess):
            yield from _calls_in(node.nodes)


def _called_by(process_id: str, processes: Mapping[str, Process]) -> frozenset[str]:
    """Return the process and all that it calls, directly or not."""
    found: set[str] = set()
    frontier = {process_id}
    while frontier:
        found |= frontier
        calls = {
            call.called for one in frontier if one in processes for call in _calls_in(processes[one].nodes)
        }
        frontier = calls - found
    return frozenset(found)


def _size(process_id: str, processes: Mapping[str, Process], known: dict[str, int]) -> int:
    """Return how many nodes the process has with all it calls; a circle, refused elsewhere, counts once."""
    if process_id not in processes:
        return 0
    if process_id not in known:
        known[process_id] = 0
        nodes = processes[process_id].nodes
        known[process_id] = _count(nodes) + sum(
            _size(call.called, processes, known) for call in _calls_in(nodes)
        )
    return known[process_id]


def _longest_id(process_id: str, processes: Mapping[str, Process], known: dict[str, int]) -> int:
    """Return the length of the longest id within, with those of all calls on the way; a circle counts once."""
    if process_id not in known:
        known[process_id] = 0
        process = processes[process_id]
        ids = [node.id for scope in scopes_of(process) for node in scope.nodes]
        ids += [flow.id for scope in scopes_of(process) for flow in scope.flows]
        calls = [
            len(call.id) + _longest_id(call.called, processes, known)
            for call in _calls_in(process.nodes)
            if call.called in processes
        ]
        known[process_id] = 1 + max([0, *map(len, ids), *calls])
    return known[process_id]


def _count(nodes: tuple[FlowNode, ...]) -> int:
    return sum(1 + (_count(node.nodes) if isinstance(node, SubProcess) else 0) for node in nodes)


def _error(call: CallActivity, code: str, /, **words: object) -> Problem:
    return problem_at(Where(call.tag, call.id, call.line, call.name), code, words)
