"""Tasks and calls of a file."""

from collections.abc import Callable, Mapping

from raadhus.processes.domain import vocabulary as words
from raadhus.processes.domain.elements import (
    BusinessRuleTask,
    CallActivity,
    FlowNode,
    ManualTask,
    ReceiveTask,
    ScriptTask,
    SendTask,
    ServiceTask,
    UserTask,
)
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_parts import ACTIVITY, ACTIVITY_ATTRIBUTES, identity
from raadhus.processes.domain.reading_triggers import Names, local, read_message_trigger
from raadhus.processes.domain.reading_work import extensions_of, read_work, refuse_extensions
from raadhus.processes.domain.xml_tree import XmlElement


def _read_manual(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    refuse_extensions(reading, element, frozenset())
    reading.claim(element, children=ACTIVITY, attributes=ACTIVITY_ATTRIBUTES)
    return ManualTask(**identity(reading, element))


def _read_user(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    reading.claim(element, children=ACTIVITY, attributes=ACTIVITY_ATTRIBUTES)
    return UserTask(**identity(reading, element), work=read_work(reading, element, "task"))


def _read_service(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    reading.claim(element, children=ACTIVITY, attributes=ACTIVITY_ATTRIBUTES)
    work = read_work(reading, element, "task")
    if not work.handler:
        reading.error(element, "A service task needs “raadhus:task” with a handler.")
    return ServiceTask(**identity(reading, element), work=work)


def _read_send(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    reading.claim(element, children=ACTIVITY, attributes=(*ACTIVITY_ATTRIBUTES, "messageRef"))
    reference = element.attributes.get("messageRef", "")
    if any(one.name == "task" for one in extensions_of(element)):
        return ServiceTask(**identity(reading, element), work=read_work(reading, element, "task"))
    refuse_extensions(reading, element, frozenset({"correlation"}))
    if not reference:
        reading.error(element, "A send task needs a messageRef, or “raadhus:task” with a handler.")
        return ManualTask(**identity(reading, element))
    trigger = read_message_trigger(reading, element, names, reference)
    return SendTask(**identity(reading, element), trigger=trigger)


def _read_rule(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    reading.claim(element, children=ACTIVITY, attributes=ACTIVITY_ATTRIBUTES)
    work = read_work(reading, element, "decision")
    if not work.decision:
        reading.error(element, "A business rule task needs “raadhus:decision” with a ref.")
    elif not work.result:
        reading.error(element, "“raadhus:decision” needs a result: the variable that takes the decision.")
    return BusinessRuleTask(**identity(reading, element), work=work)


def _read_script(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    found = reading.claim(
        element, children=(*ACTIVITY, "script"), attributes=(*ACTIVITY_ATTRIBUTES, "scriptFormat")
    )
    language = element.attributes.get("scriptFormat", "feel")
    if language.lower() not in {name.lower() for name in words.FEEL_NAMES}:
        reading.error(element, f"The language “{language}” is not carried out; scripts are FEEL.")
    if len(found["script"]) != 1:
        reading.error(element, "A script task needs one script.")
    for script in found["script"][:1]:
        formula = reading.formula(script)
        work = read_work(reading, element, "script")
        return ScriptTask(**identity(reading, element), script=formula, work=work)
    return ManualTask(**identity(reading, element))


def _read_receive(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    reading.claim(element, children=ACTIVITY, attributes=(*ACTIVITY_ATTRIBUTES, "messageRef"))
    refuse_extensions(reading, element, frozenset({"correlation"}))
    trigger = read_message_trigger(reading, element, names, element.attributes.get("messageRef", ""))
    return ReceiveTask(**identity(reading, element), trigger=trigger)


def _read_call(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    reading.claim(element, children=ACTIVITY, attributes=(*ACTIVITY_ATTRIBUTES, "calledElement"))
    called = local(element.attributes.get("calledElement", ""))
    if not called:
        reading.error(element, "A call activity needs calledElement, the id of a process in this file.")
    work = read_work(reading, element, "call")
    return CallActivity(**identity(reading, element), called=called, work=work)


TASKS: Mapping[str, Callable[[Reading, XmlElement, Names], FlowNode]] = {
    "task": _read_manual,
    "manualTask": _read_manual,
    "userTask": _read_user,
    "serviceTask": _read_service,
    "sendTask": _read_send,
    "businessRuleTask": _read_rule,
    "scriptTask": _read_script,
    "receiveTask": _read_receive,
    "callActivity": _read_call,
}
