"""A partner is asked in person; neither learns what the other earns."""

import dataclasses
import datetime as dt
import json
from decimal import Decimal

import pytest
from django.apps import apps

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.access import OwnHousehold, access_own_case, access_own_task
from raadhus.cases.models import Assessment, Case, Decision, Party, Task
from raadhus.cases.queries.staff_case.case_file import read_staff_case
from raadhus.cases.queries.staff_case.figures import Said
from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA, Objection
from raadhus.cases.use_cases.answer_about_income import (
    Answer,
    IncomeAnswer,
    answer_about_income,
    show_income,
)
from raadhus.cases.use_cases.ask_partner import ask_partner
from raadhus.cases.use_cases.staff.ask_partner_by_hand import CannotAskPartner, ask_partner_by_hand
from raadhus.cases.use_cases.staff.decide_by_hand import HandDecision, MustHearFirst, decide_by_hand
from raadhus.cases.use_cases.staff.work_on_tasks import take_task
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
    assert "19.\u00a0november 2024" in letter.data["box_title"]


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
    with transaction(town.tenant):
        figures = read_staff_case(town.caseworker(), Case.objects.get(id=case.id)).figures
    said = next(one.said for one in figures if one.role == "partner")
    assert said == Said(reason="New job", own="9000.00", register=str(BO.monthly))


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


@pytest.fixture
def claimed(town):
    """Return the case of Anne, who says that she lives with Bo; no register knows of it."""
    town.move_in(ANNE, BO)
    return town.case_of(_claim(town, ANNE, BO))


def _claim(town, applicant, named):
    told = {"name": "Bo B", "person_id": str(town.people[named.number])}
    submission_id = town.apply(
        applicant,
        objections={
            "household.has_partner": Objection(own=True),
            "household.partner": Objection(own=told),
        },
    )
    run_all()
    return submission_id


def _of_unit(town):
    with transaction(town.tenant):
        return Task.objects.get(person_id=None)


def _mail_to(town, resident):
    with transaction(town.tenant):
        messages = apps.get_model("notifications", "Message").objects
        return letters_to(town, resident), messages.filter(person_id=town.people[resident.number]).count()


def test_nobody_is_written_to_because_somebody_typed_their_number(town, claimed):
    with transaction(town.tenant):
        roles = set(Party.objects.values_list("role", flat=True))

    assert claimed.status == "with_unit"
    assert "facts-contested" in _of_unit(town).why
    assert roles == {"applicant", "child"}
    assert _mail_to(town, BO) == ([], 0)


def test_a_partner_of_the_register_whom_the_applicant_contests_is_not_asked_before_a_person_has_looked(
    town, couple
):
    told = {"name": "Eva", "person_id": str(_moved_in(town, EVA))}
    submission_id = town.apply(couple[0], objections={"household.partner": Objection(own=told)})
    run_all()

    assert town.case_of(submission_id).status == "with_unit"
    assert _mail_to(town, BO) == _mail_to(town, EVA) == ([], 0)


def test_a_caseworker_whom_somebody_names_as_partner_can_still_work(town):
    town.move_in(ANNE, CARL)
    _claim(town, ANNE, CARL)
    with transaction(town.tenant):
        assert take_task(town.caseworker(CARL), _of_unit(town).id).assigned_to is not None


def test_a_caseworker_can_ask_the_partner_and_the_rules_look_again_when_they_have_answered(town, claimed):
    task = _of_unit(town)
    with transaction(town.tenant):
        asked = ask_partner_by_hand(town.caseworker(), task.id)
        before = Assessment.objects.count()

    assert town.again(claimed).status == "with_partner"
    assert len(letters_to(town, BO)) == 1
    answer(town, BO, asked, IncomeAnswer(answer=Answer.CONFIRMED))
    with transaction(town.tenant):
        newest = Assessment.objects.order_by("-at", "-id").first()
        assert Assessment.objects.count() == before + 1
        assert Task.objects.get(id=task.id).status == "open"
    assert town.again(claimed).status == "with_unit"
    assert Decimal(newest.inputs["Monthly household income"]) == ANNE.monthly + BO.monthly


def test_a_partner_whom_a_caseworker_asked_and_who_is_silent_gives_the_case_back(town, claimed):
    with transaction(town.tenant):
        asked = ask_partner_by_hand(town.caseworker(), _of_unit(town).id)
    with clock.frozen(dt.datetime(2024, 11, 19, 23, 30, tzinfo=dt.UTC)):
        due.wake_due()
        run_all()

    with transaction(town.tenant):
        assert Task.objects.get(id=asked.id).status == "expired"
    assert town.again(claimed).status == "with_unit"


def test_a_decision_that_is_refused_leaves_the_question_to_the_partner_as_it_was(town, claimed):
    with transaction(town.tenant):
        asked = ask_partner_by_hand(town.caseworker(), _of_unit(town).id)
    given = HandDecision(
        percent=Decimal(50), valid_from=dt.date(2024, 12, 1), reasons=("Lav.",), deviation="Nyt job."
    )
    with transaction(town.tenant):  # a page that shows what was refused keeps what was written before it
        with pytest.raises(MustHearFirst):
            decide_by_hand(town.caseworker(), _of_unit(town).id, given)
        assert Task.objects.get(id=asked.id).status == "open"
        assert not Decision.objects.exists()
    assert town.again(claimed).status == "with_partner"


def test_the_partner_is_asked_once_and_only_when_the_application_names_one(town, claimed):
    task = _of_unit(town)
    with transaction(town.tenant):
        ask_partner_by_hand(town.caseworker(), task.id)
    letters = len(letters_to(town, BO))
    with transaction(town.tenant), pytest.raises(CannotAskPartner):
        ask_partner_by_hand(town.caseworker(), task.id)

    assert len(letters_to(town, BO)) == letters
    town.move_in(EVA)
    alone = town.decide_application(EVA, contested=True)
    with transaction(town.tenant):
        other = Task.objects.get(case=alone)
    with transaction(town.tenant), pytest.raises(CannotAskPartner):
        ask_partner_by_hand(town.caseworker(), other.id)
    assert town.again(alone).status == "with_unit"


def test_a_caseworker_asks_nobody_of_the_own_household(town):
    town.move_in(ANNE, CARL)
    case = town.case_of(_claim(town, ANNE, CARL))
    with transaction(town.tenant), pytest.raises(OwnHousehold):
        ask_partner_by_hand(town.caseworker(CARL), _of_unit(town).id)

    assert town.again(case).status == "with_unit"
    assert _mail_to(town, CARL) == ([], 0)


@pytest.mark.parametrize("protected", [{"name_protected": True}, {"address_protected": True}])
def test_a_protected_applicant_is_your_partner_and_never_named(town, protected):
    nadia = dataclasses.replace(ANNE, name="Nadia Berg", **protected)
    _, partner = town.move_together(nadia, BO)
    town.decide_application(dataclasses.replace(nadia, partner=BO.number))
    (letter,) = letters_to(town, partner)
    with transaction(town.tenant):
        task = Task.objects.get()
    shown = town.log_in(partner).get(f"/my/tasks/{task.id}/income/").text

    assert "Din partner har søgt om" in letter.data["paragraphs"][0]
    for told in (json.dumps(letter.data), letter.title, shown):
        assert "Nadia" not in told
        assert "Berg" not in told


def _moved_in(town, resident):
    town.move_in(resident)
    return town.people[resident.number]


def test_an_applicant_who_became_protected_meanwhile_is_not_named_to_the_partner(town, couple):
    anne, bo = couple
    submission_id = town.apply(anne)
    run_all()
    case = town.case_of(submission_id)
    before = len(letters_to(town, bo))
    town.move_in(dataclasses.replace(anne, address_protected=True))
    with transaction(town.tenant):
        ask_partner(town.system, case, answer_by=case.deadline_on, process_task=None)

    letter = letters_to(town, bo)[-1]
    assert len(letters_to(town, bo)) == before + 1
    assert anne.name not in str(letter.data)
    assert "Din partner" in str(letter.data)
