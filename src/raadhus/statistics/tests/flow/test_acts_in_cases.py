"""What people do in a case by themselves counts as a transaction, like the application it began with."""

import datetime as dt
from collections.abc import Iterator

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.access import access_own_task
from raadhus.cases.models import Decision, Task
from raadhus.cases.tests.casekit import ANNE, BO, CARL, NOON, TODAY, Town
from raadhus.cases.use_cases.answer_about_income import (
    Answer,
    IncomeAnswer,
    answer_about_income,
    show_income,
)
from raadhus.cases.use_cases.answer_hearing import answer_hearing
from raadhus.cases.use_cases.file_appeal import CannotAppeal, file_appeal
from raadhus.cases.use_cases.staff.hear_by_hand import hear_by_hand
from raadhus.cases.use_cases.tasks import CannotEndTask
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.statistics.models import ContactCount
from raadhus.statistics.public import Channel, Direction, Purpose


@pytest.fixture
def town(towns: None, db: None) -> Iterator[Town]:
    """Return Egeby at noon on 5 November 2024."""
    with clock.frozen(NOON):
        yield Town().build()


def transactions(town: Town) -> dict[dt.date, int]:
    """Return how many transactions people began by self-service about the package's task, by day."""
    found: dict[dt.date, int] = {}
    with transaction(town.tenant):
        for row in ContactCount.objects.filter(direction=Direction.INBOUND):
            assert (row.channel, row.purpose) == (Channel.SELF_SERVICE, Purpose.TRANSACTION)
            assert row.task_code
            found[row.on] = found.get(row.on, 0) + row.number
    return found


def test_an_appeal_counts_once_on_the_day_it_was_sent(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)
    with transaction(town.tenant):
        decision = Decision.objects.get()

    with clock.frozen(NOON + dt.timedelta(days=1)):
        with transaction(town.tenant):
            file_appeal(town.citizen(ANNE), decision.id, "My income is lower.")
        with transaction(town.tenant), pytest.raises(CannotAppeal):
            file_appeal(town.citizen(ANNE), decision.id, "Again.")
    with clock.frozen(NOON + dt.timedelta(days=3)):
        run_all()

    assert transactions(town) == {TODAY: 1, TODAY + dt.timedelta(days=1): 1}


@pytest.mark.parametrize("said", [Answer.CONFIRMED, Answer.REFUSED])
def test_a_partners_answer_counts_once(town, said):
    applicant, partner = town.move_together(ANNE, BO)
    town.decide_application(applicant)
    with transaction(town.tenant):
        task, actor = Task.objects.get(), town.citizen(partner)
        show_income(actor, access_own_task(actor, task.id))
        answer_about_income(actor, task.id, IncomeAnswer(answer=said))
    with transaction(town.tenant), pytest.raises(CannotEndTask):
        answer_about_income(actor, task.id, IncomeAnswer(answer=said))
    run_all()

    assert transactions(town) == {TODAY: 2}


def test_an_answer_to_a_hearing_counts_and_what_staff_do_does_not(town):
    town.move_in(ANNE, CARL)
    case = town.decide_application(ANNE, contested=True)
    with transaction(town.tenant):
        hearing = hear_by_hand(town.caseworker(), Task.objects.get(case=case).id)
    run_all()
    assert transactions(town) == {TODAY: 1}

    with transaction(town.tenant):
        answer_hearing(town.citizen(ANNE), hearing.task_id, "No.")
    run_all()

    assert transactions(town) == {TODAY: 2}
