"""A case goes forward through its states, and the citizen sees a few clear steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.cases.domain.progress import StepName, StepState, steps
from raadhus.cases.domain.states import CaseKind, CaseStatus, may_follow


def names(found):
    return [step.name for step in found]


def test_a_closed_case_is_only_reopened_by_its_unit():
    assert [then for then in CaseStatus if may_follow(CaseStatus.CLOSED, then)] == [CaseStatus.WITH_UNIT]


def test_a_decision_not_yet_sent_can_be_taken_back_to_the_unit():
    assert may_follow(CaseStatus.DECIDED, CaseStatus.WITH_UNIT)


def test_a_case_is_not_closed_without_a_decision():
    assert [status for status in CaseStatus if may_follow(status, CaseStatus.CLOSED)] == [CaseStatus.DECIDED]


def test_a_case_that_rules_decided_has_three_steps_all_done():
    found = steps(CaseStatus.CLOSED, CaseKind.APPLICATION, frozenset({CaseStatus.RECEIVED}))

    assert names(found) == [StepName.RECEIVED, StepName.DECIDED, StepName.SENT]
    assert {step.state for step in found} == {StepState.DONE}


def test_while_the_partner_is_asked_the_decision_lies_ahead():
    found = steps(CaseStatus.WITH_PARTNER, CaseKind.APPLICATION, frozenset())

    assert [(step.name, step.state) for step in found] == [
        (StepName.RECEIVED, StepState.DONE),
        (StepName.PARTNER, StepState.NOW),
        (StepName.DECIDED, StepState.AHEAD),
        (StepName.SENT, StepState.AHEAD),
    ]


@pytest.mark.parametrize("status", list(CaseStatus))
def test_an_appeal_is_always_looked_at_by_a_person(status):
    assert StepName.UNIT in names(steps(status, CaseKind.APPEAL, frozenset()))


@given(st.sampled_from(CaseStatus), st.sampled_from(CaseKind), st.frozensets(st.sampled_from(CaseStatus)))
def test_done_comes_before_now_and_now_before_ahead(status, kind, passed):
    found = [step.state for step in steps(status, kind, passed)]

    assert found == sorted(found, key=[StepState.DONE, StepState.NOW, StepState.AHEAD].index)
    assert found.count(StepState.NOW) == (0 if status is CaseStatus.CLOSED else 1)
