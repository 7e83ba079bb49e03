"""The applicant is asked to add something: a task with its own deadline and reminder, and a clock that may stand."""

import dataclasses
import datetime as dt

import pytest
from django.apps import apps

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.domain.states import TaskKind
from raadhus.cases.models import Case, Completion, Task, TimelineEntry
from raadhus.cases.queries.own_tasks import list_own_tasks
from raadhus.cases.tests.casekit import ANNE, BO, NOON, TODAY, package_files
from raadhus.cases.use_cases import completion
from raadhus.cases.use_cases.answer_completion import CompletionAnswered, answer_completion
from raadhus.cases.use_cases.move_case import CannotMoveCase
from raadhus.cases.use_cases.staff.ask_to_complete import CannotAskForNothing, ask_to_complete
from raadhus.cases.use_cases.tasks import TaskOrder, open_task
from raadhus.catalogue.public import PackageFiles, package, parse_service
from raadhus.platform import clock
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction

QUESTION = "Your pay slip of October.\nAnd how many hours you work."
DEADLINE = TODAY + dt.timedelta(days=14)


@pytest.fixture
def case(town):
    """Return Anne's case, which waits for the unit."""
    town.move_in(ANNE, BO)
    return town.decide_application(ANNE, contested=True)


def ask(town, case, question=QUESTION):
    with transaction(town.tenant):
        task = Task.objects.get(case=case, person_id=None)
        return ask_to_complete(town.caseworker(), task.id, question)


def stand(town, case):
    """Return the case's status and deadline, and the deadlines of its tasks by kind."""
    with transaction(town.tenant):
        found = Case.objects.get(id=case.id)
        due_on = dict(Task.objects.filter(case=case, status="open").values_list("task_kind", "due_on"))
    return found.status, found.deadline_on, due_on


def happened(town, case):
    with transaction(town.tenant):
        return set(TimelineEntry.objects.filter(case=case).values_list("what", flat=True))


def letters(town):
    run_all()
    with transaction(town.tenant):
        return list(apps.get_model("post", "Letter").objects.order_by("id"))


def stop_clock(town, monkeypatch):
    """Let the package say that the time to decide does not run meanwhile."""
    files = dict(package_files().contents)
    files["service.yaml"] += b"\ncompletion:\n  days: 10\n  stops_clock: true\n"
    changed = dataclasses.replace(package(town.package_hash), service=parse_service(PackageFiles(files)))
    monkeypatch.setattr(completion, "package", lambda _hash: changed)


def test_the_applicant_has_a_task_with_a_deadline_of_its_own_and_a_letter_that_asks(town, case):
    ask(town, case)
    with transaction(town.tenant):
        (own,) = list_own_tasks(town.citizen(ANNE))
    (letter,) = letters(town)

    assert (own.kind, own.due_on) == ("complete", DEADLINE)
    assert QUESTION.splitlines()[0] in letter.data["paragraphs"]
    assert stand(town, case)[0] == "asked"


def test_the_answer_brings_the_case_back_and_is_in_its_file(town, case):
    asked = ask(town, case)
    with transaction(town.tenant):
        answer_completion(town.citizen(ANNE), asked.task_id, "37 hours.")
    run_all()
    with transaction(town.tenant):
        kept = Completion.objects.get()

    assert kept.answer == "37 hours."
    assert stand(town, case)[0] == "with_unit"
    assert {"completion_asked", "completion_answered"} <= happened(town, case)


def test_it_is_answered_once_and_by_the_applicant_alone(town, case):
    asked = ask(town, case)
    with transaction(town.tenant), pytest.raises(NotFoundHere):
        answer_completion(town.citizen(BO), asked.task_id, "I am not Anne.")
    with transaction(town.tenant):
        answer_completion(town.citizen(ANNE), asked.task_id, "37 hours.")
    with transaction(town.tenant), pytest.raises(CompletionAnswered):
        answer_completion(town.citizen(ANNE), asked.task_id, "38 hours.")

    with transaction(town.tenant):
        assert Completion.objects.get().answer == "37 hours."


def test_who_does_not_answer_is_reminded_once_and_the_case_comes_back_when_the_time_is_over(town, case):
    ask(town, case)
    letters(town)
    with clock.frozen(NOON + dt.timedelta(days=12)):
        due.wake_due()
        assert len(letters(town)) == 2
        assert "completion_reminded" in happened(town, case)
    with clock.frozen(NOON + dt.timedelta(days=15)):
        due.wake_due()
        assert len(letters(town)) == 2

    assert "completion_silent" in happened(town, case)
    assert stand(town, case)[0] == "with_unit"


def test_who_has_answered_is_not_reminded(town, case):
    asked = ask(town, case)
    with transaction(town.tenant):
        answer_completion(town.citizen(ANNE), asked.task_id, "37 hours.")
    before = len(letters(town))
    with clock.frozen(NOON + dt.timedelta(days=15)):
        due.wake_due()

        assert len(letters(town)) == before
    assert "completion_silent" not in happened(town, case)


def test_the_clock_stands_while_we_wait_where_the_package_says_so(town, case, monkeypatch):
    stop_clock(town, monkeypatch)
    _status, deadline, tasks = stand(town, case)
    asked = ask(town, case)
    _status, waiting, _tasks = stand(town, case)
    assert waiting == deadline + dt.timedelta(days=10)
    with clock.frozen(NOON + dt.timedelta(days=4)), transaction(town.tenant):
        answer_completion(town.citizen(ANNE), asked.task_id, "37 hours.")

    status, after, then = stand(town, case)
    assert (status, after) == ("with_unit", deadline + dt.timedelta(days=4))
    assert then["assess"] == tasks["assess"] + dt.timedelta(days=4)


def test_what_is_due_by_the_deadline_of_the_case_moves_with_it_and_a_time_of_its_own_stays(
    town, case, monkeypatch
):
    stop_clock(town, monkeypatch)
    with transaction(town.tenant):
        deadline, moved = Case.objects.get(id=case.id).deadline_on, dt.timedelta(days=10)
        assert deadline is not None
        Task.objects.filter(case=case).update(due_on=deadline)
        orders = [
            TaskOrder(kind=TaskKind.WORK, due_on=deadline),
            TaskOrder(kind=TaskKind.WORK, due_on=deadline - dt.timedelta(days=5)),
            TaskOrder(kind=TaskKind.ASSESS, due_on=deadline - dt.timedelta(days=5)),
        ]
        others = [open_task(Case.objects.get(id=case.id), order).id for order in orders]
        first = Task.objects.exclude(id__in=others).get(case=case)
        ask_to_complete(town.caseworker(), first.id, QUESTION)
        due_on = dict(Task.objects.filter(case=case).values_list("id", "due_on"))

    assert [due_on[each] - deadline for each in (first.id, *others)] == [
        moved,
        moved,
        dt.timedelta(days=-5),
        dt.timedelta(days=-5),
    ]


def test_the_clock_runs_on_where_the_package_says_nothing(town, case):
    before = stand(town, case)
    asked = ask(town, case)
    with clock.frozen(NOON + dt.timedelta(days=4)), transaction(town.tenant):
        answer_completion(town.citizen(ANNE), asked.task_id, "37 hours.")

    assert stand(town, case) == before


@pytest.mark.parametrize("question", ["", "  \n ", "x" * 2001])
def test_nobody_is_asked_for_nothing(town, case, question):
    before = stand(town, case)
    with pytest.raises(CannotAskForNothing):
        ask(town, case, question)

    assert stand(town, case) == before
    assert letters(town) == []


def test_nobody_is_asked_twice_at_once(town, case):
    ask(town, case)
    before = stand(town, case)
    with pytest.raises(CannotMoveCase):
        ask(town, case)

    assert stand(town, case) == before
