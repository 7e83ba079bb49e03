"""A caseworker puts a figure right, with a reason, and the rules compute again; the caseworker decides."""

import dataclasses
from decimal import Decimal
from uuid import UUID

import pytest
from django.db.utils import ProgrammingError

from raadhus.bus.testing import run_all
from raadhus.cases.access import OwnHousehold
from raadhus.cases.models import Assessment, Case, Correction, Decision, Hearing, Task, TimelineEntry
from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA, TODAY, Objection
from raadhus.cases.use_cases.answer_about_income import Answer, IncomeAnswer, answer_about_income
from raadhus.cases.use_cases.answer_hearing import answer_hearing
from raadhus.cases.use_cases.move_case import CannotMoveCase
from raadhus.cases.use_cases.staff.correct_figure import CannotCorrectFigure, FigureCorrection, correct_figure
from raadhus.cases.use_cases.staff.decide_by_hand import (
    DecidedAlready,
    HandDecision,
    MustHearFirst,
    StillBeingHeard,
    decide_by_hand,
)
from raadhus.cases.use_cases.staff.hear_by_hand import HeardAlready, hear_by_hand
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.registers.public import IncomeKind


@pytest.fixture
def waiting(town):
    """Return a case whose income is contested (35,000 in the register, 12,000 says Anne), and its task."""
    town.move_in(ANNE, BO)
    case = town.decide_application(ANNE, contested=True)
    with transaction(town.tenant):
        return case, Task.objects.get(case=case)


def correction(town, amount="30000", *, concerns=ANNE, reason="Lønseddel", key="income.monthly"):
    return FigureCorrection(
        key=key, concerns=town.people[concerns.number], amount=Decimal(amount), reason=reason
    )


def correct(town, task, **what):
    with transaction(town.tenant):
        return correct_figure(town.caseworker(), task.id, correction(town, **what))


def state(town, case):
    with transaction(town.tenant):
        return (
            Case.objects.get(id=case.id).status,
            Correction.objects.count(),
            Assessment.objects.filter(case=case).count(),
            TimelineEntry.objects.filter(case=case).count(),
            list(Task.objects.filter(case=case).values_list("why", flat=True)),
        )


def income_among(figures):
    return next(figure for figure in figures if figure["key"] == "income.monthly")


def decision(percent, starts=TODAY):
    return HandDecision(
        percent=Decimal(percent), valid_from=starts, reasons=("Fordi.",), deviation="Efter samtale."
    )


def test_the_rules_compute_again_and_nothing_is_decided(town, waiting):
    case, task = waiting
    with transaction(town.tenant):
        before = Assessment.objects.get(case=case)
        assert (before.percent, before.why) == (Decimal(100), ["income-contested"])

    found = correct(town, task, amount="30000")

    with transaction(town.tenant):
        figure = income_among(Assessment.objects.get(id=found.id).figures)
        assert (figure["amount"], figure["source"], figure["is_contested"]) == ("30000.00", "staff", False)
        assert 0 < found.percent < 100
        assert found.rows_fired
        assert Task.objects.get(case=case).why == []
        assert not Decision.objects.exists()
        assert Case.objects.get(id=case.id).status == "with_unit"


def test_what_stood_before_is_kept_with_who_and_why(town, waiting):
    _case, task = waiting
    correct(town, task, amount="30000", reason="Lønseddel fra oktober")
    correct(town, task, amount="31000", reason="Ny lønseddel")

    with transaction(town.tenant):
        first, second = Correction.objects.order_by("at", "id")
        assert (first.before["amount"], first.amount, first.reason) == (
            "12000.00",
            "30000.00",
            "Lønseddel fra oktober",
        )
        assert (second.before["amount"], second.before["source"]) == ("30000.00", "staff")
        assert second.staff_id == town.caseworker().staff_id
        assert TimelineEntry.objects.filter(what="figure_corrected", is_for_citizen=True).count() == 2
    with pytest.raises(ProgrammingError, match="permission denied"), transaction(town.tenant):
        Correction.objects.update(tenant_id=town.tenant)


def test_a_figure_that_is_news_to_the_applicant_is_heard_before_less_is_decided(town, waiting):
    _case, task = waiting
    found = correct(town, task, amount="30000")
    with transaction(town.tenant), pytest.raises(MustHearFirst):
        decide_by_hand(town.caseworker(), task.id, decision(found.percent))

    with transaction(town.tenant):
        assert not Decision.objects.exists()


def test_what_the_applicant_told_is_used_without_another_hearing(town, waiting):
    _case, task = waiting
    found = correct(town, task, amount="12000.00")

    with transaction(town.tenant):
        made = decide_by_hand(town.caseworker(), task.id, decision(found.percent))
        assert income_among(made.figures)["is_confirmed"]


def test_a_hearing_on_another_figure_does_not_count(town, waiting):
    case, task = waiting
    actor = town.caseworker()
    with transaction(town.tenant):
        hearing = hear_by_hand(actor, task.id)
        answer_hearing(town.citizen(ANNE), hearing.task_id, "No.")
    run_all()
    with transaction(town.tenant), pytest.raises(HeardAlready):
        hear_by_hand(actor, task.id)
    with transaction(town.tenant):
        assert Hearing.objects.count() == 1
    assert town.again(case).status == "with_unit"
    found = correct(town, task, amount="30000")

    with transaction(town.tenant), pytest.raises(MustHearFirst):
        decide_by_hand(actor, task.id, decision(found.percent))
    with transaction(town.tenant):
        again = hear_by_hand(actor, task.id)
        answer_hearing(town.citizen(ANNE), again.task_id, "")
    run_all()
    with transaction(town.tenant):
        assert decide_by_hand(actor, task.id, decision(found.percent)).percent == found.percent


def test_nobody_is_heard_twice_at_once_and_no_figure_changes_meanwhile(town, waiting):
    case, task = waiting
    actor = town.caseworker()
    with transaction(town.tenant):
        hear_by_hand(actor, task.id)
    before = state(town, case)

    for act in (
        lambda: hear_by_hand(actor, task.id),
        lambda: correct_figure(actor, task.id, correction(town)),
    ):
        with transaction(town.tenant), pytest.raises(CannotMoveCase):
            act()
    with transaction(town.tenant), pytest.raises(StillBeingHeard):
        decide_by_hand(
            actor, task.id, HandDecision(percent=Decimal(99), valid_from=TODAY, reasons=("x",), deviation="x")
        )
    assert state(town, case) == before
    with transaction(town.tenant):
        assert Hearing.objects.count() == 1


def test_granting_all_ends_a_hearing_that_still_runs(town, waiting):
    case, task = waiting
    with transaction(town.tenant):
        hearing = hear_by_hand(town.caseworker(), task.id)
        decide_by_hand(town.caseworker(), task.id, decision(100))
    run_all()

    with transaction(town.tenant):
        assert Task.objects.get(id=hearing.task_id).status == "cancelled"
        assert Case.objects.get(id=case.id).status == "decided"


@pytest.mark.parametrize(
    "what",
    [
        {"amount": "-1"},
        {"amount": "10000001"},
        {"amount": "NaN"},
        {"reason": "  "},
        {"reason": "x" * 1001},
    ],
)
def test_an_absurd_amount_or_no_reason_is_refused(town, waiting, what):
    case, task = waiting
    before = state(town, case)
    with pytest.raises(CannotCorrectFigure):
        correct(town, task, **what)

    assert state(town, case) == before


@pytest.mark.parametrize("what", [{"key": "household.partner"}, {"key": "nothing"}, {"concerns": BO}])
def test_a_figure_that_is_not_in_question_is_not_there(town, waiting, what):
    case, task = waiting
    before = state(town, case)
    with pytest.raises(NotFoundHere):
        correct(town, task, **what)

    assert state(town, case) == before


def test_what_its_person_confirmed_is_not_corrected(town):
    eva = dataclasses.replace(EVA, kind=IncomeKind.SELF_EMPLOYED)
    town.move_in(eva)
    case = town.decide_application(eva)
    with transaction(town.tenant):
        task = Task.objects.get(case=case)
    before = state(town, case)
    with pytest.raises(NotFoundHere):
        correct(town, task, concerns=eva)

    assert state(town, case) == before


def test_nothing_is_corrected_under_a_decision_that_waits(town, waiting):
    case, task = waiting
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), task.id, decision(100))
    before = state(town, case)
    with pytest.raises(DecidedAlready):
        correct(town, task)

    assert state(town, case) == before


def test_nobody_corrects_a_case_of_their_own_household(town):
    anne, carl = town.move_together(ANNE, CARL)
    case = town.decide_application(anne, contested=True)
    with transaction(town.tenant):
        Task.objects.filter(case=case).update(person_id=None, task_kind="assess")
        task = Task.objects.get(case=case)
    before = state(town, case)
    with transaction(town.tenant), pytest.raises(OwnHousehold):
        correct_figure(town.caseworker(carl), task.id, correction(town))

    assert state(town, case) == before


def test_a_partners_income_that_nobody_told_can_be_put_in(town):
    anne, bo = town.move_together(ANNE, BO)
    case = town.decide_application(anne)
    with transaction(town.tenant):
        asked = Task.objects.get(case=case)
        answer_about_income(town.citizen(bo), asked.id, IncomeAnswer(answer=Answer.REFUSED))
    run_all()
    with transaction(town.tenant):
        task = Task.objects.get(case=case, person_id=None)
        assert "partner-refused" in task.why

    found = correct(town, task, amount="9876.54", concerns=bo)

    people = {town.people[anne.number], town.people[bo.number]}
    assert {UUID(figure["concerns"]) for figure in found.figures if figure["amount"]} == people
    assert found.percent is not None
    assert "partner-refused" not in found.why


def test_an_address_that_is_contested_is_no_figure_to_correct(town):
    town.move_in(ANNE)
    own = {"street": "Nyvej 3", "postal_code": "9990", "city": "Egeby"}
    submission_id = town.apply(ANNE, objections={"applicant.address": Objection(own=own)})
    run_all()
    case = town.case_of(submission_id)
    with transaction(town.tenant):
        task = Task.objects.get(case=case)
    given = FigureCorrection(
        key="applicant.address", concerns=town.people[ANNE.number], amount=Decimal(1), reason="Lønseddel"
    )
    with transaction(town.tenant), pytest.raises(NotFoundHere):
        correct_figure(town.caseworker(), task.id, given)

    with transaction(town.tenant):
        assert not Correction.objects.exists()
        assert Task.objects.get(case=case).why == ["facts-contested"]
