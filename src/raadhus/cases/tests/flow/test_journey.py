"""An application becomes a case, a decision and a letter."""

import dataclasses
from decimal import Decimal

import pytest
from django.apps import apps

from raadhus.bus.testing import emitted, run_all
from raadhus.cases.events import CaseClosed, CaseOpened, DecisionMade
from raadhus.cases.models import Case, Decision, Sending, Task, TimelineEntry
from raadhus.cases.tests.casekit import ANNE, EVA
from raadhus.cases.use_cases.open_case import open_case
from raadhus.platform.tenancy.scope import transaction
from raadhus.registers.public import IncomeKind


def letters(town):
    with transaction(town.tenant):
        return list(apps.get_model("post", "Letter").objects.order_by("ordered_at"))


def test_an_application_with_confirmed_figures_is_decided_by_rules(town):
    town.move_in(ANNE)

    case = town.decide_application(ANNE)

    with transaction(town.tenant):
        (decision,) = Decision.objects.all()
        assert (decision.outcome, decision.percent, decision.is_automatic) == ("partly", Decimal(62), True)
        assert "route-confirmed-figures" in decision.rows_fired
        assert decision.law[0]["title"].startswith("Dagtilbudsloven")
        assert decision.appeal_instance == "Ankestyrelsen"
        assert Sending.objects.filter(decision=decision).count() == 1
    assert case.status == "closed"
    assert case.number == "EGE-2024-000001"


def test_the_letter_says_outcome_reasons_law_appeal_and_that_rules_decided(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)

    (letter,) = letters(town)
    data = letter.data

    assert letter.recipient_id == town.people[ANNE.number]
    assert (data["outcome"], data["percent"], data["parents_share"]) == ("partly", "62", "38")
    assert (data["valid_from"], data["year"]) == ("1.\u00a0december 2024", "2024")
    assert any("420.000\u00a0kr. om året" in reason for reason in data["reasons"])
    assert data["figures"][0]["value"] == "35.000\u00a0kr."
    assert data["law"][0]["link"].startswith("https://")
    assert "3.\u00a0december 2024" in data["appeal"]
    assert data["how_decided"]


def test_the_letter_leads_to_the_calculation_by_the_rules_that_decided(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE)

    (letter,) = letters(town)
    told = letter.data["calculation"]

    assert told["page"] == f"/services/free-place-subsidy/calculation/?version={case.package_hash}"
    assert told["sentence"].endswith("/services/free-place-subsidy/calculation/.")
    assert case.package_hash not in told["sentence"]


def test_a_rejection_carries_reasons_law_and_appeal(town):
    town.move_in(EVA)
    town.decide_application(EVA)

    (letter,) = letters(town)

    assert letter.data["outcome"] == "rejected"
    assert all(letter.data[part] for part in ("reasons", "law", "appeal"))


def test_the_same_submission_opens_one_case_however_often_it_is_told(town):
    town.move_in(ANNE)
    submission_id = town.apply(ANNE)
    run_all()

    with transaction(town.tenant):
        again = open_case(town.system, submission_id, flow=f"application:{submission_id}")

        assert again == Case.objects.get().id
        assert (Decision.objects.count(), len(emitted(CaseOpened))) == (1, 1)


def test_case_numbers_have_no_gaps(town):
    town.move_in(ANNE, EVA)

    numbers = [town.decide_application(resident).number for resident in (ANNE, EVA, ANNE)]

    assert numbers == ["EGE-2024-000001", "EGE-2024-000002", "EGE-2024-000003"]


def test_what_happened_is_told_with_the_milliseconds_since_the_application(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE)

    with transaction(town.tenant):
        (made,) = emitted(DecisionMade)
        (closed,) = emitted(CaseClosed)

    assert (made.case_id, made.is_automatic, made.outcome) == (case.id, True, "partly")
    assert made.milliseconds >= 0
    assert made.subject == closed.subject == f"application:{case.submission_id}"


@pytest.mark.parametrize(
    ("facts", "resident", "why"),
    [
        ({"contested": True}, ANNE, "income-contested"),
        ({"missing": "unavailable"}, ANNE, "income-missing"),
        ({}, dataclasses.replace(ANNE, kind=IncomeKind.SELF_EMPLOYED), "self-employed"),
    ],
)
def test_what_rules_cannot_decide_goes_to_the_unit_with_the_reason(town, facts, resident, why):
    town.move_in(resident)

    case = town.decide_application(resident, **facts)

    with transaction(town.tenant):
        (task,) = Task.objects.all()
        assert not Decision.objects.exists()
    assert case.status == "with_unit"
    assert (task.unit_id, task.person_id, task.task_kind) == (town.unit_id, None, "assess")
    assert why in task.why
    assert task.due_on == case.deadline_on
    assert letters(town) == []


def test_the_time_line_tells_what_happened_in_order(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)

    with transaction(town.tenant):
        told = list(TimelineEntry.objects.order_by("id").values_list("what", "who", "is_for_citizen"))

    assert told[:4] == [
        ("opened", "applicant", True),
        ("assessed", "rules", False),
        ("decided", "rules", False),
        ("letter_ordered", "town", True),
    ]


def test_the_letter_gives_reasons_once_and_no_word_about_who_looks(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)
    (letter,) = letters(town)
    reasons = " ".join(letter.data["reasons"])
    everything = f"{reasons} {letter.data['how_decided']}"

    assert len(letter.data["reasons"]) == len(set(letter.data["reasons"])) == 3
    assert "automatisk" not in reasons
    assert everything.count("Afgørelsen") == 1


def test_a_decision_cites_the_law_of_how_it_was_made(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)
    with transaction(town.tenant):
        (decision,) = Decision.objects.all()
    cited = {law["link"] for law in decision.law}

    assert (
        {link.partition("/eli/")[2] for link in cited}
        == {
            "lta/2024/55",  # the Day Care Act
            "reg/2016/679/oj",  # the GDPR, because rules decided; the Public Administration Act not: nobody was heard
        }
    )
