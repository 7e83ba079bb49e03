"""A process is killed (SIGKILL) while it takes the steps of one of the three services: nothing is lost or done twice."""

import itertools
import os
import random
import signal
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NoReturn
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, connections

from raadhus.bus.outbox import drain
from raadhus.bus.registry import JobContext
from raadhus.bus.testing import run_all
from raadhus.cases.models import Case, Charge, Decision, PutQuestion, Sending
from raadhus.cases.tests.casekit import ANNE, CARL, NOON, Town
from raadhus.cases.tests.flow.test_building_permit import FAR, NEAR, answers, visit
from raadhus.cases.tests.flow.test_crashes_on_the_way import let_go
from raadhus.cases.tests.flow.test_senior_housing import ANSWERS
from raadhus.cases.tests.packagetown import PackageTown, typed
from raadhus.cases.use_cases.answer_question import answer_question
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.django_db(transaction=True)
_MOST = 3_000
_PATIENCE_S = 120
_FARTHEST = 60
"""How many queries at most lie between one kill and the next."""


def _is_done_though_killed(town: Town, subject: str, query: int) -> bool:
    """Tell the waiting events in a process of its own, which is killed before a query, or when it is done."""
    connections.close_all()
    told, tells = os.pipe()
    with warnings.catch_warnings(action="ignore"):  # of threads of other tests: the child needs none of them
        child = os.fork()
    if child == 0:
        _tell_and_die(town, subject, query, tells)
    os.close(tells)
    with os.fdopen(told, "rb") as pipe:
        is_done = pipe.read() == b"done"
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    return is_done


def _tell_and_die(town: Town, subject: str, query: int, tells: int) -> NoReturn:
    asked = itertools.count()

    def execute(run: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        if next(asked) == query:
            os.kill(os.getpid(), signal.SIGKILL)
        return run(sql, *arguments)

    signal.alarm(_PATIENCE_S)  # dies of another signal, and the test fails instead of standing still
    try:
        with connection.execute_wrapper(execute):
            _tell(town, subject)
        os.write(tells, b"done")
    finally:
        os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("Nobody lives here.")


def _tell(town: Town, subject: str) -> None:
    """Do what the job does that tells everybody of the events of an application."""
    drain(JobContext(town.tenant, "", "bus.drain"), subject=subject)


def killed_on_the_way(town: Town, submission: UUID) -> None:
    """Kill the process at queries farther and farther on, until one went through; then all else is worked off."""
    subject = f"application:{submission}"
    chance, query = random.Random(7), 0  # noqa: S311 - it chooses tests, not secrets
    while not _is_done_though_killed(town, subject, query):
        query += chance.randint(1, _FARTHEST)
        assert query < _MOST, "it never went through"
    _tell(town, subject)
    run_all()


@pytest.fixture
def at_noon(towns: None) -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def permits(at_noon: None) -> PackageTown:
    town = PackageTown("building-permit", "byg-og-miljoe").build()
    town.move_in(ANNE, CARL, NEAR, FAR)
    return town


@pytest.fixture
def housing(at_noon: None) -> PackageTown:
    town = PackageTown("senior-housing", "pladsanvisningen").build()
    town.move_in(ANNE, CARL)
    return town


@pytest.fixture
def places(at_noon: None) -> Town:
    town = Town().build()
    town.move_in(ANNE)
    return town


def test_a_free_place_is_decided_once(places: Town) -> None:
    submission = places.apply(ANNE)

    killed_on_the_way(places, submission)

    assert places.case_of(submission).status == "closed"
    with transaction(places.tenant):
        assert (Case.objects.count(), Decision.objects.count(), letters()) == (1, 1, 1)


def test_the_neighbours_of_a_building_are_asked_once_and_the_fee_is_charged_once(
    permits: PackageTown,
) -> None:
    submission = permits.submit(ANNE, answers("Åvej 3", distance=200))
    killed_on_the_way(permits, submission)
    case = permits.case_of(submission)
    (asked,) = permits.asked(case).values()
    with transaction(permits.tenant):
        answer_question(permits.citizen(NEAR), asked.id, typed("no-objection"))
    killed_on_the_way(permits, submission)
    visit(permits, case)
    let_go(permits, permits.again(case))
    killed_on_the_way(permits, submission)

    with transaction(permits.tenant):
        assert (PutQuestion.objects.count(), Sending.objects.count(), Charge.objects.count()) == (1, 1, 1)
        assert (Case.objects.count(), letters()) == (1, 4)


def test_a_home_is_offered_once_and_taken_back_once(housing: PackageTown) -> None:
    submission = housing.submit(ANNE, ANSWERS)
    killed_on_the_way(housing, submission)
    case = housing.case_of(submission)
    let_go(housing, case)
    killed_on_the_way(housing, submission)
    (offered,) = housing.asked(case).values()
    with transaction(housing.tenant):
        answer_question(housing.citizen(ANNE), offered.id, typed("decline"))
    killed_on_the_way(housing, submission)

    assert housing.again(case).status == "with_unit"
    with transaction(housing.tenant):
        assert (Case.objects.count(), PutQuestion.objects.count()) == (1, 1)


def letters() -> int:
    return apps.get_model("post", "Letter").objects.count()
