"""Who tries changed rules on earlier cases, who reads which of what came of it, and who learns that they did."""

import dataclasses
import datetime as dt
from uuid import UUID, uuid4

import pytest
from django.apps import apps

from raadhus.cases.domain.trials import TrialState
from raadhus.cases.models import RuleTrial
from raadhus.cases.public import (
    begin_trial,
    delete_trial,
    get_trial,
    list_changed_cases,
    list_trials,
    read_changed_cases,
    stop_trial_if_running,
    take_changed_cases,
)
from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA, NORDBY
from raadhus.cases.tests.trialkit import DEARER, begin, changed, done, kept, trying
from raadhus.identity.public import list_seen
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import LoginNeeded, NotAllowed, NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules import public as rules

FLORA = dataclasses.replace(ANNE, number="6505851238", name="Flora Fisker", name_protected=True)
LEADER = Actor(
    tenant=UUID(int=0), person_id=UUID(int=3), staff_id=UUID(int=3), roles=frozenset({Role.LEADER})
)


@pytest.fixture
def decided(town):
    """Return the town after Anne got a part, Bo all and Eva nothing."""
    town.move_in(ANNE, BO, EVA)
    for resident in (ANNE, BO, EVA):
        town.decide_application(resident)
    return town


def test_rules_from_a_file_are_tried_by_those_who_open_cases_only_and_the_trail_names_them(decided):
    leader = dataclasses.replace(LEADER, tenant=decided.tenant)
    with transaction(decided.tenant), pytest.raises(NotAllowed):
        begin_trial(leader, trying(decided), is_from_file=True)
    assert kept(decided) == (0, 0)

    begin(decided)

    with transaction(decided.tenant):
        entry = apps.get_model("platform.AuditEntry").objects.get(act="cases.try_rules")
    assert entry.detail["new"] == rules.reference_of(DEARER).hash


def test_everybody_in_a_case_that_is_taken_along_can_see_it(decided):
    decided.move_together(ANNE, BO)
    trial = done(decided)

    with transaction(decided.tenant):
        before = len(list_seen(decided.citizen(ANNE)))
        take_changed_cases(decided.caseworker(), trial.id)
        looks = list_seen(decided.citizen(ANNE))
        of_others = [look.what for look in list_seen(decided.citizen(EVA))]

    assert len(looks) == before + 1
    assert (looks[0].what, looks[0].by_staff_id) == ("trial", decided.caseworker().staff_id)
    assert "trial" not in of_others


def test_everybody_in_a_case_that_a_page_lists_can_see_it_once_a_sitting(decided):
    decided.move_together(ANNE, BO)
    trial = done(decided)

    def looks_at(resident):
        return [look.what for look in list_seen(decided.citizen(resident))]

    now = clock.now()
    with transaction(decided.tenant):
        before = len(looks_at(ANNE))
        for minutes in (0, 9):
            with clock.frozen(now + dt.timedelta(minutes=minutes)):
                assert read_changed_cases(decided.caseworker(), trial.id).cases
        assert looks_at(ANNE)[: len(looks_at(ANNE)) - before] == ["trial-list"]
        with clock.frozen(now + dt.timedelta(minutes=11)):
            read_changed_cases(decided.caseworker(), trial.id)
        assert looks_at(ANNE).count("trial-list") == 2
        assert "trial-list" not in looks_at(EVA)


def test_who_may_not_take_the_cases_along_leaves_no_trace_with_anybody(decided):
    trial = done(decided)

    with transaction(decided.tenant):
        with pytest.raises(NotAllowed):
            take_changed_cases(dataclasses.replace(LEADER, tenant=decided.tenant), trial.id)
        assert "trial" not in [look.what for look in list_seen(decided.citizen(ANNE))]


@pytest.mark.parametrize("act", [stop_trial_if_running, delete_trial])
def test_a_trial_is_ended_by_who_began_it_and_by_leaders_only(decided, act):
    colleague = dataclasses.replace(decided.caseworker(), staff_id=UUID(int=8))
    leader = dataclasses.replace(LEADER, tenant=decided.tenant)
    trial_id = begin(decided)

    with transaction(decided.tenant):
        assert get_trial(decided.caseworker(), trial_id).may_end
        assert not get_trial(colleague, trial_id).may_end
        with pytest.raises(NotAllowed):
            act(colleague, trial_id)
        assert get_trial(colleague, trial_id).state is TrialState.RUNNING
        act(leader, trial_id)
        assert not RuleTrial.objects.filter(state=TrialState.RUNNING).exists()


def test_taking_the_changed_cases_along_is_written_down(decided):
    trial = done(decided)

    with transaction(decided.tenant):
        taken = take_changed_cases(decided.caseworker(), trial.id)
        entry = apps.get_model("platform.AuditEntry").objects.get(act="cases.take_changed_cases")

    assert taken == changed(decided, decided.caseworker(), trial.id)
    assert entry.detail == {"cases": 1}


def test_who_has_no_right_to_the_cases_gets_numbers_to_be_hidden_and_no_list(decided):
    leader = dataclasses.replace(LEADER, tenant=decided.tenant)
    trial = done(decided, leader)

    assert not trial.is_exact
    with pytest.raises(NotAllowed):
        changed(decided, leader, trial.id)


def test_a_caseworker_of_another_unit_sees_no_case_of_this_one(decided):
    other = dataclasses.replace(decided.caseworker(), units=frozenset({uuid4()}))
    trial = done(decided, other)

    assert not trial.is_exact
    assert changed(decided, other, trial.id).cases == ()


def test_a_case_of_the_own_household_is_not_listed(decided):
    decided.move_together(ANNE, CARL)
    trial = done(decided)

    assert trial.is_exact
    assert changed(decided, decided.caseworker(), trial.id).cases == ()


def test_a_case_in_which_somebody_is_protected_is_listed_for_the_cleared_only(town):
    town.move_in(FLORA)
    town.decide_application(FLORA)
    trial = done(town)

    assert changed(town, town.caseworker(), trial.id).cases == ()
    cleared = dataclasses.replace(town.caseworker(), roles=frozenset({Role.CASEWORKER, Role.CLEARED}))
    assert len(changed(town, cleared, trial.id).cases) == 1


@pytest.mark.parametrize(
    ("roles", "refusal"),
    [({Role.CITIZEN}, NotAllowed), ({Role.FRONTDESK}, NotAllowed), ({Role.CLEARED}, NotAllowed)],
)
def test_nobody_else_tries_rules_or_reads_what_came_of_it(decided, roles, refusal):
    trial = done(decided)
    actor = dataclasses.replace(decided.caseworker(), roles=frozenset(roles))
    for act in (
        lambda: begin_trial(actor, trying(decided)),
        lambda: get_trial(actor, trial.id),
        lambda: list_trials(actor, "free-place-subsidy"),
        lambda: list_changed_cases(actor, trial.id),
        lambda: take_changed_cases(actor, trial.id),
        lambda: stop_trial_if_running(actor, trial.id),
        lambda: delete_trial(actor, trial.id),
    ):
        with transaction(decided.tenant), pytest.raises(refusal):
            act()

    assert kept(decided) == (1, 1)


def test_a_stranger_is_led_to_the_login(decided):
    with transaction(decided.tenant), pytest.raises(LoginNeeded):
        begin_trial(Actor(tenant=decided.tenant), trying(decided))


def test_a_trial_of_another_town_is_not_there(decided, northern):
    trial = done(decided)

    with transaction(northern.tenant), pytest.raises(NotFoundHere):
        get_trial(northern, trial.id)


@pytest.fixture
def northern(decided):
    """Return a caseworker of Nordby."""
    return dataclasses.replace(decided.caseworker(), tenant=NORDBY)
