"""The free-place process as its package draws it, with handlers that answer as cases does."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from raadhus.processes.domain.library import check, load
from raadhus.processes.domain.state import InstanceStatus
from raadhus.processes.domain.work import BusinessError
from raadhus.processes.domain.xml_tree import parse_document
from raadhus.processes.tests.unit.drawing import Course
from raadhus.processes.use_cases.neighbours import neighbours

SOURCE = (Path(__file__).parents[5] / "services/dk/free-place-subsidy/process.bpmn").read_bytes()
FEEL = neighbours().parse_expression
HANDLERS = {
    "cases.gather",
    "cases.ask_partner",
    "cases.decide",
    "cases.hear_party",
    "cases.ask_unit",
    "cases.send_decision",
}


class FeelCourse(Course):
    """A course with real FEEL."""

    language = staticmethod(FEEL)


def course(*, has_partner: bool = False, route: str = "automatic", partner_exists: bool = True) -> Course:
    """Return a started case whose handlers answer so."""

    def ask_partner(work):
        if not partner_exists:
            raise BusinessError("no-partner")
        return {}

    handlers = {
        "cases.gather": lambda work: {"has_partner": has_partner, "partner_answer_by": date(2024, 5, 15)},
        "cases.ask_partner": ask_partner,
        "cases.decide": lambda work: {
            "route": route,
            "hearing_answer_by": date(2024, 6, 1),
            "outcome": "partly",
        },
        "cases.send_decision": lambda work: {"decided": True},
    }
    return FeelCourse(SOURCE, None, **handlers).start()


def done(case: Course) -> bool:
    return case.state.status is InstanceStatus.COMPLETED and case.state.variables.get("decided") is True


def test_the_model_has_no_problem_and_names_only_handlers_of_cases():
    assert [str(one) for one in check(SOURCE, FEEL, HANDLERS)] == []
    assert load(SOURCE, FEEL).programs.keys() == {"free_place_subsidy"}


def test_every_element_is_drawn():
    (process,) = load(SOURCE, FEEL).definitions.processes
    drawn = [
        one.attributes["bpmnElement"]
        for one in parse_document(SOURCE).root.walk()
        if "bpmnElement" in one.attributes
    ]
    assert sorted(drawn) == sorted([process.id, *(one.id for one in (*process.nodes, *process.flows))])


def test_rules_alone_decide_when_they_suffice():
    case = course()
    assert done(case)
    assert case.world.served == ["gather", "decide", "send_decision"]


def test_the_partner_is_asked_and_the_answer_goes_on_to_the_rules():
    case = course(has_partner=True)
    assert case.standing() == ["ask_partner"]
    case.complete("ask_partner", partner_answer="confirmed")
    assert done(case)


def test_a_silent_partner_does_not_hold_the_case_for_ever():
    case = course(has_partner=True, route="person")
    ((wait,),) = case.state.waits.values()
    assert wait.due_at is not None
    assert wait.due_at.astimezone(UTC) == datetime(2024, 5, 15, 22, 0, tzinfo=UTC)
    case.fire("partner_late")
    assert case.world.withdrawn == ["ask_partner"]
    assert case.standing() == ["ask_unit"]
    case.complete("ask_unit", decided=True)
    assert done(case)


def test_a_partner_who_is_not_there_after_all_is_no_dead_end():
    assert course(has_partner=True, partner_exists=False, route="person").standing() == ["ask_unit"]


@pytest.mark.parametrize("route", ["person", "something new"])
def test_whatever_is_not_plain_goes_to_a_person(route):
    case = course(route=route)
    assert case.standing() == ["ask_unit"]
    assert "send_decision" not in case.path


def test_nothing_burdensome_is_sent_before_the_party_was_heard():
    case = course(route="hearing")
    assert case.standing() == ["hear_party"]
    assert "send_decision" not in case.path
    case.complete("hear_party", hearing_answer="agreed")
    assert done(case)


def test_an_answer_with_something_new_is_read_by_a_person():
    case = course(route="hearing").complete("hear_party", hearing_answer="answered")
    assert case.standing() == ["ask_unit"]


def test_a_hearing_ends_with_its_deadline():
    case = course(route="hearing").fire("hearing_over")
    assert case.world.withdrawn == ["hear_party"]
    assert done(case)
