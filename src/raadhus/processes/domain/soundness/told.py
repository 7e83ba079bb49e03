"""Messages and signals that the file itself does not send, or does not wait for."""

from collections.abc import Iterator

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.soundness.findings import finding
from raadhus.processes.domain.triggers import MessageTrigger, SignalTrigger

Kind = type[MessageTrigger] | type[SignalTrigger]
_ENDS: tuple[tuple[Kind, str, str], ...] = (
    (MessageTrigger, "message-from-elsewhere", "message-to-nobody"),
    (SignalTrigger, "signal-from-elsewhere", "signal-to-nobody"),
)
"""For each kind what is said where nothing sends it, and where nothing waits for it."""


def check_told(definitions: e.Definitions) -> Iterator[Problem]:
    """Return, once for each name, the messages and signals of which the file holds one end only."""
    nodes = [node for one in definitions.processes for scope in e.scopes_of(one) for node in scope.nodes]
    for kind, from_elsewhere, to_nobody in _ENDS:
        sent, awaited = _ends(nodes, kind)
        for name in awaited.keys() - sent.keys():
            yield finding(Severity.NOTE, awaited[name], from_elsewhere, name=name)
        for name in sent.keys() - awaited.keys():
            yield finding(Severity.NOTE, sent[name], to_nobody, name=name)


def _ends(nodes: list[e.FlowNode], kind: Kind) -> tuple[dict[str, e.FlowNode], dict[str, e.FlowNode]]:
    """Return the first step that sends and the first that awaits each message or signal."""
    sent: dict[str, e.FlowNode] = {}
    awaited: dict[str, e.FlowNode] = {}
    for node in nodes:
        trigger = getattr(node, "trigger", None)
        if isinstance(trigger, kind) and (name := _name(trigger)):
            sends = isinstance(node, e.ThrowEvent | e.EndEvent | e.SendTask)
            (sent if sends else awaited).setdefault(name, node)
    return sent, awaited


def _name(trigger: MessageTrigger | SignalTrigger) -> str:
    return trigger.message if isinstance(trigger, MessageTrigger) else trigger.signal
