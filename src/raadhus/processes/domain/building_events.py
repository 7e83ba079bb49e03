"""Nodes of events, made from the typed model."""

from collections.abc import Callable, Mapping

from raadhus.processes.domain import elements as e
from raadhus.processes.domain import triggers as t
from raadhus.processes.domain.compiling import Compiling, Head
from raadhus.processes.domain.movement import Node
from raadhus.processes.domain.nodes import activities, compensation, events
from raadhus.processes.domain.nodes import triggers as compiled
from raadhus.processes.domain.work import ThrownKind


def trigger_of(compiling: Compiling, node: e.Element, trigger: t.Trigger) -> compiled.Trigger:
    """Return the compiled trigger."""
    return _caught(trigger) or _awaited(compiling, node, trigger) or compiled.Trigger()


def _awaited(compiling: Compiling, node: e.Element, trigger: t.Trigger) -> compiled.Trigger | None:
    match trigger:
        case t.TimerTrigger(kind=kind):
            return compiled.Timer(
                compiling.time(node, trigger),
                cycles=kind is t.TimerKind.CYCLE,
                in_working_days=trigger.in_working_days,
            )
        case t.MessageTrigger(message=message, key=key):
            return compiled.Message(message, compiling.optional(node, key))
        case t.SignalTrigger(signal=signal):
            return compiled.Signal(signal)
        case t.ConditionTrigger(condition=condition):
            return compiled.Condition(compiling.expression(node, condition))
        case _:
            return None


def _caught(trigger: t.Trigger) -> compiled.Trigger | None:
    match trigger:
        case t.ErrorTrigger(code=code):
            return compiled.Catching(ThrownKind.ERROR, code)
        case t.EscalationTrigger(code=code):
            return compiled.Catching(ThrownKind.ESCALATION, code)
        case t.CancelTrigger():
            return compiled.Catching(ThrownKind.CANCEL)
        case _:
            return None


def _build_start(compiling: Compiling, node: e.StartEvent, head: Head) -> Node:
    inside = compiling.event_sub_process_of(head["scope"])
    if inside is not None and node.trigger is not None:
        trigger = trigger_of(compiling, node, node.trigger)
        return events.Watch(**head, trigger=trigger, interrupting=node.interrupting, inside=inside)
    match node.trigger:
        case t.MessageTrigger(message=message):
            return events.MessageStart(**head, message=message)
        case t.SignalTrigger(signal=signal):
            return events.SignalStart(**head, signal=signal)
        case t.TimerTrigger(kind=kind):
            if node.trigger.in_working_days:
                compiling.refuse(node, "starts-by-working-days")
            time = compiling.time(node, node.trigger)
            return events.TimerStart(**head, time=time, cycles=kind is t.TimerKind.CYCLE)
        case _:
            return events.Pass(**head)


def _build_end(compiling: Compiling, node: e.EndEvent, head: Head) -> Node:
    if node.terminates:
        return events.TerminateEnd(**head)
    match node.trigger:
        case None:
            return events.End(**head)
        case t.ErrorTrigger(code=code):
            return events.ErrorEnd(**head, code=code)
        case t.CancelTrigger():
            return compensation.CancelEnd(**head, only=None)
        case _:
            return _build_thrower(compiling, node, head, node.trigger, node.work)


def _build_throw(compiling: Compiling, node: e.ThrowEvent, head: Head) -> Node:
    return _build_thrower(compiling, node, head, node.trigger, node.work)


def _build_thrower(
    compiling: Compiling, node: e.FlowNode, head: Head, trigger: t.Trigger, work: e.TaskWork | None
) -> Node:
    match trigger:
        case t.MessageTrigger() if work is not None:
            return activities.ServiceTask(**head, plan=compiling.plan(node, work, work.handler))
        case t.MessageTrigger(message=message, key=key):
            return events.Send(**head, message=message, key=compiling.optional(node, key))
        case t.SignalTrigger(signal=signal):
            return events.Broadcast(**head, signal=signal)
        case t.EscalationTrigger(code=code):
            return events.Escalate(**head, code=code)
        case t.CompensationTrigger(activity=activity):
            only = compiling.edges_within(activity)
            if only is not None and not only:
                compiling.refuse(node, "nothing-to-take-back", activity=activity)
            return compensation.TakeBack(**head, only=only)
        case _:
            return events.Pass(**head)


def _build_catch(compiling: Compiling, node: e.CatchEvent | e.ReceiveTask, head: Head) -> Node:
    if isinstance(node.trigger, t.LinkTrigger):
        return events.Pass(**head)
    return events.Catch(**head, trigger=trigger_of(compiling, node, node.trigger))


def _build_send(compiling: Compiling, node: e.SendTask, head: Head) -> Node:
    return _build_thrower(compiling, node, head, node.trigger, None)


def _build_boundary(compiling: Compiling, node: e.BoundaryEvent, head: Head) -> Node:
    if isinstance(node.trigger, t.CompensationTrigger):
        return compensation.TakenBackBy(**head, handler=compiling.number_of[node.trigger.handler])
    trigger = trigger_of(compiling, node, node.trigger)
    return events.Boundary(**head, trigger=trigger, interrupting=node.interrupting)


def _build_pass(compiling: Compiling, node: e.FlowNode, head: Head) -> Node:
    return events.Pass(**head)


EVENTS: Mapping[type, Callable[..., Node]] = {
    e.StartEvent: _build_start,
    e.EndEvent: _build_end,
    e.PassEvent: _build_pass,
    e.ThrowEvent: _build_throw,
    e.CatchEvent: _build_catch,
    e.BoundaryEvent: _build_boundary,
    e.ReceiveTask: _build_catch,
    e.SendTask: _build_send,
}
