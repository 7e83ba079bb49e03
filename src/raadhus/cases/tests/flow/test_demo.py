"""The demo's earlier cases: whole enough to be opened, and something to try changed rules on."""

import dataclasses
import datetime as dt
from types import SimpleNamespace

from django.apps import apps

from raadhus.bus.testing import run_all
from raadhus.cases import demo
from raadhus.cases.demo.families import FAMILIES, families
from raadhus.cases.models import Case, Decision
from raadhus.cases.public import begin_trial, get_trial, read_case
from raadhus.cases.tests.trialkit import trying
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public.trying import Effect


def test_earlier_cases_are_laid_down_once_and_decided_by_the_rules(town):
    demo.load()
    demo.load()

    with transaction(town.tenant):
        assert Case.objects.count() == FAMILIES
        outcomes = set(Decision.objects.values_list("outcome", flat=True))
        assert outcomes == {"granted", "partly", "rejected"}
        assert apps.get_model("rules.DecisionLog").objects.count() == FAMILIES


def test_a_town_that_is_measured_begins_without_earlier_cases(town, monkeypatch):
    monkeypatch.setattr(demo, "current_environment", lambda: SimpleNamespace(crowd=10))

    demo.load()

    with transaction(town.tenant):
        assert Case.objects.count() == 0


def test_an_earlier_case_can_be_opened(town):
    demo.load()
    with transaction(town.tenant):
        case = Case.objects.get(number="EGE-2023-000007")
        shown = read_case(town.caseworker(), case.id)

    assert [decision.outcome for decision in shown.decisions]


def test_changed_rules_can_be_tried_on_them(town):
    demo.load()
    year = {"begins_on": dt.date(2023, 3, 1), "ends_on": dt.date(2024, 3, 1)}
    with transaction(town.tenant):
        trial_id = begin_trial(town.caseworker(), dataclasses.replace(trying(town), **year))
    run_all()

    with transaction(town.tenant):
        summary = get_trial(town.caseworker(), trial_id).summary
    assert summary.total == summary.with_amount == FAMILIES
    assert summary.count(Effect.WORSE) > FAMILIES // 3
    assert summary.more_a_year < 0


def test_the_families_are_nobody_and_each_is_another():
    numbers = [family.record.number for family in families()]

    assert len(set(numbers)) == FAMILIES
    assert all(number[0] in "6789" for number in numbers)
    assert (
        len({str(family.record.given_name) + family.record.family_name for family in families()}) == FAMILIES
    )
