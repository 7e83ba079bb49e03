"""What people do in a case by themselves counts as a transaction, like the application it began with."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from raadhus.bus.testing import run_all
from raadhus.cases.public import hear_by_hand
from raadhus.cases.tests.casekit import ANNE, BO, CARL, NOON, TODAY, Town
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


def only(town: Town, model: str, **conditions: object) -> Any:
    """Return the one row of a model of cases."""
    with transaction(town.tenant):
        return apps.get_model("cases", model).objects.get(**conditions)


def test_an_appeal_counts_once_on_the_day_it_was_sent(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)
    url = reverse("cases:appeal", args=[only(town, "Decision").id])

    with clock.frozen(NOON + dt.timedelta(days=1)):
        browser = town.log_in(ANNE)
        assert browser.post(url, {"text": "My income is lower."}).status_code == 302
        browser.post(url, {"text": "Again."})
    with clock.frozen(NOON + dt.timedelta(days=3)):
        run_all()

    assert transactions(town) == {TODAY: 1, TODAY + dt.timedelta(days=1): 1}


@pytest.mark.parametrize("said", ["confirmed", "refused"])
def test_a_partners_answer_counts_once(town, said):
    applicant, partner = town.move_together(ANNE, BO)
    town.decide_application(applicant)
    url = reverse("cases:income", args=[only(town, "Task").id])
    browser = town.log_in(partner)
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"answer": said}).status_code == 302
    assert browser.post(url, {"answer": said}).status_code != 302
    run_all()

    assert transactions(town) == {TODAY: 2}


def test_an_answer_to_a_hearing_counts_and_what_staff_do_does_not(town):
    town.move_in(ANNE, CARL)
    case = town.decide_application(ANNE, contested=True)
    task = only(town, "Task", case=case)
    with transaction(town.tenant):
        hearing = hear_by_hand(town.caseworker(), task.id)
    run_all()
    assert transactions(town) == {TODAY: 1}

    answered = town.log_in(ANNE).post(reverse("cases:hearing", args=[hearing.task_id]), {"text": "No."})
    assert answered.status_code == 302
    run_all()

    assert transactions(town) == {TODAY: 2}
