"""Another engine that runs the same models: SpiffWorkflow, with FEEL in the place of its scripts."""

import logging
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn import BpmnEvent
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.bpmn.specs.event_definitions import SignalEventDefinition
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from raadhus.processes.use_cases.neighbours import neighbours

logging.getLogger("spiff").setLevel(logging.WARNING)
Values = Mapping[str, Any]


class FeelAndNothingElse(TaskDataEnvironment):  # type: ignore[misc] # the other engine says no types
    """Where expressions are evaluated: as FEEL, whoever asks."""

    def evaluate(self, expression: str, context: Values, external_context: Values | None = None) -> object:
        seen = {**context, **(external_context or {})}
        value = neighbours().parse_expression(expression).evaluate(seen)
        if isinstance(value, Decimal) and value == value.to_integral_value():
            return int(value)  # it counts with Python's numbers
        return value

    def execute(self, script: str, context: dict[str, Any], external_context: Values | None = None) -> bool:
        context.update(self.evaluate(script, context, external_context))  # type: ignore[call-overload] # a context
        return True


class Feel(PythonScriptEngine):  # type: ignore[misc] # as above
    """Takes FEEL where it would take Python."""

    def __init__(self) -> None:
        super().__init__(environment=FeelAndNothingElse())

    def validate(self, expression: str) -> None:
        neighbours().parse_expression(expression)


class Opinion:
    """One run of the process ``P`` of a model in the other engine."""

    def __init__(self, source: bytes, variables: Values) -> None:
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.fromstring(source), filename="model.bpmn")
        spec, within = parser.get_spec("P"), parser.get_subprocess_specs("P")
        self.run = BpmnWorkflow(spec, within, script_engine=Feel())
        self.run.task_tree.data.update(variables)
        self._go()

    def complete(self, element: str, values: Values) -> None:
        """Complete the first task that stands at an element."""
        ready = self.run.get_tasks(state=TaskState.READY, manual=True)
        task = next(one for one in ready if one.task_spec.bpmn_id == element)
        task.data.update(values)
        task.run()
        self._go()

    def fire(self, signal: str) -> None:
        """Let a signal come from outside."""
        self.run.catch(BpmnEvent(SignalEventDefinition(signal)))
        self._go()

    @property
    def done(self) -> Counter[str]:
        """How often each element was carried out."""
        tasks = self.run.get_tasks(state=TaskState.COMPLETED)
        return Counter(str(task.task_spec.bpmn_id) for task in tasks if task.task_spec.bpmn_id)

    def _go(self) -> None:
        self.run.do_engine_steps()
