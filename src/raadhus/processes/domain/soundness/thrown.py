"""Events that wait for an error or an escalation which nothing within can throw."""

from collections.abc import Iterator

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.soundness.findings import called, finding
from raadhus.processes.domain.triggers import ErrorTrigger, EscalationTrigger


def check_thrown(process: e.Process) -> Iterator[Problem]:
    """Return the events on edges, and beginnings of event sub-processes, that nothing ever throws."""
    for scope in e.scopes_of(process):
        nodes = {node.id: node for node in scope.nodes}
        for node in scope.nodes:
            if isinstance(node, e.BoundaryEvent) and isinstance(
                on := nodes.get(node.attached_to), e.Activity
            ):
                yield from _check(node, node.trigger, on, [on])
            elif isinstance(node, e.SubProcess) and node.by_event:
                beside = [one for one in scope.nodes if one is not node]
                for start in node.nodes:
                    if isinstance(start, e.StartEvent):
                        yield from _check(start, start.trigger, scope, beside)


def _check(
    event: e.FlowNode, trigger: object, where: e.Element, within: list[e.FlowNode]
) -> Iterator[Problem]:
    if isinstance(trigger, EscalationTrigger):
        is_thrown = any(_throws_escalation(node, trigger.code) for node in within)
    elif isinstance(trigger, ErrorTrigger):
        is_thrown = any(_throws_error(node, trigger.code) for node in within)
    else:
        return
    if not is_thrown:
        yield finding(Severity.WARNING, event, "nobody-throws", where=called(where))


def _throws_escalation(node: e.FlowNode, code: str) -> bool:
    if isinstance(node, e.CallActivity):
        return True
    if isinstance(node, e.SubProcess):
        return any(_throws_escalation(one, code) for one in node.nodes)
    trigger = node.trigger if isinstance(node, e.ThrowEvent | e.EndEvent) else None
    return isinstance(trigger, EscalationTrigger) and (not code or trigger.code == code)


def _throws_error(node: e.FlowNode, code: str) -> bool:
    """Tell whether a node may throw the error; the work of a task may throw any."""
    if isinstance(node, e.SubProcess):
        return any(_throws_error(one, code) for one in node.nodes)
    if isinstance(node, e.EndEvent) and isinstance(node.trigger, ErrorTrigger):
        return not code or node.trigger.code == code
    if isinstance(node, e.EndEvent | e.ThrowEvent):
        return node.work is not None
    return isinstance(
        node, e.UserTask | e.ServiceTask | e.CallActivity | e.BusinessRuleTask | e.ScriptTask | e.SendTask
    )
