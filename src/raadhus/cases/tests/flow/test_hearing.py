"""Less than was asked for, on a figure nobody confirmed, is decided after a hearing."""

import datetime as dt

import pytest
from django.apps import apps
from django.urls import reverse

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.models import Decision, Task
from raadhus.cases.queries import own_tasks
from raadhus.cases.queries.own_case_file import get_own_case
from raadhus.cases.tests.casekit import ANNE
from raadhus.cases.use_cases.answer_hearing import answer_hearing
from raadhus.cases.use_cases.decide_by_rules import CannotDecideByRules, decide_by_rules
from raadhus.cases.use_cases.staff.hear_by_hand import hear_by_hand
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction


@pytest.fixture
def heard(town):
    """Return a case in which the applicant is heard, and the task to answer."""
    town.move_in(ANNE)
    case = town.decide_application(ANNE, confirmed=False)
    with transaction(town.tenant):
        return case, Task.objects.get()


def decisions(town):
    with transaction(town.tenant):
        return [decision.is_automatic for decision in Decision.objects.all()]


def test_the_applicant_reads_what_is_about_to_be_decided_and_by_when_to_answer(town, heard):
    case, task = heard
    with transaction(town.tenant):
        letter = apps.get_model("post", "Letter").objects.get()

    assert case.status == "hearing"
    assert (task.task_kind, task.due_on) == ("answer_hearing", dt.date(2024, 11, 19))
    assert letter.template == "hearing"
    assert "19.\u00a0november 2024" in letter.data["answer_by"]
    assert decisions(town) == []


def test_the_letter_of_a_hearing_says_in_kroner_what_the_applicant_would_pay(town, heard):
    with transaction(town.tenant):
        letter = apps.get_model("post", "Letter").objects.get()
        shown = get_own_case(town.citizen(ANNE), heard[0].id).hearing.payments

    assert shown, "Anne told what the place costs"
    assert [row["label"] for row in letter.data["pays"]] == [payment.name for payment in shown]
    assert all(row["pays"].endswith("\u00a0kr.") for row in letter.data["pays"])


def test_rules_do_not_decide_while_the_hearing_runs(town, heard):
    case, _ = heard
    with transaction(town.tenant), pytest.raises(CannotDecideByRules):
        decide_by_rules(town.system, case)

    assert decisions(town) == []


def test_each_case_shows_its_own_task_however_many_wait(town, heard, monkeypatch):
    monkeypatch.setattr(own_tasks, "LISTED", 1)
    cases = (heard[0], town.decide_application(ANNE, confirmed=False))

    for case in cases:
        with transaction(town.tenant):
            task = Task.objects.get(case=case)
        page = town.log_in(ANNE).get(reverse("cases:own-case", args=[case.id])).content.decode()
        assert reverse("cases:hearing", args=[task.id]) in page


def test_somebody_who_agrees_gets_the_decision_at_once(town, heard):
    case, task = heard
    with transaction(town.tenant):
        answer_hearing(town.citizen(ANNE), task.id, "")
    run_all()

    assert decisions(town) == [True]
    assert town.again(case).status == "closed"
    with transaction(town.tenant):
        assert "Du er blevet hørt, før sagen blev afgjort." in Decision.objects.get().reasons["da"]


def test_an_answer_is_read_by_a_person(town, heard):
    case, task = heard
    with transaction(town.tenant):
        answer_hearing(town.citizen(ANNE), task.id, "The figure is from last year.")
    run_all()

    assert decisions(town) == []
    assert town.again(case).status == "with_unit"
    with transaction(town.tenant):
        assert "hearing-answered" in Task.objects.get(status="open").why


@pytest.mark.parametrize(
    ("moment", "decided"),
    [
        (dt.datetime(2024, 11, 19, 22, 59, 59, tzinfo=dt.UTC), []),
        (dt.datetime(2024, 11, 19, 23, 0, tzinfo=dt.UTC), [True]),
    ],
)
def test_when_nobody_answers_the_rules_decide_after_local_midnight(town, heard, moment, decided):
    with clock.frozen(moment):
        due.wake_due()
        run_all()

    assert decisions(town) == decided


def test_who_is_heard_where_the_rules_came_to_nothing_reads_that_and_of_no_rejection(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE, missing="unavailable")
    with transaction(town.tenant):
        hearing = hear_by_hand(town.caseworker(), Task.objects.get(case=case).id)
    run_all()
    with transaction(town.tenant):
        told = apps.get_model("post", "Letter").objects.get(id=hearing.letter_id).data
    page = town.log_in(ANNE).get(reverse("cases:hearing", args=[hearing.task_id])).content.decode()

    assert told["lead"].startswith("Reglerne kan ikke regne ud, hvad du får")
    assert told["reasons"][0] == "Vi mangler en indtægt i husstanden."
    assert "The rules cannot work out what you get" in page
    assert "An income in the household is missing." in page
    assert "you do not get what you applied for" not in page
