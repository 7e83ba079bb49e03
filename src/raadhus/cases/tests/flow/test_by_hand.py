"""A caseworker decides what the rules cannot; the applicant is heard; a decision can be taken back until it is sent."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.db.utils import ProgrammingError

from raadhus.bus import due
from raadhus.bus.testing import emitted, run_all
from raadhus.cases.access import OwnHousehold, access_case_of_unit
from raadhus.cases.domain.states import Outcome
from raadhus.cases.events import DecisionMade, HearingStarted
from raadhus.cases.models import (
    Appeal,
    Assessment,
    Case,
    Decision,
    Hearing,
    Sending,
    Task,
    TimelineEntry,
    Withdrawal,
)
from raadhus.cases.queries.own_case_file import get_own_case
from raadhus.cases.tests.casekit import ANNE, BO, CARL, NOON
from raadhus.cases.use_cases.answer_hearing import HearingAnswered, answer_hearing
from raadhus.cases.use_cases.decide import CannotDecideWithoutGrounds, Verdict, decide
from raadhus.cases.use_cases.file_appeal import file_appeal
from raadhus.cases.use_cases.staff.decide_by_hand import (
    HandDecision,
    MustGiveReasons,
    MustHearFirst,
    UnlikelyDay,
    decide_by_hand,
    send_by_hand,
)
from raadhus.cases.use_cases.staff.hear_by_hand import hear_by_hand
from raadhus.cases.use_cases.staff.look_at_case import look_at_case
from raadhus.cases.use_cases.staff.read_case import preview_decision
from raadhus.cases.use_cases.staff.withdraw_decision import AlreadyOnItsWay, withdraw_decision
from raadhus.cases.use_cases.staff.work_on_tasks import release_task, take_task
from raadhus.cases.use_cases.staff.write_note import CannotWriteNote, write_note
from raadhus.identity.public import list_seen
from raadhus.platform import clock
from raadhus.platform.actor import Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction

FULL = HandDecision(
    percent=Decimal(100),
    valid_from=dt.date(2024, 12, 1),
    reasons=("Indtægten er lav.",),
    deviation="Nyt job.",
)
LESS = HandDecision(
    percent=Decimal(30),
    valid_from=dt.date(2024, 12, 1),
    reasons=("Indtægten er højere.",),
    deviation="Nyt job.",
)


@pytest.fixture
def waiting(town):
    """Return a case whose income is contested, and the unit's task."""
    town.move_in(ANNE)
    case = town.decide_application(ANNE, contested=True)
    with transaction(town.tenant):
        return case, Task.objects.get()


def state(town, case):
    with transaction(town.tenant):
        return (
            Case.objects.get(id=case.id).status,
            Decision.objects.count(),
            Sending.objects.count(),
        )


def test_a_caseworker_decides_and_sends(town, waiting):
    case, task = waiting
    actor = town.caseworker()

    with transaction(town.tenant):
        decision = decide_by_hand(actor, task.id, FULL)
    assert state(town, case) == ("decided", 1, 0)

    with transaction(town.tenant):
        send_by_hand(actor, task.id)
    run_all()

    assert state(town, case) == ("closed", 1, 1)
    assert (decision.is_automatic, decision.decided_by) == (False, actor.staff_id)
    with transaction(town.tenant):
        assert [event.is_automatic for event in emitted(DecisionMade)] == [False]


def test_a_decision_is_taken_back_before_it_is_sent(town, waiting):
    case, task = waiting
    actor = town.caseworker()
    with transaction(town.tenant):
        decide_by_hand(actor, task.id, FULL)
        withdraw_decision(actor, case.id)
    assert state(town, case) == ("with_unit", 1, 0)

    with transaction(town.tenant):
        decide_by_hand(actor, task.id, FULL)
        send_by_hand(actor, task.id)
    run_all()

    with transaction(town.tenant):
        assert Withdrawal.objects.count() == 1
        assert Sending.objects.get().decision.withdrawals.count() == 0


def test_what_was_sent_is_not_taken_back(town, waiting):
    case, task = waiting
    actor = town.caseworker()
    with transaction(town.tenant):
        decide_by_hand(actor, task.id, FULL)
        send_by_hand(actor, task.id)
        with pytest.raises(AlreadyOnItsWay):
            withdraw_decision(actor, case.id)
    run_all()
    with transaction(town.tenant), pytest.raises(NotFoundHere):
        withdraw_decision(actor, case.id)

    assert state(town, case) == ("closed", 1, 1)


@pytest.mark.parametrize(
    "given",
    [
        HandDecision(percent=Decimal(100), valid_from=NOON.date(), reasons=("  ",), deviation="x"),
        HandDecision(percent=Decimal(100), valid_from=NOON.date(), reasons=(), deviation="x"),
    ],
)
def test_no_decision_without_reasons(town, waiting, given):
    case, task = waiting
    with transaction(town.tenant), pytest.raises(MustGiveReasons):
        decide_by_hand(town.caseworker(), task.id, given)

    assert state(town, case) == ("with_unit", 0, 0)


@pytest.mark.parametrize("year", [1, 24, 202, 2013, 2029, 9999])
def test_a_year_that_somebody_mistyped_decides_nothing(town, waiting, year):
    case, task = waiting
    given = dataclasses.replace(FULL, valid_from=dt.date(year, 12, 1))
    with transaction(town.tenant), pytest.raises(UnlikelyDay):
        decide_by_hand(town.caseworker(), task.id, given)

    assert state(town, case) == ("with_unit", 0, 0)


def test_deviating_from_the_rules_needs_its_own_reason(town, waiting):
    case, task = waiting
    given = HandDecision(percent=Decimal(99), valid_from=NOON.date(), reasons=("Fordi.",))
    with transaction(town.tenant), pytest.raises(MustGiveReasons):
        decide_by_hand(town.caseworker(), task.id, given)

    assert state(town, case) == ("with_unit", 0, 0)


def test_less_than_asked_on_a_contested_figure_waits_for_a_hearing(town, waiting):
    case, task = waiting
    with transaction(town.tenant), pytest.raises(MustHearFirst):
        decide_by_hand(town.caseworker(), task.id, LESS)

    assert state(town, case) == ("with_unit", 0, 0)


def test_after_the_hearing_was_answered_the_caseworker_decides(town, waiting):
    case, task = waiting
    actor = town.caseworker()
    with transaction(town.tenant):
        hearing = hear_by_hand(actor, task.id)
        assert len(emitted(HearingStarted)) == 1
    assert state(town, case)[0] == "hearing"

    with transaction(town.tenant):
        answer_hearing(town.citizen(ANNE), hearing.task_id, "I earn less now.")
    run_all()

    assert state(town, case)[0] == "with_unit"
    with transaction(town.tenant):
        assert Hearing.objects.get().answer == "I earn less now."
        decide_by_hand(actor, task.id, LESS)
    assert state(town, case) == ("decided", 1, 0)


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (dt.datetime(2024, 11, 19, 22, 59, 59, tzinfo=dt.UTC), "hearing"),
        (dt.datetime(2024, 11, 19, 23, 0, tzinfo=dt.UTC), "with_unit"),
    ],
)
def test_a_hearing_nobody_answers_is_over_at_local_midnight(town, waiting, moment, status):
    case, task = waiting
    with transaction(town.tenant):
        hear_by_hand(town.caseworker(), task.id)

    with clock.frozen(moment):
        due.wake_due()
        run_all()

    assert state(town, case)[0] == status


def test_a_hearing_is_answered_once_and_only_by_the_applicant(town, waiting):
    _, task = waiting
    town.move_in(BO)
    with transaction(town.tenant):
        hearing = hear_by_hand(town.caseworker(), task.id)
        with pytest.raises(NotFoundHere):
            answer_hearing(town.citizen(BO), hearing.task_id, "Not mine")
        answer_hearing(town.citizen(ANNE), hearing.task_id, "")
        with pytest.raises(HearingAnswered):
            answer_hearing(town.citizen(ANNE), hearing.task_id, "Again")

    with transaction(town.tenant):
        assert Hearing.objects.get().answer is None


def test_a_task_is_taken_and_given_back(town, waiting):
    _, task = waiting
    actor = town.caseworker()
    with transaction(town.tenant):
        take_task(actor, task.id)
        assert Task.objects.get().assigned_to == actor.staff_id
        release_task(actor, task.id)
        assert Task.objects.get().assigned_to is None


def test_every_look_is_logged_and_the_citizen_sees_it(town, waiting):
    case, _ = waiting
    actor = town.caseworker()
    with transaction(town.tenant):
        look_at_case(actor, case.id)

        (seen,) = list_seen(town.citizen(ANNE))
        assert (seen.case_id, seen.by_staff_id, seen.what) == (case.id, actor.staff_id, "case")
        assert TimelineEntry.objects.filter(what="looked_at", is_for_citizen=True).count() == 1


@pytest.mark.parametrize("who", ["self", "partner", "household"])
def test_nobody_opens_or_decides_a_case_of_their_own_household(town, who):
    if who == "self":
        town.move_in(CARL)
        applicant = CARL
    elif who == "partner":
        applicant, _ = town.move_together(ANNE, CARL)
    else:
        town.move_together(BO, CARL)
        applicant = town.book[BO.number]
        town.move_in(applicant)
    case = town.decide_application(applicant, contested=True)
    actor = town.caseworker(CARL)
    with transaction(town.tenant):
        task = Task.objects.first()
        task.person_id = None
        task.save(update_fields=["person_id"])

    with transaction(town.tenant):
        for act in (
            lambda: access_case_of_unit(actor, case.id),
            lambda: look_at_case(actor, case.id),
            lambda: take_task(actor, task.id),
            lambda: decide_by_hand(actor, task.id, FULL),
            lambda: write_note(actor, case.id, "hello"),
        ):
            with pytest.raises(OwnHousehold):
                act()

    with transaction(town.tenant):
        assert not Decision.objects.exists()
        assert Task.objects.get(id=task.id).assigned_to is None


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_an_empty_or_endless_note_is_refused(town, waiting, text):
    case, _ = waiting
    with transaction(town.tenant), pytest.raises(CannotWriteNote):
        write_note(town.caseworker(), case.id, text)


def test_staff_of_another_unit_or_without_the_role_find_nothing(town, waiting):
    case, _ = waiting
    leader = town.caseworker(CARL, Role.LEADER)
    with transaction(town.tenant), pytest.raises(NotFoundHere):
        access_case_of_unit(leader, case.id)


def test_a_burdensome_decision_is_not_even_written_without_reasons(town, waiting):
    case, _ = waiting
    verdict = Verdict(
        outcome=Outcome.REJECTED,
        percent=Decimal(0),
        asked_percent=Decimal(100),
        valid_from=None,
        reasons={"da": []},
    )
    with transaction(town.tenant), pytest.raises(CannotDecideWithoutGrounds):
        decide(town.caseworker(), case, verdict, assessment=None)

    assert state(town, case) == ("with_unit", 0, 0)


def test_the_database_refuses_a_rejection_without_its_grounds(town, waiting):
    case, _ = waiting
    gaps: list[dict[str, object]] = [{"reason_count": 0}, {"law": []}, {"appeal_instance": ""}]
    for lacking in gaps:
        with (
            pytest.raises(IntegrityError, match="cases_decision_has_its_grounds"),
            transaction(town.tenant),
        ):
            Decision.objects.create(
                **{
                    "case": case,
                    "made_at": clock.now(),
                    "made_on": NOON.date(),
                    "outcome": "rejected",
                    "asked_percent": 100,
                    "is_automatic": True,
                    "inputs": {},
                    "figures": [],
                    "reasons": {},
                    "reason_count": 1,
                    "law": [{"title": "x", "link": "y"}],
                    "appeal_instance": "Ankestyrelsen",
                }
                | lacking
            )


@pytest.mark.parametrize("model", [Decision, TimelineEntry, Assessment, Sending])
def test_what_was_decided_cannot_be_changed_by_the_application(town, waiting, model):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction(town.tenant):
        model.objects.update(tenant_id=town.tenant)


@pytest.mark.parametrize("model", [Decision, TimelineEntry, Assessment, Sending])
def test_what_was_decided_cannot_be_deleted_by_the_application(town, waiting, model):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction(town.tenant):
        model.objects.all()._raw_delete("default")


def test_a_decision_by_hand_does_not_say_that_rules_decided_nor_cite_the_law_about_that(town, waiting):
    case, task = waiting
    with transaction(town.tenant):
        proposed = Assessment.objects.get()
        decide_by_hand(town.caseworker(), task.id, FULL)
        (decision,) = Decision.objects.all()

    told = " ".join(sentence for sentences in proposed.reasons.values() for sentence in sentences)
    assert "sagsbehandler" not in told
    assert "caseworker" not in told
    assert len(proposed.reasons["da"]) == 3
    assert [law["title"].partition(" (")[0] for law in decision.law] == ["Dagtilbudsloven § 43"]
    assert town.again(case).status == "decided"


def test_the_letter_that_is_read_before_it_is_sent_is_a_look_the_citizen_sees(town, waiting):
    case, task = waiting
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), task.id, FULL)
        preview_decision(town.caseworker(), case.id)

        assert [seen.what for seen in list_seen(town.citizen(ANNE))] == ["letter"]


def test_the_time_to_appeal_runs_from_the_day_a_decision_is_sent_not_from_when_it_was_made(town, waiting):
    case, task = waiting
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), task.id, FULL)
    with clock.frozen(NOON + dt.timedelta(days=5)):
        with transaction(town.tenant):
            send_by_hand(town.caseworker(), task.id)
        run_all()

    with transaction(town.tenant):
        sending = Sending.objects.get()
        own = get_own_case(town.citizen(ANNE), case.id).decision
        letter = apps.get_model("post", "Letter").objects.order_by("-ordered_at").first()
    assert sending.appeal_last_on == own.appeal_last_on == dt.date(2024, 12, 8)
    assert "8.\u00a0december 2024" in letter.data["appeal"]
    with clock.frozen(dt.datetime(2024, 12, 8, 22, 30, tzinfo=dt.UTC)), transaction(town.tenant):
        file_appeal(town.citizen(ANNE), own.id, "")
        assert not Appeal.objects.get().is_late
