"""Several cases at once: given to somebody, set aside, noted in; looked at first, undone afterwards."""

import datetime as dt
import re
import uuid

import pytest
from django.apps import apps

from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA, NOON, TODAY
from raadhus.platform import clock
from raadhus.platform.actor import Role
from raadhus.ui.testing import page_problems
from raadhus.workspace.tests.deskkit import NORDBY, NORDBY_CASEWORKERS, all_of, page

MANY = "/work/many/"


@pytest.fixture
def tasks(desk):
    """Return the ids of three open tasks of the unit."""
    desk.town.move_in(ANNE, BO, EVA)
    for one in (ANNE, BO, EVA):
        desk.town.decide_application(one, contested=True)
    return [str(task.id) for task in all_of("cases.Task")]


def stands():
    return {str(task.id): (task.assigned_to, task.set_aside_until) for task in all_of("cases.Task")}


def staff_id(name):
    return next(member.id for member in all_of("organisation.StaffMember") if member.name == name)


def rows_in(browser, queue):
    return len(re.findall(r'name="task"', page(browser, f"/work/?queue={queue}")))


def test_the_chosen_are_given_to_a_colleague_after_a_look_at_what_happens(desk, tasks):
    mette = desk.staff()
    desk.staff(name="Karim Aziz")
    karim = staff_id("Karim Aziz")
    asked = {"task": tasks, "act": "give", "to": str(karim)}
    before = stands()
    looked = mette.post(MANY, asked)
    assert "3 cases are given to Karim Aziz." in looked.text
    assert stands() == before

    told = mette.get(mette.post(MANY, asked | {"sure": "1"}).url).text

    assert "Done with 3 cases." in told
    assert {who for who, _until in stands().values()} == {karim}
    case = all_of("cases.Case")[0]
    shown = page(mette, f"/work/cases/{case.id}/")
    assert "Task given to a colleague" in shown
    assert shown.count("Karim Aziz") >= 2


def test_what_was_done_is_undone_where_nobody_has_gone_on(desk, tasks):
    mette = desk.staff()
    desk.staff(name="Karim Aziz")
    mette.post(MANY, {"task": tasks, "act": "give", "to": "me", "sure": "1"})
    mine = stands()
    karim = desk.staff(name="Karim Aziz")
    task = all_of("cases.Task")[0]
    karim.post(f"/work/cases/{task.case_id}/tasks/{task.id}/take/")
    (act,) = all_of("cases.ManyAct")

    answer = mette.post(f"{MANY}{act.id}/undo/")

    assert "2 cases are as they were." in mette.get(answer.url).text
    assert stands() == dict.fromkeys(tasks, (None, None)) | {str(task.id): (staff_id("Karim Aziz"), None)}
    assert mine == dict.fromkeys(tasks, (staff_id("Mette Juhl"), None))
    again = stands()
    assert mette.post(f"{MANY}{act.id}/undo/").status_code == 409
    assert stands() == again


def test_nobody_undoes_what_a_colleague_did_nor_long_after(desk, tasks):
    mette = desk.staff()
    mette.post(MANY, {"task": tasks, "act": "give", "to": "me", "sure": "1"})
    (act,) = all_of("cases.ManyAct")
    before = stands()

    assert desk.staff(name="Karim Aziz").post(f"{MANY}{act.id}/undo/").status_code == 404
    with clock.frozen(NOON + dt.timedelta(hours=13)):
        assert desk.staff().post(f"{MANY}{act.id}/undo/").status_code == 409
    assert stands() == before


def test_what_is_set_aside_leaves_the_inbox_until_its_day(desk, tasks):
    mette = desk.staff()
    until = TODAY + dt.timedelta(days=3)
    mette.post(MANY, {"task": tasks[:2], "act": "aside", "until": until.isoformat(), "sure": "1"})

    assert (rows_in(mette, "todo"), rows_in(mette, "aside")) == (1, 2)
    assert "Set aside until" in page(mette, "/work/?queue=aside")
    with clock.frozen(NOON + dt.timedelta(days=3)):
        there = desk.staff()
        assert (rows_in(there, "todo"), rows_in(there, "aside")) == (3, 0)


def test_what_is_set_aside_comes_back_by_hand(desk, tasks):
    mette = desk.staff()
    until = TODAY + dt.timedelta(days=3)
    mette.post(MANY, {"task": tasks, "act": "aside", "until": until.isoformat(), "sure": "1"})
    mette.post(MANY, {"task": tasks, "act": "aside", "until": TODAY.isoformat(), "sure": "1"})

    assert rows_in(mette, "todo") == 3


def test_a_note_is_written_in_each_and_cannot_be_undone(desk, tasks):
    mette = desk.staff()
    looked = mette.post(MANY, {"task": tasks, "act": "note", "text": "Called all three."})
    assert "A note is part of the file" in looked.text
    answer = mette.post(MANY, {"task": tasks, "act": "note", "text": "Called all three.", "sure": "1"})

    assert {note.text for note in all_of("cases.Note")} == {"Called all three."}
    assert len(all_of("cases.Note")) == 3
    assert "/undo/" not in mette.get(answer.url).text


def test_a_case_of_the_colleague_s_own_household_stays(desk, tasks):
    desk.town.move_together(ANNE, CARL)
    desk.carl()
    carl, mette = staff_id(CARL.name), desk.staff()
    asked = {"task": tasks, "act": "give", "to": str(carl)}
    assert "it concerns the colleague" in mette.post(MANY, asked).text
    mette.post(MANY, asked | {"sure": "1"})

    assert sorted(who == carl for who, _until in stands().values()) == [False, True, True]


def test_nothing_is_given_to_who_is_caseworker_in_another_unit_only(desk, tasks):
    mette = desk.staff()
    desk.staff(name="Karim Aziz")
    karim = staff_id("Karim Aziz")
    with desk.transaction():
        roles, units = apps.get_model("organisation.RoleAssignment"), apps.get_model("organisation.Unit")
        roles.objects.filter(staff_id=karim).update(role=Role.LEADER)
        elsewhere = units.objects.exclude(id=desk.town.unit_id).first()
        roles.objects.create(staff_id=karim, unit=elsewhere, role=Role.CASEWORKER)
    before = stands()

    answer = mette.post(MANY, {"task": tasks, "act": "give", "to": str(karim), "sure": "1"})

    assert answer.status_code == 404
    assert stands() == before


@pytest.mark.parametrize(
    "asked",
    [
        {"act": "give", "to": ""},
        {"act": "aside", "until": "2024-11-04"},
        {"act": "aside", "until": "2025-11-05"},
        {"act": "aside", "until": "soon"},
        {"act": "note", "text": "  "},
        {"act": "burn"},
    ],
)
def test_what_is_not_said_is_asked_again_and_nothing_changes(desk, tasks, asked):
    before = stands()

    assert desk.staff().post(MANY, asked | {"task": tasks, "sure": "1"}).status_code == 422
    assert stands() == before
    assert all_of("cases.Note") == []


def test_nobody_elsewhere_does_anything_with_them(desk, tasks):
    before = stands()
    nordby = desk.staff(NORDBY_CASEWORKERS, name="Nina Nord", tenant=NORDBY)
    asked = {"task": tasks, "act": "give", "to": "me", "sure": "1"}

    assert nordby.post(MANY, asked).status_code == 422  # none of them is there
    assert desk.staff().post(MANY, asked | {"to": str(uuid.uuid4())}).status_code == 404
    assert stands() == before


def test_the_page_of_the_chosen_is_in_order_and_the_whole_page_can_be_chosen(desk, tasks):
    mette = desk.staff()
    shown = page(mette, f"{MANY}?{'&'.join(f'task={one}' for one in tasks)}")
    assert "3 chosen cases" in shown

    assert page(mette, "/work/?all=1").count(" checked") == 3


def test_a_view_is_kept_shown_to_the_unit_and_let_go(desk, tasks):
    mette, karim = desk.staff(), desk.staff(name="Karim Aziz")
    me = str(staff_id("Mette Juhl"))
    asked = {"unit": str(desk.town.unit_id), "queue": "todo", "colleague": me, "due": "28"}
    mette.post("/work/views/", asked | {"name": "My month", "whose": "me"})
    mette.post("/work/views/", asked | {"name": "Mette's month", "whose": "unit"})

    assert "My month" in page(mette, "/work/")
    theirs = page(karim, "/work/")
    assert "Mette&#39;s month" in theirs
    assert "My month" not in theirs
    own, units = all_of("cases.InboxView")
    assert karim.post(f"/work/views/{own.id}/delete/").status_code == 404
    assert karim.post(f"/work/views/{units.id}/delete/").status_code == 302
    assert [view.id for view in all_of("cases.InboxView")] == [own.id]


@pytest.mark.parametrize("name", [" ", "x" * 61])
def test_a_view_without_a_name_is_not_kept_and_the_inbox_says_so_at_its_field(desk, tasks, name):
    asked = {"unit": str(desk.town.unit_id), "queue": "free", "name": name, "whose": "me"}

    answer = desk.staff().post("/work/views/", asked)

    assert answer.status_code == 422
    assert page_problems(answer.text) == ()
    assert 'href="#f-name"' in answer.text
    assert f'value="{name}"' in answer.text
    assert "Not taken" in answer.text
    assert all_of("cases.InboxView") == []


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        ("service=free-place-subsidy", 3),
        ("service=other", 0),
        ("due=7", 0),
        ("due=28", 3),
        ("due=nonsense", 3),
        ("colleague=00000000-0000-0000-0000-000000000001", 0),
    ],
)
def test_the_queue_is_narrowed_down(desk, tasks, narrowed, count):
    assert page(desk.staff(), f"/work/?{narrowed}").count('name="task"') == count
