"""Two workers at one case: each thing happens once, whoever comes first."""

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection, connections

from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public
from raadhus.processes.models import Instance
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.flow.test_instances import BOTH

pytestmark = pytest.mark.django_db(transaction=True)


def beside(acts: list[Callable[[], object]]) -> list[object]:
    """Run each act on a connection of its own, all from one starting line; return answers or errors."""
    line = threading.Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def run(at: int) -> None:
        try:
            connection.ensure_connection()
            line.wait()
            answers[at] = acts[at]()
        except Exception as error:  # handed to the test
            answers[at] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def complete(town: Town, task: UUID, answer: int) -> Callable[[], object]:
    return lambda: public.complete_task(town.actor, task, {f"answer{answer}": answer})


def test_one_task_completed_by_two_people_is_done_once(town: Town) -> None:
    instance = town.start(BOTH)
    answers = beside([complete(town, town.opened["a"], number) for number in range(4)])
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType"] + ["TaskNotAwaited"] * 3
    assert len(town.variables(instance)) == 1
    assert town.path(instance).count("a") == 1


def test_two_branches_completed_at_once_meet_at_the_join(town: Town) -> None:
    for _ in range(5):
        town.served.clear()
        instance = town.start(BOTH)
        answers = beside([complete(town, town.opened["a"], 1), complete(town, town.opened["b"], 2)])
        assert answers == [None, None]
        assert town.served == ["after"]
        assert set(town.variables(instance)) == {"answer1", "answer2"}
        with transaction(EGEBY):
            assert public.instance(town.actor, instance).status == "completed"


def test_a_worker_that_dies_in_the_middle_leaves_the_step_undone(town: Town) -> None:
    """The connection is closed by the server while the handler works, as when it is killed."""
    instance = town.start(BOTH)
    public.complete_task(town.actor, town.opened["a"], {"first": 1})

    def die(execution: public.Execution) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    town.work = die
    (death,) = beside([complete(town, town.opened["b"], 2)])
    assert isinstance(death, Exception)
    assert sorted(town.standing(instance)) == ["b", "join"]
    assert set(town.variables(instance)) == {"first"}

    town.work = lambda execution: None
    town.served.clear()
    public.complete_task(town.actor, town.opened["b"], {"second": 2})
    assert town.served == ["after"]
    with transaction(EGEBY):
        assert Instance.objects.get(pk=instance).status == "completed"
