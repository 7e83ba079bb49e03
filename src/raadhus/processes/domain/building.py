"""Nodes of tasks and gateways, made from the typed model."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.building_events import EVENTS
from raadhus.processes.domain.building_scopes import SCOPES
from raadhus.processes.domain.checks import DEFAULT_HANDLER
from raadhus.processes.domain.compiling import Compiling, Head
from raadhus.processes.domain.movement import Node
from raadhus.processes.domain.nodes import activities, events, gateways


def _build_pass(compiling: Compiling, node: e.FlowNode, head: Head) -> Node:
    return events.Pass(**head)


def _build_user(compiling: Compiling, node: e.UserTask, head: Head) -> Node:
    plan = compiling.plan(node, node.work, node.work.handler or DEFAULT_HANDLER)
    return activities.UserTask(**head, plan=plan)


def _build_service(compiling: Compiling, node: e.ServiceTask, head: Head) -> Node:
    return activities.ServiceTask(**head, plan=compiling.plan(node, node.work, node.work.handler))


def _build_rule(compiling: Compiling, node: e.BusinessRuleTask, head: Head) -> Node:
    plan = compiling.plan(node, node.work, node.work.decision)
    return activities.DecisionTask(**head, plan=replace(plan, rules=node.work.rules))


def _build_call(compiling: Compiling, node: e.CallActivity, head: Head) -> Node:
    """Return the place of a process that is put in when a case begins."""
    return activities.CallElsewhere(**head)


def _build_script(compiling: Compiling, node: e.ScriptTask, head: Head) -> Node:
    script = compiling.expression(node, node.script)
    return activities.ScriptTask(**head, plan=compiling.plan(node, node.work, ""), script=script)


def _build_exclusive(compiling: Compiling, node: e.FlowNode, head: Head) -> Node:
    return gateways.Exclusive(**head, default=compiling.default_of(node))


def _build_inclusive(compiling: Compiling, node: e.FlowNode, head: Head) -> Node:
    upstream = compiling.upstream_of(node)
    return gateways.Inclusive(**head, default=compiling.default_of(node), upstream=upstream)


def _build_parallel(compiling: Compiling, node: e.FlowNode, head: Head) -> Node:
    return gateways.Parallel(**head, incoming=len(compiling.arrows_into(node)))


def _build_event_gateway(compiling: Compiling, node: e.FlowNode, head: Head) -> Node:
    return gateways.EventBased(**head)


BUILDERS: Mapping[type, Callable[..., Node]] = {
    **EVENTS,
    **SCOPES,
    e.ManualTask: _build_pass,
    e.CallActivity: _build_call,
    e.UserTask: _build_user,
    e.ServiceTask: _build_service,
    e.BusinessRuleTask: _build_rule,
    e.ScriptTask: _build_script,
    e.ExclusiveGateway: _build_exclusive,
    e.InclusiveGateway: _build_inclusive,
    e.ParallelGateway: _build_parallel,
    e.EventGateway: _build_event_gateway,
}
