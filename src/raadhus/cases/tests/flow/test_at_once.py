"""Two people at one case at the same moment: the first one's act holds, the second is told, and the case is never stuck."""

import threading
from importlib import import_module

import pytest
from django.db import connections

from raadhus.bus.testing import run_all
from raadhus.cases.domain.trials import MOST_AT_ONCE
from raadhus.cases.models import Appeal, Case, Decision, RuleTrial, Task, Withdrawal
from raadhus.cases.tests.casekit import ANNE
from raadhus.cases.tests.flow.test_by_hand import FULL
from raadhus.cases.tests.trialkit import trying
from raadhus.cases.use_cases.file_appeal import CannotAppeal, file_appeal
from raadhus.cases.use_cases.staff.decide_by_hand import decide_by_hand, send_by_hand
from raadhus.cases.use_cases.staff.withdraw_decision import AlreadyOnItsWay, withdraw_decision
from raadhus.cases.use_cases.trials.begin_trial import CannotTryRules, begin_trial
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def forgotten_models():
    """Let the process forget what it knows of stored models: here rows are committed, and gone after each test."""
    models = import_module("raadhus.processes.use_cases.known_models")
    models.forget_models()
    yield
    models.forget_models()


def beside(town, *acts):
    """Run each act in a transaction on a connection of its own, all from one starting line; return who was refused how."""
    line = threading.Barrier(len(acts), timeout=120)
    refused: list[object] = [None] * len(acts)

    def run(at):
        try:
            with transaction(town.tenant):
                line.wait()
                acts[at]()
        except Exception as error:  # handed to the test
            refused[at] = type(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return refused


@pytest.mark.parametrize("_try", range(3))
def test_send_and_take_back_at_once_is_one_of_them(town, _try):
    town.move_in(ANNE)
    case = town.decide_application(ANNE, contested=True)
    with transaction(town.tenant):
        task = Task.objects.get()
        decide_by_hand(town.caseworker(), task.id, FULL)
    refused = beside(
        town,
        lambda: send_by_hand(town.caseworker(), task.id),
        lambda: withdraw_decision(town.caseworker(), case.id),
    )
    run_all()

    with transaction(town.tenant):
        taken_back = Withdrawal.objects.count()
        open_tasks = Task.objects.filter(status="open").count()
    assert refused in ([None, AlreadyOnItsWay], [None, NotFoundHere], [NotFoundHere, None])
    sent = refused[0] is None
    assert (taken_back, open_tasks) == ((0, 0) if sent else (1, 1))
    assert town.again(case).status == ("closed" if sent else "with_unit")


def test_many_appeals_at_once_are_one_and_the_others_are_told(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)
    with transaction(town.tenant):
        decision = Decision.objects.get()
    refused = beside(town, *[lambda: file_appeal(town.citizen(ANNE), decision.id, "Wrong.")] * 4)

    with transaction(town.tenant):
        assert (Appeal.objects.count(), Case.objects.count()) == (1, 2)
    assert sorted(map(str, refused)) == sorted(map(str, [None, *[CannotAppeal] * 3]))


def test_of_many_trials_begun_at_once_no_more_than_three_are_under_way(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)
    refused = beside(town, *[lambda: begin_trial(town.caseworker(), trying(town))] * 5)

    with transaction(town.tenant):
        assert RuleTrial.objects.count() == MOST_AT_ONCE
    assert sorted(map(str, refused)) == sorted(map(str, [*[None] * 3, *[CannotTryRules] * 2]))
