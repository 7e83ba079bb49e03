"""What goes into a task and what comes out of it."""

from decimal import Decimal

import pytest

from raadhus.processes.domain.state import InstanceStatus, TokenStatus
from raadhus.processes.domain.work import StepFailed
from raadhus.processes.tests.unit.drawing import Course, arrows, model, user

WORK = model(
    '<startEvent id="start"/><serviceTask id="it"><extensionElements>'
    '<raadhus:task handler="work" unit="day-care"><raadhus:input name="sum" value="a + b"/>'
    '<raadhus:output name="total" value="found + a"/></raadhus:task></extensionElements></serviceTask>'
    + arrows("start > it")
)
RULE = model(
    '<startEvent id="start"/><businessRuleTask id="it"><extensionElements>'
    '<raadhus:decision ref="Route" result="route"/></extensionElements></businessRuleTask>'
    + arrows("start > it")
)
SCRIPT = model(
    '<startEvent id="start"/><scriptTask id="one"><script>{x: a + 1}</script></scriptTask>'
    '<scriptTask id="two"><extensionElements><raadhus:script result="y"/></extensionElements>'
    "<script>x + 1</script></scriptTask>" + arrows("start > one", "one > two")
)


def test_a_handler_sees_its_settings_and_inputs_and_the_outputs_become_variables():
    seen = []

    def work(work):
        seen.append((dict(work.settings), dict(work.inputs)))
        return {"found": Decimal(10), "not wanted": True}

    course = Course(WORK, {"a": Decimal(1), "b": Decimal(2)}, work=work).start()
    assert seen == [({"unit": "day-care"}, {"sum": Decimal(3)})]
    assert course.state.variables == {"a": Decimal(1), "b": Decimal(2), "total": Decimal(11)}


def test_an_answer_that_can_be_no_variable_stops_for_a_person():
    course = Course(RULE, Route=lambda work: 0.1).start()
    assert course.standing(TokenStatus.INCIDENT) == ["it"]
    assert "float" in course.incidents[0]


def test_a_decision_goes_to_its_result_variable():
    course = Course(RULE, Route=lambda work: {"to": "person"}).start()
    assert course.state.variables == {"route": {"to": "person"}}


def test_an_unknown_decision_stops_for_a_person():
    assert Course(RULE).start().standing(TokenStatus.INCIDENT) == ["it"]


def test_scripts_give_a_context_or_one_value():
    course = Course(SCRIPT, {"a": Decimal(1)}).start()
    assert course.state.variables == {"a": 1, "x": 2, "y": 3}
    assert course.state.status is InstanceStatus.COMPLETED


def test_an_answer_that_cannot_be_taken_leaves_the_task_open():
    course = Course(model('<startEvent id="start"/>' + user("ask") + arrows("start > ask"))).start()
    number = course.token_at("ask")
    with pytest.raises(StepFailed):
        course.step(lambda run: run.complete(number, {"share": 0.1}))
    assert course.standing() == ["ask"]
    assert course.state.variables == {}
