"""A case that two are to decide is decided by one of them: the other's task ends, and no process waits for it for ever."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.models import Case, Decision, Sending, Task, TimelineEntry
from raadhus.cases.tests.casekit import ANNE, BO, CARL
from raadhus.cases.tests.flow.test_by_hand import FULL, state
from raadhus.cases.tests.flow.test_partner import answer
from raadhus.cases.use_cases.answer_about_income import Answer, IncomeAnswer
from raadhus.cases.use_cases.ask_unit import ask_unit
from raadhus.cases.use_cases.decided_elsewhere import tell_decided_if_awaited
from raadhus.cases.use_cases.go_on import go_on_if_done
from raadhus.cases.use_cases.staff.decide_by_hand import decide_by_hand, send_by_hand
from raadhus.platform.actor import Role
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes


def ask_beside(town, case):
    """Let the unit have a task to decide the case that no process waits for."""
    with transaction(town.tenant):
        return ask_unit(town.system, Case.objects.get(id=case.id), process_task=None)


@pytest.fixture
def two(town):
    """Return a case with the task that its process waits for, and another one, to decide it."""
    town.move_in(ANNE)
    case = town.decide_application(ANNE, contested=True)
    with transaction(town.tenant):
        own = Task.objects.get()
    return case, own, ask_beside(town, case)


def decide_in(town, task):
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), task.id, FULL)
        send_by_hand(town.caseworker(), task.id)
    run_all()


def again(town, task):
    with transaction(town.tenant):
        return Task.objects.get(id=task.id)


def look(town, case):
    """Return how the process of the case stands, where, and how many of its steps failed."""
    operator = town.caseworker(CARL, Role.OPERATOR)
    with transaction(town.tenant):
        (instance,) = processes.find_instances(operator, case.id)
        seen = processes.look_at_instance(operator, instance)
        return seen.info.status, seen.standing, len(list(processes.incidents(operator)))


def told(town, case):
    """Return which tasks the time line says were ended because another decided the case."""
    with transaction(town.tenant):
        entries = TimelineEntry.objects.filter(case=case, what="unit_unasked")
        assert all((one.who, one.is_for_citizen) == ("town", False) for one in entries)
        return [one.thing_id for one in entries]


def test_the_process_ends_when_the_case_was_decided_in_the_other_task(town, two):
    case, own, beside = two
    decide_in(town, beside)

    assert state(town, case) == ("closed", 1, 1)
    assert again(town, own).status == TaskStatus.CANCELLED
    assert look(town, case) == ("completed", (), 0)
    assert told(town, case) == [own.id]


def test_the_other_task_ends_when_the_process_sends_what_was_decided_in_its_own(town, two):
    case, own, beside = two
    decide_in(town, own)

    assert state(town, case) == ("closed", 1, 1)
    assert again(town, beside).status == TaskStatus.CANCELLED
    assert look(town, case) == ("completed", (), 0)
    assert told(town, case) == [beside.id]


def test_no_task_to_decide_is_left_when_the_rules_decide_beside_it(town):
    pair = town.move_together(ANNE, BO)
    case = town.decide_application(pair[0])
    beside = ask_beside(town, case)
    with transaction(town.tenant):
        asked = Task.objects.get(task_kind=TaskKind.CONFIRM_INCOME)

    answer(town, pair[1], asked, IncomeAnswer(answer=Answer.CONFIRMED))

    with transaction(town.tenant):
        assert Decision.objects.get().is_automatic
    assert state(town, case) == ("closed", 1, 1)
    assert again(town, beside).status == TaskStatus.CANCELLED
    assert told(town, case) == [beside.id]


def test_a_process_that_is_told_twice_goes_on_once(town, two):
    case, own, beside = two
    decide_in(town, beside)
    before = look(town, case)

    with transaction(town.tenant):
        was_awaited = tell_decided_if_awaited(town.system, own.process_task, TaskKind.ASSESS)
    run_all()

    assert not was_awaited
    assert look(town, case) == before
    with transaction(town.tenant):
        assert Sending.objects.count() == 1


def test_a_process_that_is_paused_goes_on_once_it_is_resumed(town, two):
    case, _own, beside = two
    operator = town.caseworker(CARL, Role.OPERATOR)
    with transaction(town.tenant):
        (instance,) = processes.find_instances(operator, case.id)
    processes.pause(operator, instance, reason="Somebody looks at it.")

    decide_in(town, beside)
    assert look(town, case)[0] == "paused"
    processes.resume(operator, instance, reason="It is in order.")
    run_all()

    assert look(town, case) == ("completed", (), 0)
    assert state(town, case) == ("closed", 1, 1)


def test_a_task_ended_so_is_no_answer_of_the_unit(town, two):
    _case, own, beside = two
    decide_in(town, beside)

    assert (again(town, own).status, again(town, own).outcome) == (TaskStatus.CANCELLED, None)
    assert again(town, beside).status == TaskStatus.DONE


@pytest.mark.parametrize("element", ["ask_partner", "ask_unit"])
def test_a_process_put_before_a_question_in_a_closed_case_asks_nobody_and_ends(town, asked, element):
    case, _pair = asked
    beside = ask_beside(town, case)
    operator = town.caseworker(CARL, Role.OPERATOR)
    with transaction(town.tenant):
        (instance,) = processes.find_instances(operator, case.id)
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), beside.id, FULL)
        send_by_hand(town.caseworker(), beside.id)
        go_on_if_done(
            town.system, beside.id
        )  # it is closed, and the job that tells the process is still to run
        tasks = Task.objects.count()
    (standing,) = processes.look_at_instance(operator, instance).standing

    processes.move_by_hand(operator, standing.id, element, reason="It hung.")
    run_all()

    assert look(town, case) == ("completed", (), 0)
    assert state(town, case) == ("closed", 1, 1)
    with transaction(town.tenant):
        assert Task.objects.count() == tasks
        assert not Task.objects.filter(status=TaskStatus.OPEN).exists()
