"""An appeal ends with a new decision that gives more, or goes on to the next instance; the citizen is told which."""

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps
from django.urls import reverse

from raadhus.bus.testing import emitted, run_all
from raadhus.cases.access import OwnHousehold
from raadhus.cases.events import AppealForwarded
from raadhus.cases.models import Assessment, Case, Decision, Sending, Task, TimelineEntry
from raadhus.cases.public import presenting
from raadhus.cases.queries.own_case_file import get_own_case
from raadhus.cases.tests.casekit import ANNE, BO, CARL
from raadhus.cases.use_cases.file_appeal import CannotAppeal, file_appeal
from raadhus.cases.use_cases.staff.correct_figure import FigureCorrection, correct_figure
from raadhus.cases.use_cases.staff.decide_by_hand import (
    BeginsLater,
    DecidedAlready,
    HandDecision,
    MustForwardAppeal,
    MustGiveReasons,
    decide_by_hand,
    send_by_hand,
)
from raadhus.cases.use_cases.staff.forward_appeal import forward_appeal
from raadhus.cases.use_cases.staff.hear_by_hand import hear_by_hand
from raadhus.cases.use_cases.staff.withdraw_decision import withdraw_decision
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.ui.testing import page_problems

WHY = ("Indkomsten i registret er din indkomst i november.",)
DECEMBER = dt.date(2024, 12, 1)


@pytest.fixture
def appealed(town):
    """Return the appeal's case, its task, and the decision that Anne (35,000 a month) appeals."""
    town.move_in(ANNE, BO)
    town.decide_application(ANNE)
    with transaction(town.tenant):
        decision = Decision.objects.get()
        case = file_appeal(town.citizen(ANNE), decision.id, "My income is lower.")
        task = Task.objects.get(case=case)
    run_all()
    return case, task, decision


def state(town, case):
    with transaction(town.tenant):
        return (
            Case.objects.get(id=case.id).status,
            Decision.objects.filter(case=case).count(),
            Sending.objects.count(),
            TimelineEntry.objects.filter(case=case).count(),
        )


def given(percent, starts=DECEMBER):
    return HandDecision(percent=Decimal(percent), valid_from=starts, reasons=("Indtægten er lavere.",))


def letters_of(case):
    return apps.get_model("post", "Letter").objects.filter(case_id=case.id).order_by("id")


def test_the_unit_gives_way_and_the_citizen_gets_a_new_letter(town, appealed):
    case, task, first = appealed
    with transaction(town.tenant):
        made = decide_by_hand(town.caseworker(), task.id, given(80))
        send_by_hand(town.caseworker(), task.id)
    run_all()

    assert made.follows_id == first.id
    with transaction(town.tenant):
        case = Case.objects.get(id=case.id)
        letter = letters_of(case).get(template="decision")
        assert [row["value"] for row in letter.data["figures"]] == ["35.000\u00a0kr."]
        assert (case.status, Decision.objects.get(case=case).percent) == ("closed", Decimal(80))
        assert letter.data["percent"] == "80"


def test_the_decision_that_was_replaced_says_by_which_on_the_case_on_my_page_and_in_the_letter(
    town, appealed
):
    case, task, first = appealed
    with transaction(town.tenant):
        assert get_own_case(town.citizen(ANNE), first.case_id).case.replaced_by is None
        decide_by_hand(town.caseworker(), task.id, given(80))
        send_by_hand(town.caseworker(), task.id)
    run_all()

    with transaction(town.tenant):
        old = get_own_case(town.citizen(ANNE), first.case_id)
        new = get_own_case(town.citizen(ANNE), case.id)
        letter = letters_of(case).get(template="decision")
        assert (old.case.replaced_by.number, old.case.replaced_by.percent) == (case.number, Decimal(80))
        assert old.decision.is_appeal_ended
        assert new.case.replaced_by is None
        assert first.case.number in letter.data["replaces"]
        assert "klaget over" in letter.data["replaces"]
        assert letter.data["pays"]
        assert str(presenting.status_of(old.case)[0]) == "Replaced"
        assert case.number in presenting.outcome_of_case(old.case)


def test_the_letter_of_a_decision_that_was_replaced_says_so_leads_on_and_asks_for_no_appeal(town, appealed):
    case, task, first = appealed
    browser = town.log_in(ANNE)
    with transaction(town.tenant):
        old = reverse("my-page:letter", args=[Sending.objects.get(decision=first).letter_id])
    before = browser.get(old).text
    assert "This decision no longer holds" not in before
    assert "Sidste dag" in before
    assert "No longer holds" not in browser.get(reverse("my-page:letters")).text

    with transaction(town.tenant):
        made = decide_by_hand(town.caseworker(), task.id, given(80))
        send_by_hand(town.caseworker(), task.id)
    run_all()
    with transaction(town.tenant):
        new = reverse("my-page:letter", args=[Sending.objects.get(decision=made).letter_id])

    after = browser.get(old).text
    assert page_problems(after) == ()
    assert "This decision no longer holds" in after
    assert f'href="{reverse("cases:own-case", args=[case.id])}">Open the decision that holds now' in after
    assert "Sidste dag" not in after
    assert "This decision no longer holds" not in browser.get(new).text
    for listed in ("my-page:letters", "my-page:home"):
        assert browser.get(reverse(listed)).text.count("No longer holds") == 1


def test_an_appeal_that_goes_on_replaces_nothing(town, appealed):
    _, task, first = appealed
    with transaction(town.tenant):
        forward_appeal(town.caseworker(), task.id, WHY)
        send_by_hand(town.caseworker(), task.id)
    run_all()

    with transaction(town.tenant):
        old = get_own_case(town.citizen(ANNE), first.case_id)
        assert old.case.replaced_by is None
        assert old.decision.is_appeal_ended


def test_the_unit_holds_to_the_decision_and_the_appeal_goes_on(town, appealed):
    case, task, first = appealed
    actor = town.caseworker()
    with transaction(town.tenant):
        made = forward_appeal(actor, task.id, WHY)
    assert state(town, case)[:3] == ("decided", 1, 1)
    with transaction(town.tenant):
        send_by_hand(actor, task.id)
    run_all()

    with transaction(town.tenant):
        again = Case.objects.get(id=case.id)
        letter = letters_of(case).last()
        assert (again.status, made.outcome, made.follows_id) == ("closed", "forwarded", first.id)
        assert (made.appeal_instance, made.appeal_last_on, made.decided_by) == (
            "Ankestyrelsen",
            None,
            actor.staff_id,
        )
        assert letter.state == "delivered"
        told = " ".join(letter.data["paragraphs"])
        assert WHY[0] in told
        assert "Dagtilbudsloven § 43" in told
        assert letter.data["box_title"] == "Ankestyrelsen afgør nu klagen"
        for one in (case.id, first.case_id):
            assert TimelineEntry.objects.filter(
                case_id=one, what="appeal_forwarded", is_for_citizen=True
            ).exists()
        assert [event.decision_id for event in emitted(AppealForwarded)] == [made.id]


def test_what_goes_on_can_be_taken_back_until_it_is_sent(town, appealed):
    case, task, _ = appealed
    actor = town.caseworker()
    with transaction(town.tenant):
        forward_appeal(actor, task.id, WHY)
        withdraw_decision(actor, case.id)
        decide_by_hand(actor, task.id, given(80))
        send_by_hand(actor, task.id)
    run_all()

    with transaction(town.tenant):
        assert Sending.objects.get(decision__case=case).decision.outcome == "partly"
        assert not emitted(AppealForwarded)


def test_an_appeal_gives_more_or_goes_on(town, appealed):
    case, task, first = appealed
    before = state(town, case)
    for percent in (first.percent, first.percent - 1, Decimal(0)):
        with transaction(town.tenant), pytest.raises(MustForwardAppeal):
            decide_by_hand(town.caseworker(), task.id, given(percent))
    assert state(town, case) == before

    with transaction(town.tenant):  # as much, but from an earlier day, is more
        made = decide_by_hand(town.caseworker(), task.id, given(first.percent, dt.date(2024, 11, 1)))
        assert made.percent == first.percent


def test_what_replaces_an_appealed_decision_does_not_begin_later_and_so_give_less(town, appealed):
    case, task, first = appealed
    before = state(town, case)
    with transaction(town.tenant), pytest.raises(BeginsLater):
        decide_by_hand(town.caseworker(), task.id, given(100, first.valid_from + dt.timedelta(days=31)))

    assert state(town, case) == before


def test_nobody_is_heard_in_an_appeal_which_gives_more_or_goes_on(town, appealed):
    case, task, _ = appealed
    before = state(town, case)
    with transaction(town.tenant), pytest.raises(NotFoundHere):
        hear_by_hand(town.caseworker(), task.id)

    assert state(town, case) == before


def test_a_figure_is_corrected_in_the_appeal_and_the_rules_compute_again(town, appealed):
    case, task, first = appealed
    with transaction(town.tenant):
        found = correct_figure(
            town.caseworker(),
            task.id,
            FigureCorrection(
                key="income.monthly",
                concerns=town.people[ANNE.number],
                amount=Decimal(25000),
                reason="Lønsedler",
            ),
        )
        assert found.case_id == case.id
        assert found.percent > first.percent
        assert Assessment.objects.filter(case_id=first.case_id).count() == 1
        made = decide_by_hand(town.caseworker(), task.id, given(found.percent))
        sources = {figure["key"]: figure["source"] for figure in made.figures}
        assert sources["income.monthly"] == "staff"


@pytest.mark.parametrize("reasons", [(), ("  ", "")])
def test_nothing_goes_on_without_a_reason(town, appealed, reasons):
    case, task, _ = appealed
    before = state(town, case)
    with transaction(town.tenant), pytest.raises(MustGiveReasons):
        forward_appeal(town.caseworker(), task.id, reasons)

    assert state(town, case) == before


def test_an_appeal_goes_on_once(town, appealed):
    case, task, _ = appealed
    with transaction(town.tenant):
        forward_appeal(town.caseworker(), task.id, WHY)
    before = state(town, case)
    with transaction(town.tenant), pytest.raises(DecidedAlready):
        forward_appeal(town.caseworker(), task.id, WHY)

    assert state(town, case) == before


def test_an_application_does_not_go_on_to_the_next_instance(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE, contested=True)
    with transaction(town.tenant):
        task = Task.objects.get()
    before = state(town, case)
    with transaction(town.tenant), pytest.raises(NotFoundHere):
        forward_appeal(town.caseworker(), task.id, WHY)

    assert state(town, case) == before


def test_nobody_handles_an_appeal_of_their_own_household(town):
    anne, carl = town.move_together(ANNE, CARL)
    alone = town.apply(anne)
    run_all()
    with transaction(town.tenant):
        case = Case.objects.get(submission_id=alone)
        Task.objects.filter(case=case).update(person_id=None, task_kind="reassess")
        task = Task.objects.get(case=case)
    before = state(town, case)
    with transaction(town.tenant), pytest.raises(OwnHousehold):
        forward_appeal(town.caseworker(carl), task.id, WHY)

    assert state(town, case) == before


def test_what_was_sent_on_is_not_appealed_again_but_a_new_decision_is(town, appealed):
    _case, task, _ = appealed
    with transaction(town.tenant):
        made = forward_appeal(town.caseworker(), task.id, WHY)
        send_by_hand(town.caseworker(), task.id)
    run_all()
    with transaction(town.tenant), pytest.raises(CannotAppeal):
        file_appeal(town.citizen(ANNE), made.id, "Still not right.")

    with transaction(town.tenant):
        assert Case.objects.count() == 2


def test_a_decision_that_gives_more_but_not_all_can_be_appealed(town, appealed):
    case, task, _ = appealed
    with transaction(town.tenant):
        made = decide_by_hand(town.caseworker(), task.id, given(80))
        send_by_hand(town.caseworker(), task.id)
    run_all()
    with transaction(town.tenant):
        second = file_appeal(town.citizen(ANNE), made.id, "")

    assert second.linked_case_id == case.id
