"""A waiting list that lives for years: asked once a year, offered a home, declined, offered another, taken."""

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.models import Case, Decision, PutQuestion, Task, Withdrawal
from raadhus.cases.tests.casekit import ANNE, CARL, NOON
from raadhus.cases.tests.packagetown import PackageTown
from raadhus.cases.use_cases.show_question import get_own_question
from raadhus.cases.use_cases.staff.decide_by_hand import HandDecision, decide_by_hand, send_by_hand
from raadhus.cases.use_cases.staff.enter_answer import CannotEnterAnswer, EnteredAnswer, enter_answer
from raadhus.platform import clock
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes

ANSWERS = {
    "applicant.name": ANNE.name,
    "applicant.address": {"street": ANNE.street, "postal_code": "9990", "city": "Egeby"},
    "applicant.alone": True,
    "need.stairs": True,
    "need.why": "Tredje sal uden elevator.",
}


@pytest.fixture
def town(towns, db):
    """Return Egeby with the waiting list and Anne."""
    with clock.frozen(NOON):
        town = PackageTown("senior-housing", "pladsanvisningen").build()
        town.move_in(ANNE, CARL)
        yield town


@pytest.fixture
def listed(town):
    """Return Anne's case, which is on the list."""
    return town.send(ANNE, ANSWERS)


def pass_days(days):
    return clock.frozen(NOON + dt.timedelta(days=days))


def work_off():
    due.wake_due()
    run_all()


def decide(town, case, percent=100, reason="En toværelses på Havnegade 5."):
    given = HandDecision(
        percent=Decimal(percent), valid_from=clock.now().date() + dt.timedelta(days=40), reasons=(reason,)
    )
    with transaction(town.tenant):
        task = Task.objects.get(case=case, person_id=None, status="open")
        decide_by_hand(town.caseworker(CARL), task.id, given)
    with transaction(town.tenant):
        send_by_hand(town.caseworker(CARL), task.id)
    run_all()


def asked_of_anne(town, case):
    with transaction(town.tenant):
        rows = PutQuestion.objects.filter(case=case).order_by("asked_at", "id")
        return [(row.question_key, row.choice) for row in rows]


def titles(town):
    with transaction(town.tenant):
        person = town.people[ANNE.number]
        rows = apps.get_model("post", "Letter").objects.filter(recipient_id=person).order_by("id")
        return [row.title for row in rows]


def test_on_the_list_the_case_has_no_deadline_and_the_unit_looks_within_a_year(town, listed):
    with transaction(town.tenant):
        task = Task.objects.get(case=listed, status="open")

    assert (listed.status, listed.deadline_on) == ("with_unit", None)
    assert task.due_on == NOON.date() + dt.timedelta(days=365)


def test_what_the_rules_say_is_for_the_caseworker_and_no_reason_in_a_letter(town, listed):
    with transaction(town.tenant):
        found = apps.get_model("cases", "Assessment").objects.get(case=listed)
    assert found.why_said["da"]
    assert found.reasons["da"] == []


def test_every_year_the_applicant_is_asked_and_stays_on_the_list(town, listed):
    for year in (1, 2):
        with pass_days(366 * year):
            work_off()
            assert town.again(listed).status == "waiting"
            town.answer(ANNE, listed, "yes")
            assert town.again(listed).status == "with_unit"

    assert asked_of_anne(town, listed) == [("still-wanted", "yes")] * 2
    assert titles(town) == ["Ønsker du stadig en ældrebolig?"] * 2
    with transaction(town.tenant):
        assert Task.objects.filter(case=listed, person_id=None, status="open").count() == 1


def test_who_is_silent_is_not_taken_off_and_the_unit_has_the_case_again(town, listed):
    with pass_days(366):
        work_off()
    with pass_days(366 + 30):
        work_off()

        assert town.again(listed).status == "with_unit"
        with transaction(town.tenant):
            known = processes.variables(town.system, listed.process_id)
    assert known["wanted"] == "silent"


def test_who_no_longer_wants_a_home_is_rejected_by_a_person_with_reasons(town, listed):
    with pass_days(366):
        work_off()
        town.answer(ANNE, listed, "no")
        decide(town, listed, 0, "Du har bedt os tage dig af listen.")

        assert town.again(listed).status == "closed"
    assert titles(town)[-1] == "Du får ikke en ældrebolig"
    assert "offer" not in dict(asked_of_anne(town, listed))


def test_an_offer_says_which_home_and_only_a_yes_makes_it_a_decision(town, listed):
    with pass_days(100):
        decide(town, listed)
        (task,) = town.asked(listed).values()
        with transaction(town.tenant):
            shown = get_own_question(town.citizen(ANNE), task.id)
            assert not Decision.objects.filter(case=listed, sendings__isnull=False).exists()
        assert "Havnegade 5" in str(shown.told)
        assert titles(town) == ["Vi har en bolig til dig"]
        town.answer(ANNE, listed, "accept")

        assert town.again(listed).status == "closed"
    assert titles(town)[-1] == "Du har fået en ældrebolig"


def test_a_declined_offer_and_one_that_nobody_answers_are_taken_back_and_another_can_be_made(town, listed):
    with pass_days(100):
        decide(town, listed)
        town.answer(ANNE, listed, "decline")
        assert town.again(listed).status == "with_unit"
    with pass_days(200):
        decide(town, listed, reason="En treværelses på Torvet 2.")
    with pass_days(209):
        work_off()
        assert town.again(listed).status == "with_unit"
        with transaction(town.tenant):
            assert Withdrawal.objects.filter(decision__case=listed).count() == 2
    with pass_days(300):
        decide(town, listed, reason="En toværelses på Åvej 9.")
        town.answer(ANNE, listed, "accept")

    with transaction(town.tenant):
        sent = Decision.objects.get(case=listed, sendings__isnull=False)
        assert Case.objects.get(id=listed.id).status == "closed"
    assert sent.reasons["da"] == ["En toværelses på Åvej 9."]


def test_nobody_is_asked_any_more_once_a_home_is_taken(town, listed):
    with pass_days(100):
        decide(town, listed)
        town.answer(ANNE, listed, "accept")
    before = titles(town)
    with pass_days(800):
        work_off()

    assert titles(town) == before


def test_whoever_declined_an_offer_does_not_read_the_next_one_before_it_is_made(town, listed):
    with pass_days(100):
        decide(town, listed)
        (task,) = town.asked(listed).values()
        town.answer(ANNE, listed, "decline")
        given = HandDecision(
            percent=Decimal(100),
            valid_from=clock.now().date() + dt.timedelta(days=40),
            reasons=("En treværelses på Torvet 2.",),
        )
        with transaction(town.tenant):
            unit = Task.objects.get(case=listed, person_id=None, status="open")
            decide_by_hand(town.caseworker(CARL), unit.id, given)
        with transaction(town.tenant):
            shown = get_own_question(town.citizen(ANNE), task.id)
            assert Decision.objects.filter(case=listed).count() == 2

    assert "Torvet" not in str(shown.told)
    assert shown.choice == "decline"


@pytest.mark.parametrize(("choice", "refusal"), [("", CannotEnterAnswer), ("perhaps", NotFoundHere)])
def test_a_clerk_enters_only_an_answer_that_the_question_has(town, listed, choice, refusal):
    with pass_days(366):
        work_off()
        (task,) = town.asked(listed).values()
        given = EnteredAnswer(channel="phone", choice=choice)
        with pytest.raises(refusal), transaction(town.tenant):
            enter_answer(town.caseworker(CARL), listed.id, task.id, given)

    assert asked_of_anne(town, listed) == [("still-wanted", "")]
