"""One unit visits the plot while another decides: neither acts for the other, and each finds its own task."""

import datetime as dt

import pytest
from django.apps import apps

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, NOON, Resident
from raadhus.cases.tests.settown import APPLIED
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes
from raadhus.workspace.tests.deskkit import GOOD, all_of, page, read_on
from raadhus.workspace.tests.sidekit import ELSEWHERE, SEEN, Side


def model(name):
    """Return a table of cases."""
    return apps.get_model("cases", name)


NINA = Resident(number="6505901238", name="Nina Nabo")
TO_DECIDE = '<raadhus:task handler="cases.ask_unit" unit="pladsanvisningen"/>'


@pytest.fixture
def lay(towns, db):
    """Return a function that lays down the town with a task of the process set so."""
    with clock.frozen(NOON):
        yield Side


@pytest.fixture
def side(towns, db):
    with clock.frozen(NOON):
        laid = Side()
        laid.ask_to_decide()
        yield laid


def test_a_step_that_is_done_sends_no_decision_that_nobody_let_go(side):
    side.decide()

    assert side.guest.post(side.url("work", "work"), SEEN).status_code == 302
    run_all()

    assert side.status() == "decided"
    assert all_of("cases.Sending") == []
    (waiting,) = side.open_tasks()
    assert waiting.task_kind == "assess"
    side.send()
    run_all()
    assert (side.status(), len(all_of("cases.Sending"))) == ("closed", 1)


def test_a_decision_is_taken_back_though_a_step_was_done_since(side):
    side.decide()
    side.guest.post(side.url("work", "work"), SEEN)
    run_all()

    side.act(side.own, "withdraw")

    assert side.status() == "with_unit"


def test_a_sent_decision_leaves_no_other_task_to_decide_the_case(side):
    side.decide()
    (first,) = side.open_tasks("assess")
    side.ask_to_decide()

    url = f"/work/cases/{side.case_id}/tasks/{first.id}/send/"
    assert side.own.post(url, read_on(side.own, side.case_id)).status_code == 302
    run_all()

    assert side.status() == "closed"
    assert [one.task_kind for one in side.open_tasks()] == ["work"]


def test_a_step_that_is_left_to_do_in_a_closed_case_says_so_and_is_done(side):
    side.decide()
    side.send()
    run_all()
    case = f"/work/cases/{side.case_id}/"

    shown = page(side.guest, case)
    assert "This step is what is left to do." in shown
    assert side.url("work", "work") in shown
    assert side.url("reopen") not in shown
    assert "The letter was sent and the case is closed." in page(side.own, case)
    assert side.guest.post(side.url("work", "work"), SEEN).status_code == 302
    run_all()

    assert (side.status(), side.open_tasks()) == ("closed", [])


def test_a_unit_that_is_lent_a_case_for_a_step_takes_no_decision_back(side):
    side.decide()

    answer = side.guest.post(side.url("withdraw"), read_on(side.own, side.case_id))

    assert answer.status_code == 404
    assert (side.status(), all_of("cases.Withdrawal")) == ("decided", [])


def test_a_unit_that_is_lent_a_case_for_a_step_names_nobody_and_reopens_nothing(lay):
    side = lay(ELSEWHERE, NINA)
    side.ask_to_decide()
    named = {"identity": NINA.number, "ground": "Fuldmagt"}
    parties = len(all_of("cases.Party"))

    assert side.url("represent") not in page(side.guest, f"/work/cases/{side.case_id}/")
    assert side.guest.post(side.url("represent"), named).status_code == 404
    assert len(all_of("cases.Party")) == parties
    side.decide()
    side.send()
    run_all()
    assert side.guest.post(side.url("reopen"), {"reason": "Noget nyt."}).status_code == 404
    assert side.guest.post(side.url("unask"), {}).status_code == 404
    assert side.status() == "closed"
    assert side.own.post(side.url("represent"), named).status_code == 302


def test_a_unit_that_is_given_the_decision_asks_and_enters_the_answer_and_takes_its_question_back(lay):
    side = lay(TO_DECIDE)
    side.act(side.guest, "ask-to-complete", "assess", {"question": "En tegning?"})
    run_all()
    enter = side.url("enter-answer", "complete")

    assert enter in page(side.guest, f"/work/cases/{side.case_id}/")
    assert enter in page(side.own, f"/work/cases/{side.case_id}/")
    assert side.guest.get(enter).status_code == 200
    assert str(side.case_id) in page(side.guest, "/work/?queue=waiting")
    side.act(side.guest, "unask")
    assert side.open_tasks("complete") == []


def test_who_asked_and_has_nothing_more_to_do_enters_nothing_and_the_cases_own_unit_does(lay):
    side = lay(TO_DECIDE)
    side.act(side.guest, "ask-to-complete", "assess", {"question": "En tegning?"})
    enter = side.url("enter-answer", "complete")
    with transaction(side.town.tenant):
        model("Task").objects.filter(task_kind="assess", status="open").update(
            status="cancelled", done_at=NOON
        )
    said = {"channel": "phone", "said": "Den kommer."}

    assert side.guest.get(enter).status_code == 404
    assert side.guest.post(enter, said).status_code == 404
    assert all_of("cases.Completion")[0].answered_at is None
    assert enter in page(side.own, f"/work/cases/{side.case_id}/")
    assert side.own.post(enter, said).status_code == 302
    assert all_of("cases.Completion")[0].answer == "Den kommer."


def test_two_tasks_of_one_unit_are_both_found_and_done_each_at_its_own_place(lay):
    side = lay('<raadhus:task handler="cases.work" form="site-visit"/>')
    side.ask_to_decide()
    (visit,) = side.open_tasks("work")
    inbox, at_once = page(side.own, "/work/"), page(side.own, f"/work/cases/{side.case_id}/")

    assert all(f"/work/cases/{side.case_id}/?task={task.id}" in inbox for task in side.open_tasks())
    assert side.url("decide", "assess") in at_once
    assert f"/work/cases/{side.case_id}/?task={visit.id}" in at_once
    assert side.url("work", "work") in page(side.own, f"/work/cases/{side.case_id}/?task={visit.id}")
    side.act(side.own, "decide", "assess", GOOD)
    assert side.own.post(side.url("work", "work"), SEEN).status_code == 302
    assert (side.status(), side.open_tasks("work")) == ("decided", [])


def test_the_time_that_the_applicant_takes_does_not_move_a_visit_with_a_time_of_its_own(lay):
    side = lay(ELSEWHERE.replace("/>", ' deadline="P10D"/>'))
    side.ask_to_decide()
    (before,) = side.open_tasks("assess")

    side.act(side.own, "ask-to-complete", "assess", {"question": "En tegning?"})

    (visit,), (decides,) = side.open_tasks("work"), side.open_tasks("assess")
    assert visit.due_on == NOON.date() + dt.timedelta(days=10)
    assert decides.due_on > before.due_on


def test_a_step_that_is_done_in_a_closed_case_sends_nothing_and_stops_nowhere(side):
    side.decide()
    side.send()
    run_all()

    assert side.guest.post(side.url("work", "work"), SEEN).status_code == 302
    run_all()

    assert (side.status(), len(all_of("cases.Sending")), side.open_tasks()) == ("closed", 1, [])
    with transaction(side.town.tenant):
        assert list(processes.incidents(side.town.system)) == []


def test_a_decision_that_was_let_go_beside_an_open_step_is_on_its_way(side):
    side.decide()
    assert "Not sent yet" in page(side.own, f"/work/cases/{side.case_id}/")

    side.send()

    (left,) = side.open_tasks()
    shown = page(side.own, f"/work/cases/{side.case_id}/")
    assert left.task_kind == "work"
    assert "On its way: the letter is being made" in shown
    assert "Not sent yet" not in shown


@pytest.fixture
def linked(side):
    """Return the case, and the link of it with a case of the guest's own unit."""
    other = side.town.send(ANNE, APPLIED)
    with transaction(side.town.tenant):
        model("Case").objects.filter(id=other.id).update(unit_id=side.town.unit("pladsanvisningen"))
        link = model("CaseLink").objects.create(
            case_id=side.case_id, other=other, made_by=side.case_id, at=NOON
        )
    return side, other, link


def test_a_unit_that_is_lent_a_case_for_a_step_takes_no_link_away(linked):
    side, other, link = linked
    from_lent, from_own = (f"/work/cases/{one}/links/{link.id}/delete/" for one in (side.case_id, other.id))

    shown = page(side.guest, f"/work/cases/{side.case_id}/")

    assert f"Belongs to this too: {other.number}" in shown
    assert from_lent not in shown
    for url in (from_lent, from_own):
        assert side.guest.post(url).status_code == 404
    assert len(all_of("cases.CaseLink")) == 1


def test_a_unit_that_is_lent_a_case_for_a_step_links_it_with_none_of_its_own(linked):
    side, other, link = linked
    with transaction(side.town.tenant):
        model("CaseLink").objects.filter(id=link.id).delete()
        lent = model("Case").objects.get(id=side.case_id)

    answer = side.guest.post(f"/work/cases/{other.id}/links/", {"number": lent.number})

    assert answer.status_code == 422
    assert side.guest.post(f"/work/cases/{lent.id}/links/", {"number": other.number}).status_code == 404
    assert all_of("cases.CaseLink") == []
