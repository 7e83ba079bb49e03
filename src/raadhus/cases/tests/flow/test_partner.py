"""A partner is asked in person; neither learns what the other earns."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.apps import apps

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.access import access_own_case, access_own_task
from raadhus.cases.models import Assessment, Decision, Task
from raadhus.cases.tests.casekit import ANNE, BO, EVA
from raadhus.cases.use_cases.answer_about_income import (
    Answer,
    IncomeAnswer,
    answer_about_income,
    show_income,
)
from raadhus.cases.use_cases.tasks import CannotEndTask
from raadhus.platform import clock
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction


@pytest.fixture
def couple(town):
    return town.move_together(ANNE, BO)


@pytest.fixture
def asked(town, couple):
    """Return the case and the task of the partner who was asked."""
    case = town.decide_application(couple[0])
    with transaction(town.tenant):
        return case, Task.objects.get()


def answer(town, partner, task, given):
    with transaction(town.tenant):
        actor = town.citizen(partner)
        show_income(actor, access_own_task(actor, task.id))
        answer_about_income(actor, task.id, given)
    run_all()


def letters_to(town, resident):
    with transaction(town.tenant):
        return list(
            apps.get_model("post", "Letter").objects.filter(recipient_id=town.people[resident.number])
        )


def test_the_partner_is_asked_by_letter_with_a_date(town, couple, asked):
    case, task = asked

    assert case.status == "with_partner"
    assert task.person_id == town.people[BO.number]
    assert task.due_on == dt.date(2024, 11, 19)
    (letter,) = letters_to(town, couple[1])
    assert "19. november 2024" in letter.data["box_title"]


def test_when_the_partner_confirms_the_rules_decide_at_once(town, couple, asked):
    case, task = asked

    answer(town, couple[1], task, IncomeAnswer(answer=Answer.CONFIRMED))

    with transaction(town.tenant):
        decision = Decision.objects.get()
    assert (town.again(case).status, decision.is_automatic) == ("closed", True)
    assert Decimal(decision.inputs["Monthly household income"]) == ANNE.monthly + BO.monthly


def test_the_applicant_never_reads_the_partners_income_nor_a_total(town, couple, asked):
    answer(town, couple[1], asked[1], IncomeAnswer(answer=Answer.CONFIRMED))

    for letter in letters_to(town, couple[0]):
        told = json.dumps(letter.data, ensure_ascii=False).replace(".", "").replace(" ", "")
        for secret in (BO.monthly, ANNE.monthly + BO.monthly, (ANNE.monthly + BO.monthly) * 12):
            assert str(int(secret)) not in told
        own, partners = letter.data["figures"]
        assert own["value"] == "35.000\u00a0kr."
        assert not any(char.isdigit() for char in partners["value"])


def test_a_partner_who_contests_brings_the_case_to_a_person(town, couple, asked):
    case, task = asked

    answer(
        town,
        couple[1],
        task,
        IncomeAnswer(answer=Answer.CONTESTED, reason="New job", own_monthly=Decimal("9000.00")),
    )

    with transaction(town.tenant):
        (waiting,) = Task.objects.filter(status="open")
        assert not Decision.objects.exists()
    assert town.again(case).status == "with_unit"
    assert "income-contested" in waiting.why


def test_a_partner_who_takes_no_part_brings_the_case_to_a_person(town, couple, asked):
    case, task = asked

    answer(town, couple[1], task, IncomeAnswer(answer=Answer.REFUSED))

    with transaction(town.tenant):
        assert "partner-refused" in Task.objects.get(status="open").why
    assert town.again(case).status == "with_unit"


@pytest.mark.parametrize(
    ("moment", "is_over"),
    [
        (dt.datetime(2024, 11, 19, 22, 59, tzinfo=dt.UTC), False),
        (dt.datetime(2024, 11, 19, 23, 0, tzinfo=dt.UTC), True),
    ],
)
def test_a_silent_partners_time_ends_at_local_midnight(town, couple, asked, moment, is_over):
    case, task = asked

    with clock.frozen(moment):
        due.wake_due()
        run_all()

    with transaction(town.tenant):
        status = Task.objects.get(id=task.id).status
        why = [list(task.why) for task in Task.objects.filter(task_kind="assess")]
    assert (status, town.again(case).status) == (
        ("expired", "with_unit") if is_over else ("open", "with_partner")
    )
    assert why == ([["income-missing", "partner-not-confirmed", "partner-silent"]] if is_over else [])


def test_an_answer_is_given_once(town, couple, asked):
    _, task = asked
    answer(town, couple[1], task, IncomeAnswer(answer=Answer.CONFIRMED))

    with transaction(town.tenant), pytest.raises(CannotEndTask):
        answer_about_income(town.citizen(couple[1]), task.id, IncomeAnswer(answer=Answer.REFUSED))

    with transaction(town.tenant):
        assert Task.objects.get(id=task.id).outcome["answer"] == "confirmed"


def test_nothing_is_confirmed_that_was_not_shown(town, couple, asked):
    _, task = asked

    with transaction(town.tenant), pytest.raises(CannotEndTask):
        answer_about_income(town.citizen(couple[1]), task.id, IncomeAnswer(answer=Answer.CONFIRMED))

    with transaction(town.tenant):
        assert Task.objects.get(id=task.id).status == "open"


def test_the_partner_sees_the_own_task_and_not_the_case_and_nobody_else_sees_either(town, couple, asked):
    case, task = asked
    town.move_in(EVA)

    with transaction(town.tenant):
        assert access_own_task(town.citizen(couple[1]), task.id).id == task.id
        for resident in (couple[0], EVA):
            with pytest.raises(NotFoundHere):
                access_own_task(town.citizen(resident), task.id)
        for resident in (couple[1], EVA):
            with pytest.raises(NotFoundHere):
                access_own_case(town.citizen(resident), case.id)


def test_what_the_applicant_sent_is_kept_as_it_was_when_the_partner_answers(town, couple, asked):
    answer(town, couple[1], asked[1], IncomeAnswer(answer=Answer.CONFIRMED))

    with transaction(town.tenant):
        figures = {
            figure["concerns"]: figure for figure in Assessment.objects.get().figures if figure["amount"]
        }
    assert Decimal(figures[str(town.people[ANNE.number])]["amount"]) == ANNE.monthly
    assert Decimal(figures[str(town.people[BO.number])]["amount"]) == BO.monthly
