"""Tasks are given in turn to who is there, and leaders are told once of deadlines that are near or over."""

import datetime as dt

import pytest
from django.db import connection

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA, NOON
from raadhus.cases.tests.packagekit import DEADLINE_DUE, desk_says
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import GOOD, LEADERS, all_of, page, read_on
from raadhus.workspace.tests.flow.test_absences import note


def staff_id(name):
    return next(row.id for row in all_of("organisation.StaffMember") if row.name == name)


def takers(desk, *residents):
    """Return who has the task of each resident's case, by name."""
    desk.town.move_in(*residents)
    names = {row.id: row.name for row in all_of("organisation.StaffMember")}
    cases = [desk.town.decide_application(one, contested=True) for one in residents]
    tasks = {task.case_id: task for task in all_of("cases.Task")}
    return [names.get(tasks[case.id].assigned_to, "") for case in cases]


def wake(days):
    """Let ``days`` pass and do what has fallen due."""
    with clock.frozen(NOON + dt.timedelta(days=days)):
        due.wake_due()
        run_all()


@pytest.fixture
def in_turn(desk, monkeypatch):
    """Return Mette's browser in a town where tasks are given in turn to Mette and Lone."""
    desk_says(monkeypatch, desk.town, "desk: {in_turn: true}")
    desk.staff(name="Lone Lund")
    return desk.staff()


def test_tasks_are_given_to_one_after_the_other(desk, in_turn):
    first, second, third = takers(desk, ANNE, BO, EVA)

    assert {first, second} == {"Mette Juhl", "Lone Lund"}
    assert third == first
    assert "Task given to a colleague" in page(in_turn, f"/work/cases/{all_of('cases.Case')[0].id}/")


def test_who_is_away_is_passed_over(desk, in_turn):
    note(desk, in_turn)

    assert takers(desk, ANNE, BO) == ["Lone Lund", "Lone Lund"]


def test_nobody_is_given_a_case_of_their_own_household(desk, monkeypatch):
    desk_says(monkeypatch, desk.town, "desk: {in_turn: true}")
    anne, _ = desk.town.move_together(ANNE, CARL)
    desk.carl()
    desk.town.decide_application(anne, contested=True)
    wake(40)  # the partner's time is over

    assert [task.assigned_to for task in all_of("cases.Task") if task.person_id is None] == [None]


def test_without_it_in_the_package_nobody_is_given_anything(desk):
    desk.staff()

    assert takers(desk, ANNE) == [""]
    assert all_of("cases.Turn") == []


@pytest.fixture
def lis(desk, monkeypatch):
    """Return the browser of a leader who is told five days before a deadline."""
    desk_says(monkeypatch, desk.town, "desk: {escalate_days: 5}")
    desk.staff(name="Lone Lund")
    return desk.staff(LEADERS, name="Lis Leder")


def days_left(task):
    return (task.due_on - NOON.date()).days


def test_leaders_are_told_once_that_a_deadline_is_near_and_once_that_it_is_over(desk, lis, case):
    (task,) = all_of("cases.Task")
    wake(days_left(task) - 6)
    assert "Deadlines are kept" in page(lis, "/work/deadlines/")

    for _again in range(2):
        wake(days_left(task) - 3)
    assert [told.is_over for told in all_of("cases.Escalation")] == [False]
    with clock.frozen(NOON + dt.timedelta(days=days_left(task) - 3)):
        shown = page(desk.staff(LEADERS, name="Lis Leder"), "/work/deadlines/")
    assert "1 deadline needs you" in shown
    assert "in 3 days" in shown
    assert case.number in shown
    assert "Nobody has taken it." in shown
    assert "Anne" not in shown

    wake(days_left(task) + 1)
    assert sorted((told.is_over, told.settled_at is None) for told in all_of("cases.Escalation")) == [
        (False, False),
        (True, True),
    ]


def told(desk, task):
    wake(days_left(task) - 3)
    (one,) = all_of("cases.Escalation")
    return one


def test_a_leader_gives_the_task_to_somebody(desk, lis, case):
    one = told(desk, all_of("cases.Task")[0])

    answer = lis.post(f"/work/deadlines/{one.id}/", {f"to-{one.id}": str(staff_id("Lone Lund"))})

    shown = page(lis, answer.url)
    assert "The task is given" in shown
    assert "Deadlines are kept" in shown
    assert all_of("cases.Task")[0].assigned_to == staff_id("Lone Lund")
    assert lis.post(f"/work/deadlines/{one.id}/").status_code == 404
    assert lis.get(f"/work/cases/{case.id}/").status_code == 403


def test_a_task_that_ended_is_no_longer_told(desk, lis, case, url):
    told(desk, all_of("cases.Task")[0])
    mette = desk.staff()
    mette.post(f"{url}/decide/", {**GOOD, **read_on(mette, case.id)})
    assert "1 deadline needs you" in page(lis, "/work/deadlines/")

    mette.post(f"{url}/send/", read_on(mette, case.id))

    assert "Deadlines are kept" in page(lis, "/work/deadlines/")


def test_what_leaders_have_not_seen_to_is_read_from_an_index(desk):
    with desk.transaction(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM cases_escalation WHERE settled_at IS NULL ORDER BY due_on, id LIMIT 50"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "cases_escalation_open" in plan
    assert "Sort" not in plan, plan


def test_a_deadline_that_was_moved_is_watched_anew(desk, lis, case):
    (task,) = all_of("cases.Task")
    with desk.transaction():
        type(task).objects.filter(id=task.id).update(due_on=task.due_on + dt.timedelta(days=20))
    wake(days_left(task) - 3)
    assert all_of("cases.Escalation") == []

    wake(days_left(task) + 18)
    assert len(all_of("cases.Escalation")) == 1


def test_a_leader_is_told_nothing_of_their_own_household(desk, monkeypatch):
    desk_says(monkeypatch, desk.town, "desk: {escalate_days: 5}")
    desk.town.move_together(ANNE, CARL)
    carl = desk.staff(LEADERS, name=CARL.name, number=CARL.number)
    desk.town.decide_application(ANNE, contested=True)
    (task,) = all_of("cases.Task")
    with desk.transaction():
        type(task).objects.update(person_id=None, task_kind="assess")  # as if the partner's time were over
        due.set_due(DEADLINE_DUE, task.id, NOON)
    wake(days_left(task) - 1)
    (one,) = all_of("cases.Escalation")

    assert "Deadlines are kept" in page(carl, "/work/deadlines/")
    assert carl.post(f"/work/deadlines/{one.id}/").status_code == 404
    assert all_of("cases.Escalation")[0].settled_at is None
