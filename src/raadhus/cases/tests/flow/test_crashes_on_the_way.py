"""A crash at any query of a step of the two packages that ask people leaves all as it was; then the step is taken, once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import OperationalError, connection

from raadhus.bus.testing import run_all
from raadhus.cases.models import Case, Charge, Party, PutQuestion, Sending, Task, TimelineEntry, Withdrawal
from raadhus.cases.tests.casekit import ANNE, CARL, NOON
from raadhus.cases.tests.flow.test_building_permit import ALSO_FAR, FAR, NEAR, PERMIT, answers, of_unit
from raadhus.cases.tests.flow.test_senior_housing import ANSWERS
from raadhus.cases.tests.packagetown import PackageTown, typed
from raadhus.cases.use_cases.answer_question import answer_question
from raadhus.cases.use_cases.go_on import go_on_if_done
from raadhus.cases.use_cases.open_case import open_case
from raadhus.cases.use_cases.staff.decide_by_hand import decide_by_hand, send_by_hand
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction

TABLES = (Case, Charge, Party, PutQuestion, Sending, Task, TimelineEntry, Withdrawal)
OF_OTHERS = (("processes", "Token"), ("processes", "Visit"), ("post", "Letter"), ("bus", "OutboxEvent"))
_MOST = 400


@contextmanager
def crash_at(query: int) -> Iterator[list[str]]:
    """Let the connection fail at one query, counted from 0; yield what was asked."""
    asked: list[str] = []

    def execute(run: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        asked.append(sql)
        if len(asked) == query + 1:
            raise OperationalError("server closed the connection unexpectedly")
        return run(sql, *arguments)

    with connection.execute_wrapper(execute):
        yield asked


def counts(town: PackageTown) -> tuple[Any, ...]:
    models = [*TABLES, *(apps.get_model(*name) for name in OF_OTHERS)]
    with transaction(town.tenant):
        stands = sorted(Case.objects.values_list("id", "status"))
        return (*(model._default_manager.count() for model in models), stands)


def crash_everywhere(town: PackageTown, act: Callable[[], object]) -> None:
    """Crash the act at each of its queries in turn, until it goes through."""
    before = counts(town)
    for query in range(_MOST):
        with crash_at(query) as asked:
            try:
                with transaction(town.tenant):
                    act()
            except OperationalError:
                crashed = True
            else:
                crashed = False
        if not crashed:
            return
        assert counts(town) == before, f"changed by a crash at: {asked[-1]}"
    raise AssertionError("The act never went through.")


@pytest.fixture
def permits(towns, db):
    with clock.frozen(NOON):
        town = PackageTown("building-permit", "byg-og-miljoe").build()
        town.move_in(ANNE, CARL, NEAR, FAR, ALSO_FAR)
        yield town


@pytest.fixture
def housing(towns, db):
    with clock.frozen(NOON):
        town = PackageTown("senior-housing", "pladsanvisningen").build()
        town.move_in(ANNE, CARL)
        yield town


def let_go(town, case):
    """Let the unit grant and press Send; return its task, with which nothing has gone on yet."""
    task = of_unit(town, case)
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(CARL), task.id, PERMIT)
    with transaction(town.tenant):
        send_by_hand(town.caseworker(CARL), task.id)
    return task


def test_asking_the_neighbours_happens_whole_or_not_at_all(permits):
    submission_id = permits.submit(ANNE, answers("Åvej 3", "Åvej 5", distance=200))
    crash_everywhere(
        permits, lambda: open_case(permits.system, submission_id, flow=f"application:{submission_id}")
    )
    run_all()

    case = permits.case_of(submission_id)
    with transaction(permits.tenant):
        assert PutQuestion.objects.filter(case=case).count() == 3
        assert apps.get_model("post", "Letter").objects.count() == 3 + 1  # the applicant is told of the case


def test_an_answer_is_kept_and_gone_on_with_whole_or_not_at_all(permits):
    case = permits.send(ANNE, answers("Åvej 3", distance=200))
    (task,) = permits.asked(case).values()
    crash_everywhere(
        permits, lambda: answer_question(permits.citizen(NEAR), task.id, typed("objection", "Det skygger."))
    )
    crash_everywhere(permits, lambda: go_on_if_done(permits.system, task.id))

    assert permits.again(case).status == "with_unit"
    with transaction(permits.tenant):
        assert Task.objects.filter(case=case, person_id=None, status="open").count() == 1


def test_the_decision_and_its_fee_go_out_together_and_once(permits):
    case = permits.send(ANNE, answers("Åvej 3"))
    task = let_go(permits, case)
    crash_everywhere(permits, lambda: go_on_if_done(permits.system, task.id))

    with transaction(permits.tenant):
        assert (Sending.objects.count(), Charge.objects.count()) == (1, 1)
        assert apps.get_model("post", "Letter").objects.count() == 2 + 1  # and the first of the case


def test_an_offer_is_made_and_taken_back_whole_or_not_at_all(housing):
    case = housing.send(ANNE, ANSWERS)
    task = let_go(housing, case)
    crash_everywhere(housing, lambda: go_on_if_done(housing.system, task.id))
    (offered,) = housing.asked(case).values()
    with transaction(housing.tenant):
        answer_question(housing.citizen(ANNE), offered.id, typed("decline"))
    crash_everywhere(housing, lambda: go_on_if_done(housing.system, offered.id))

    assert housing.again(case).status == "with_unit"
    with transaction(housing.tenant):
        assert Withdrawal.objects.count() == 1
        assert Task.objects.filter(case=case, person_id=None, status="open").count() == 1
