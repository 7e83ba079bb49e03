"""An appeal becomes a case of its own, in time or late."""

import datetime as dt

import pytest
from django.apps import apps

from raadhus.bus.testing import emitted, run_all
from raadhus.cases.events import AppealFiled
from raadhus.cases.models import Appeal, Case, Decision, Task
from raadhus.cases.tests.casekit import ANNE, BO
from raadhus.cases.use_cases.file_appeal import CannotAppeal, file_appeal
from raadhus.platform import clock
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction


@pytest.fixture
def decided(town):
    """Return a case that rules decided, and its decision."""
    town.move_in(ANNE, BO)
    case = town.decide_application(ANNE)
    with transaction(town.tenant):
        return case, Decision.objects.get()


def test_an_appeal_is_a_linked_case_with_its_own_number_deadline_and_task(town, decided):
    first, decision = decided
    with transaction(town.tenant):
        appealed = file_appeal(town.citizen(ANNE), decision.id, "My income is lower.")
    run_all()

    with transaction(town.tenant):
        case = Case.objects.get(id=appealed.id)
        task = Task.objects.get(case=case)
        assert (case.linked_case_id, case.case_kind, case.number) == (first.id, "appeal", "EGE-2024-000002")
        assert case.deadline_on == dt.date(2024, 12, 3)
        assert (task.task_kind, task.due_on, task.why) == ("reassess", case.deadline_on, [])
        assert Appeal.objects.get().instance == "Ankestyrelsen"
        assert [event.is_late for event in emitted(AppealFiled)] == [False]
        receipt = apps.get_model("post", "Letter").objects.get(case_id=case.id)
        assert receipt.template == "message"


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (dt.datetime(2024, 12, 3, 22, 59, 59, tzinfo=dt.UTC), False),
        (dt.datetime(2024, 12, 3, 23, 0, tzinfo=dt.UTC), True),
    ],
)
def test_a_late_appeal_is_taken_in_and_marked(town, decided, moment, late):
    _, decision = decided
    with clock.frozen(moment), transaction(town.tenant):
        file_appeal(town.citizen(ANNE), decision.id, "")

        assert Appeal.objects.get().is_late is late
        assert Task.objects.get(task_kind="reassess").why == (["late-appeal"] if late else [])


def test_a_decision_is_appealed_once(town, decided):
    _, decision = decided
    with transaction(town.tenant):
        file_appeal(town.citizen(ANNE), decision.id, "")
        with pytest.raises(CannotAppeal):
            file_appeal(town.citizen(ANNE), decision.id, "Again")

    with transaction(town.tenant):
        assert Case.objects.count() == 2


def test_nobody_else_appeals(town, decided):
    _, decision = decided
    with transaction(town.tenant), pytest.raises(NotFoundHere):
        file_appeal(town.citizen(BO), decision.id, "Not mine")

    with transaction(town.tenant):
        assert Case.objects.count() == 1


def test_an_appeal_longer_than_its_field_is_refused_and_nothing_of_it_is_cut_away(town, decided):
    first, decision = decided
    with transaction(town.tenant), pytest.raises(CannotAppeal, match="10,000"):
        file_appeal(town.citizen(ANNE), decision.id, "x" * 10_001)

    with transaction(town.tenant):
        assert list(Case.objects.values_list("id", flat=True)) == [first.id]
        assert not Appeal.objects.exists()
