"""Changed rules tried on earlier cases of the town: what they come to, and when it is gone."""

import dataclasses
import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.apps import apps

from raadhus.bus import due, queue
from raadhus.bus.testing import run_all
from raadhus.cases.domain import trials
from raadhus.cases.domain.trials import TrialState
from raadhus.cases.models import RuleTrial, TriedCase
from raadhus.cases.public import (
    CannotTryRules,
    begin_trial,
    delete_trial,
    get_trial,
    list_changed_cases,
    stop_trial_if_running,
)
from raadhus.cases.tests.casekit import ANNE, BO, EVA
from raadhus.cases.tests.trialkit import OLD, begin, changed, done, kept, trying
from raadhus.cases.use_cases.trials import go_on_trying
from raadhus.cases.use_cases.trials.begin_trial import FORGET, TRY
from raadhus.cases.use_cases.trials.forget_trial import erase_tried_cases
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules import public as rules
from raadhus.rules.public.trying import Effect


@pytest.fixture
def decided(town):
    """Return the town after Anne got a part, Bo all and Eva nothing."""
    town.move_in(ANNE, BO, EVA)
    for resident in (ANNE, BO, EVA):
        town.decide_application(resident)
    return town


def test_a_trial_says_who_gains_who_loses_and_what_it_costs_in_a_year(decided):
    trial = done(decided)

    assert (trial.state, trial.total, trial.left_out) == (TrialState.DONE, 3, 0)
    assert trial.summary.count(Effect.WORSE) == 1
    assert trial.summary.count(Effect.SAME) == 2
    # Anne paid 38 % of 3,200 kr.: without most of the rise it is 52 %.
    assert trial.summary.more_a_year == Decimal("-448") * 12
    ((cause, count),) = trial.summary.causes
    assert (cause.decision, cause.before, cause.after, count) == ("Scale", (3,), (3,), 1)


def test_only_changed_cases_are_kept_and_without_a_name(decided):
    trial = done(decided)

    with transaction(decided.tenant):
        (row,) = TriedCase.objects.all()
        stored = repr((row.__dict__, RuleTrial.objects.get().result))
    assert not any(word in stored for word in ("Anne", "Andersen", ANNE.number, "Åvej"))
    ((case,), others) = dataclasses.astuple(changed(decided, decided.caseworker(), trial.id))
    assert others == 0
    assert case[1:] == ("EGE-2024-000001", Effect.WORSE, Decimal(62), Decimal(48), Decimal(-448))


def test_a_long_trial_is_made_in_pieces_and_tells_how_far_it_is(decided, monkeypatch):
    monkeypatch.setattr(go_on_trying, "AT_ONCE", 2)
    trial_id = begin(decided)
    told = []
    with transaction(decided.tenant):
        for _piece in range(3):
            go_on_trying.go_on_trying_if_running(decided.system, trial_id)
            trial = get_trial(decided.caseworker(), trial_id)
            told.append((trial.state, trial.looked_at))

    assert told == [(TrialState.RUNNING, 2), (TrialState.RUNNING, 3), (TrialState.DONE, 3)]


def test_rules_that_take_long_give_others_their_turn(decided, monkeypatch):
    monkeypatch.setattr(go_on_trying, "SECONDS_AT_ONCE", -1.0)
    trial_id = begin(decided)
    with transaction(decided.tenant):
        go_on_trying.go_on_trying_if_running(decided.system, trial_id)

        assert get_trial(decided.caseworker(), trial_id).looked_at == 1
    run_all()
    with transaction(decided.tenant):
        assert get_trial(decided.caseworker(), trial_id).summary.total == 3


def test_a_withdrawn_decision_and_an_appeal_are_not_tried(decided):
    with transaction(decided.tenant):
        decision = apps.get_model("cases.Decision").objects.order_by("id")[0]
        apps.get_model("cases.Withdrawal").objects.create(decision=decision, at=clock.now(), staff_id=uuid4())
        apps.get_model("cases.Case").objects.filter(applicant_id=decided.people[EVA.number]).update(
            case_kind="appeal"
        )

    assert done(decided).total == 1


def test_a_decision_without_log_is_counted_as_left_out(decided):
    with transaction(decided.tenant):
        case = apps.get_model("cases.Case").objects.get(number="EGE-2024-000001")
        found = apps.get_model("cases.Decision").objects.get(case=case)
        apps.get_model("cases.Decision").objects.create(
            **{
                field.attname: getattr(found, field.attname)
                for field in found._meta.concrete_fields
                if field.name not in {"id", "assessment", "made_at"}
            },
            made_at=found.made_at + dt.timedelta(hours=1),
        )

    trial = done(decided)

    assert (trial.looked_at, trial.left_out, trial.summary.total) == (3, 1, 2)


def test_a_decision_by_rules_that_asked_for_less_is_left_out(decided, monkeypatch):
    read = rules.list_inputs

    def with_less(actor, ids):
        found = read(actor, ids)
        for logged in found.values():
            if logged.inputs["Monthly household income"] == EVA.monthly:
                del logged.inputs["Shared custody"]
        return found

    monkeypatch.setattr(rules, "list_inputs", with_less)

    trial = done(decided)

    assert (trial.looked_at, trial.left_out, trial.summary.total) == (3, 1, 2)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"begins_on": dt.date(2023, 1, 1), "ends_on": dt.date(2024, 1, 1)}, "Nothing was decided"),
        ({"new_source": b"<definitions/>"}, "have errors"),
        ({"new_source": b"no xml"}, "have errors"),
        ({"new_source": OLD.replace(b'"Assessment"', b'"Judgement"')}, "need these decisions: “Assessment”"),
        ({"new_source": OLD.replace(b'"Self-employed"', b'"Works alone"')}, "“Works alone”"),
        ({"new_source": b" " * (rules.LARGEST_MODEL + 1)}, "too large"),
    ],
)
def test_what_cannot_be_compared_is_refused_and_nothing_is_kept(decided, changes, told):
    with pytest.raises(CannotTryRules) as refused:
        begin(decided, **changes)

    assert told in str(refused.value.happened)
    assert kept(decided) == (0, 0)


def test_an_association_is_told_that_its_members_try_changes(decided):
    secretary = dataclasses.replace(decided.caseworker(), tenant=ASSOCIATION)

    with transaction(ASSOCIATION), pytest.raises(CannotTryRules) as refused:
        begin_trial(secretary, trying(decided))

    assert str(refused.value.happened) == "An association decides no cases of its own."


def test_no_more_than_three_trials_are_under_way_at_once(decided):
    for _one in range(trials.MOST_AT_ONCE):
        begin(decided)

    with pytest.raises(CannotTryRules):
        begin(decided)
    run_all()
    assert done(decided).state is TrialState.DONE


def test_a_stopped_trial_keeps_no_case_and_does_not_go_on(decided):
    trial_id = begin(decided)
    with transaction(decided.tenant):
        go_on_trying.go_on_trying_if_running(decided.system, trial_id)
        stop_trial_if_running(decided.caseworker(), trial_id)
    run_all()

    with transaction(decided.tenant):
        trial = get_trial(decided.caseworker(), trial_id)
    assert (trial.state, trial.summary) == (TrialState.STOPPED, None)
    assert kept(decided) == (1, 0)


def test_a_trial_is_deleted_by_hand_or_when_its_time_is_over(decided):
    first, second = done(decided), done(decided)

    with transaction(decided.tenant):
        assert delete_trial(decided.caseworker(), first.id) == "free-place-subsidy"
    with clock.frozen(clock.now() + trials.KEPT + dt.timedelta(seconds=1)):
        due.wake_due()
        run_all()

    assert second.deleted_at - second.begun_at == trials.KEPT
    assert kept(decided) == (0, 0)


def test_what_trials_keep_of_a_person_can_be_erased(decided):
    trial = done(decided)
    with transaction(decided.tenant):
        assert erase_tried_cases(decided.people[EVA.number]) == 0
        assert erase_tried_cases(decided.people[ANNE.number]) == 1

    assert changed(decided, decided.caseworker(), trial.id).cases == ()


def test_a_package_that_is_gone_ends_the_trial_and_keeps_no_case(decided, monkeypatch):
    monkeypatch.setattr(go_on_trying, "AT_ONCE", 2)
    trial_id = begin(decided)
    with transaction(decided.tenant):
        go_on_trying.go_on_trying_if_running(decided.system, trial_id)
        RuleTrial.objects.update(package_hash="0" * 64)
    run_all()

    with transaction(decided.tenant):
        assert get_trial(decided.caseworker(), trial_id).state is TrialState.FAILED
    assert kept(decided) == (1, 0)


def test_a_case_that_takes_too_much_holds_nobody_up_and_says_so(decided, monkeypatch):
    monkeypatch.setattr(go_on_trying, "STEPS_OF_AN_EVALUATION", 0)

    trial = done(decided, new_source=OLD.replace(b">true<", b">count(for i in 1..9 return i) > 0<"))

    assert trial.summary.count(Effect.FAILED) == 3
    assert "more steps" in trial.summary.failures[0][0]


def test_a_job_that_comes_after_the_trial_is_deleted_does_nothing(decided):
    with transaction(decided.tenant):
        queue.defer(TRY, trial_id=uuid4())
        due.set_due(FORGET, uuid4(), clock.now())
    due.wake_due()

    run_all()

    assert kept(decided) == (0, 0)


def test_how_many_queries_a_list_takes_does_not_grow_with_the_cases(decided, django_assert_max_num_queries):
    trial = done(decided)
    actor = decided.caseworker()

    with transaction(decided.tenant), django_assert_max_num_queries(9):
        list_changed_cases(actor, trial.id)
