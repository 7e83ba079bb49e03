"""What our own extension elements set a task to: who does it, by which form, rule, letter, unit and deadline."""

from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from raadhus.processes.domain.document.flow import FlowNode
from raadhus.processes.domain.document.foundation import BaseElement
from raadhus.processes.domain.namespaces import RAADHUS
from raadhus.processes.domain.outline.extensions import Whole, exchanged
from raadhus.processes.domain.xml_tree import XmlElement

# The one extension element that says what a task or a lane does, by its kind.
ELEMENT_OF = {
    "userTask": "task",
    "serviceTask": "task",
    "sendTask": "task",
    "businessRuleTask": "decision",
    "scriptTask": "script",
    "lane": "lane",
}


class Values(StrEnum):
    """What can be written into a setting."""

    HANDLER = "handler"  # the name of a registered handler
    FORM = "form"  # of the package: forms/<name>.json
    LETTER = "letter"  # of the package: letters/<name>.typ
    QUESTION = "question"  # of the package's service.yaml
    DECISION = "decision"  # of the package's rules.dmn
    UNIT = "unit"  # of the municipality, by its key
    FEEL = "feel"  # an expression over the variables
    TIME = "time"  # P5D, a day, or FEEL that gives one of them
    COUNTING = "counting"  # ``COUNTINGS``
    NUMBER = "number"  # a whole number
    NAME = "name"  # a variable's
    NAMES = "names"  # names with spaces between


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that a task or lane can be set to: the attribute of our extension element, and what it holds."""

    name: str
    values: Values


COUNTINGS = ("days", "working-days")
"""How the days of a deadline are counted; without it as the package says."""

_WHO_AND_WHEN = (
    Setting("unit", Values.UNIT),
    Setting("assigned-by", Values.DECISION),
    Setting("assign", Values.FEEL),
    Setting("deadline", Values.TIME),
    Setting("counted-in", Values.COUNTING),
)
_SYSTEM = (
    Setting("handler", Values.HANDLER),
    Setting("letter", Values.LETTER),
    Setting("question", Values.QUESTION),
    Setting("answers", Values.NAME),
    Setting("tells", Values.NAMES),
    Setting("days", Values.NUMBER),
)
# What can be set of each kind, in the order it is asked: the one list of outline, drawing and checks.
SETTINGS: dict[str, tuple[Setting, ...]] = {
    "userTask": (
        Setting("handler", Values.HANDLER),
        Setting("question", Values.QUESTION),
        Setting("form", Values.FORM),
        *_WHO_AND_WHEN,
    ),
    "serviceTask": _SYSTEM,
    "sendTask": _SYSTEM,
    "businessRuleTask": (Setting("ref", Values.DECISION), Setting("result", Values.NAME)),
    "scriptTask": (Setting("result", Values.NAME),),
    "lane": _WHO_AND_WHEN,
}
LANE_SETTINGS = frozenset(setting.name for setting in _WHO_AND_WHEN)
"""What a lane says for all the people's tasks in it."""
_OURS = frozenset({"task", "decision", "script", "input", "output"})


def settings_of(node: BaseElement) -> tuple[tuple[str, str], ...]:
    """Return what a task or a lane is set to."""
    main = _main(node)
    return tuple(main.attributes.items()) if main is not None else ()


def with_settings(node: Whole, settings: dict[str, str]) -> Whole:
    """Return the task or lane set so; what is empty is taken away, what is not named stays."""
    name = ELEMENT_OF.get(node.tag)
    if name is None:
        return node
    main = _main(node) or XmlElement(RAADHUS, name, 0, MappingProxyType({}), prefix="raadhus")
    together = {**main.attributes, **settings}
    kept = MappingProxyType({key: value for key, value in together.items() if value})
    new = [replace(main, attributes=kept)] if kept or main.content else []
    return exchanged(node, [main], new)


def without_settings(node: FlowNode) -> FlowNode:
    """Return the task without what we set; what other tools added stays."""
    return without(node, *_OURS)


def without(node: Whole, *names: str) -> Whole:
    """Return the step without our extension elements of these names."""
    old = node.extension_elements
    if old is None:
        return node
    rest = tuple(
        one
        for one in old.other
        if not (isinstance(one, XmlElement) and one.namespace == RAADHUS and one.name in names)
    )
    if len(rest) == len(old.other):
        return node
    values: dict[str, Any] = {"extension_elements": replace(old, other=rest) if rest else None}
    return replace(node, **values)


def _main(node: BaseElement) -> XmlElement | None:
    name = ELEMENT_OF.get(node.tag)
    holder = node.extension_elements
    if holder is None or name is None:
        return None
    return next(
        (
            one
            for one in holder.other
            if isinstance(one, XmlElement) and (one.namespace, one.name) == (RAADHUS, name)
        ),
        None,
    )
