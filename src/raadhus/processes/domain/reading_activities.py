"""Tasks and calls of a document."""

from collections.abc import Callable, Mapping

from raadhus.processes.domain import elements as e
from raadhus.processes.domain import vocabulary as words
from raadhus.processes.domain.document import activities as parts
from raadhus.processes.domain.document.parts import Part
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_parts import ACTIVITY, ACTIVITY_ATTRIBUTES, identity, local
from raadhus.processes.domain.reading_triggers import Names, read_message_trigger
from raadhus.processes.domain.reading_work import extensions_of, read_work, refuse_extensions


def _read_manual(reading: Reading, task: parts.Task | parts.ManualTask, names: Names) -> e.FlowNode:
    refuse_extensions(reading, task, frozenset())
    reading.claim(task, children=ACTIVITY, attributes=ACTIVITY_ATTRIBUTES)
    return e.ManualTask(**identity(task))


def _read_user(reading: Reading, task: parts.UserTask, names: Names) -> e.FlowNode:
    reading.claim(task, children=ACTIVITY, attributes=ACTIVITY_ATTRIBUTES)
    return e.UserTask(**identity(task), work=read_work(reading, task, "task"))


def _read_service(reading: Reading, task: parts.ServiceTask, names: Names) -> e.FlowNode:
    reading.claim(task, children=ACTIVITY, attributes=ACTIVITY_ATTRIBUTES)
    work = read_work(reading, task, "task")
    if not work.handler:
        reading.error(task, "service-without-handler")
    return e.ServiceTask(**identity(task), work=work)


def _read_send(reading: Reading, task: parts.SendTask, names: Names) -> e.FlowNode:
    reading.claim(task, children=ACTIVITY, attributes=(*ACTIVITY_ATTRIBUTES, "messageRef"))
    if any(one.name == "task" for one in extensions_of(task)):
        return e.ServiceTask(**identity(task), work=read_work(reading, task, "task"))
    refuse_extensions(reading, task, frozenset({"correlation"}))
    if not task.message_ref:
        reading.error(task, "sends-nothing")
        return e.ManualTask(**identity(task))
    trigger = read_message_trigger(reading, task, names, task.message_ref)
    return e.SendTask(**identity(task), trigger=trigger)


def _read_rule(reading: Reading, task: parts.BusinessRuleTask, names: Names) -> e.FlowNode:
    reading.claim(task, children=ACTIVITY, attributes=ACTIVITY_ATTRIBUTES)
    work = read_work(reading, task, "decision")
    if not work.decision:
        reading.error(task, "rule-without-decision")
    elif not work.result:
        reading.error(task, "decision-without-result")
    return e.BusinessRuleTask(**identity(task), work=work)


def _read_script(reading: Reading, task: parts.ScriptTask, names: Names) -> e.FlowNode:
    reading.claim(task, children=(*ACTIVITY, "script"), attributes=(*ACTIVITY_ATTRIBUTES, "scriptFormat"))
    language = "feel" if task.script_format is None else task.script_format
    if language.lower() not in {name.lower() for name in words.FEEL_NAMES}:
        reading.error(task, "script-language", language=language)
    if task.script is None:
        reading.error(task, "one-script")
        return e.ManualTask(**identity(task))
    formula = reading.formula(task.script)
    return e.ScriptTask(**identity(task), script=formula, work=read_work(reading, task, "script"))


def _read_receive(reading: Reading, task: parts.ReceiveTask, names: Names) -> e.FlowNode:
    reading.claim(task, children=ACTIVITY, attributes=(*ACTIVITY_ATTRIBUTES, "messageRef"))
    refuse_extensions(reading, task, frozenset({"correlation"}))
    trigger = read_message_trigger(reading, task, names, task.message_ref)
    return e.ReceiveTask(**identity(task), trigger=trigger)


def _read_call(reading: Reading, call: parts.CallActivity, names: Names) -> e.FlowNode:
    reading.claim(call, children=ACTIVITY, attributes=(*ACTIVITY_ATTRIBUTES, "calledElement"))
    called = local(call.called_element)
    if not called:
        reading.error(call, "calls-nothing")
    return e.CallActivity(**identity(call), called=called, work=read_work(reading, call, "call"))


TASKS: Mapping[type[Part], Callable[..., e.FlowNode]] = {
    parts.Task: _read_manual,
    parts.ManualTask: _read_manual,
    parts.UserTask: _read_user,
    parts.ServiceTask: _read_service,
    parts.SendTask: _read_send,
    parts.BusinessRuleTask: _read_rule,
    parts.ScriptTask: _read_script,
    parts.ReceiveTask: _read_receive,
    parts.CallActivity: _read_call,
}
