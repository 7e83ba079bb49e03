"""Whether the events of a scope make sense: starts, links, compensation, the cancelling of a transaction."""

from collections import Counter
from collections.abc import Iterator

from raadhus.processes.domain.elements import (
    Activity,
    AdHocSubProcess,
    BoundaryEvent,
    CatchEvent,
    Element,
    EndEvent,
    FlowNode,
    Scope,
    StartEvent,
    SubProcess,
    ThrowEvent,
)
from raadhus.processes.domain.problems import Problem
from raadhus.processes.domain.triggers import (
    CancelTrigger,
    CompensationTrigger,
    ErrorTrigger,
    LinkTrigger,
    MessageTrigger,
    SignalTrigger,
    TimerTrigger,
)
from raadhus.processes.domain.wording import Where, problem_at

_BEGINS_A_PROCESS = (TimerTrigger, MessageTrigger, SignalTrigger)


def check_starts(scope: Scope) -> Iterator[Problem]:
    """Return what is wrong with the start events of a process or sub-process."""
    starts = [node for node in scope.nodes if isinstance(node, StartEvent)]
    if isinstance(scope, AdHocSubProcess):
        for node in (*starts, *(node for node in scope.nodes if isinstance(node, EndEvent))):
            yield _error(node, "adhoc-start-or-end")
        if not any(isinstance(node, Activity) for node in scope.nodes):
            yield _error(scope, "no-activity")
        return
    if not starts:
        yield _error(scope, "no-start")
    for extra in [node for node in starts if node.trigger is None][1:]:
        yield _error(extra, "two-plain-starts")
    if isinstance(scope, SubProcess):
        yield from _check_inner_starts(scope, starts)
        return
    for start in starts:
        if start.trigger is not None and not isinstance(start.trigger, _BEGINS_A_PROCESS):
            yield _error(start, "begins-event-subprocess-only")


def _check_inner_starts(scope: SubProcess, starts: list[StartEvent]) -> Iterator[Problem]:
    if not scope.by_event:
        for start in starts:
            if start.trigger is not None:
                yield _error(start, "start-with-trigger-inside")
        return
    if scope.loop is not None:
        yield _error(scope, "event-subprocess-loops")
    if len(starts) != 1:
        yield _error(scope, "event-subprocess-starts")
    for start in starts:
        if start.trigger is None:
            yield _error(start, "event-subprocess-trigger")
        if isinstance(start.trigger, CompensationTrigger):
            yield _error(start, "compensation-subprocess")
        if isinstance(start.trigger, ErrorTrigger) and not start.interrupting:
            yield _error(start, "error-start-interrupts")


def check_events(scope: Scope) -> Iterator[Problem]:
    """Return what is wrong with link, compensation and cancel events of a scope."""
    yield from _check_links(scope)
    yield from _check_compensation(scope)
    yield from _check_cancel(scope)


def _check_links(scope: Scope) -> Iterator[Problem]:
    caught = Counter(
        node.trigger.link
        for node in scope.nodes
        if isinstance(node, CatchEvent) and isinstance(node.trigger, LinkTrigger)
    )
    for node in scope.nodes:
        trigger = node.trigger if isinstance(node, CatchEvent | ThrowEvent) else None
        if not isinstance(trigger, LinkTrigger):
            continue
        if isinstance(node, ThrowEvent) and not caught[trigger.link]:
            yield _error(node, "link-goes-nowhere", link=trigger.link)
        if isinstance(node, CatchEvent) and caught[trigger.link] > 1:
            yield _error(node, "link-twice", link=trigger.link)


def _check_compensation(scope: Scope) -> Iterator[Problem]:
    nodes = {node.id: node for node in scope.nodes}
    handlers: Counter[str] = Counter()
    edges: Counter[str] = Counter()
    for node in scope.nodes:
        if isinstance(node, BoundaryEvent) and isinstance(node.trigger, CompensationTrigger):
            handlers[node.trigger.handler] += 1
            edges[node.attached_to] += 1
            handler = nodes.get(node.trigger.handler)
            if not (isinstance(handler, Activity) and handler.takes_back):
                yield _error(node, "compensation-leads-elsewhere")
            if edges[node.attached_to] > 1:
                yield _error(node, "two-compensations")
    for node in scope.nodes:
        if isinstance(node, Activity) and node.takes_back and not handlers[node.id]:
            yield _error(node, "compensates-nothing")


def _check_cancel(scope: Scope) -> Iterator[Problem]:
    nodes = {node.id: node for node in scope.nodes}
    cancelled = set()
    for node in scope.nodes:
        if isinstance(node, BoundaryEvent) and isinstance(node.trigger, CancelTrigger):
            cancelled.add(node.attached_to)
            if not _is_transaction(nodes.get(node.attached_to)):
                yield _error(node, "cancel-on-other-edge")
        in_transaction = isinstance(scope, SubProcess) and scope.is_transaction
        if isinstance(node, EndEvent) and isinstance(node.trigger, CancelTrigger) and not in_transaction:
            yield _error(node, "cancel-end-elsewhere")
    for node in scope.nodes:
        if isinstance(node, SubProcess) and _is_transaction(node) and node.id not in cancelled:
            for end in node.nodes:
                if isinstance(end, EndEvent) and isinstance(end.trigger, CancelTrigger):
                    yield _error(end, "cancel-not-caught")


def _is_transaction(node: FlowNode | None) -> bool:
    return isinstance(node, SubProcess) and node.is_transaction


def _error(element: Element, code: str, /, **words: object) -> Problem:
    return problem_at(Where(element.tag, element.id, element.line, element.name), code, words)
