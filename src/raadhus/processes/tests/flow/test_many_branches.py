"""A step of one branch among many reads that branch and the scopes around it, and nothing else."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.domain.state import TokenStatus
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.unit.branches import each
from raadhus.processes.tests.unit.constructkit import COLLECT, END, LINE, START, edge, multi, timer, wrapped
from raadhus.processes.tests.unit.drawing import arrows, model, user
from raadhus.processes.use_cases.rows import lock_instance

pytestmark = pytest.mark.usefixtures("db")

ASKED = model(START + wrapped("ask", multi(extra=COLLECT)) + END + LINE)
DEEP = each(
    '<parallelGateway id="split"/><parallelGateway id="join"/>'
    + user("a")
    + user("b")
    + edge("late", "a", timer("timeDuration", "P1D"), interrupting=False)
    + arrows("s > split", "split > a", "split > b", "a > join", "b > join", "late > note")
    + '<task id="note"/>'
)


def people(count: int) -> list[str]:
    return [f"person {number}" for number in range(count)]


def open_tasks(instance: UUID, element: str) -> list[UUID]:
    with transaction(EGEBY):
        rows = models.Token.objects.filter(instance_id=instance, element=element, status=TokenStatus.WAITING)
        return list(rows.order_by("number").values_list("id", flat=True))


def queries_of_a_step(town: Town, source: bytes, element: str, count: int) -> int:
    tasks = open_tasks(town.start(source, people=people(count)), element)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        public.complete_task(town.actor, tasks[count // 2], {})
    return len(asked)


@pytest.mark.parametrize(("source", "element", "tokens"), [(ASKED, "ask", 2), (DEEP, "a", 3)])
def test_a_step_has_only_its_own_branch_in_hand(town: Town, source: bytes, element: str, tokens: int) -> None:
    instance = town.start(source, people=people(30))
    with transaction(EGEBY):
        number = models.Token.objects.filter(instance_id=instance, element=element)[20].number
        held = lock_instance(instance, number)
    assert len(held.tokens) == tokens
    assert number in held.tokens


def test_a_step_asks_as_often_with_many_branches_as_with_few(town: Town) -> None:
    assert queries_of_a_step(town, DEEP, "a", 30) == queries_of_a_step(town, DEEP, "a", 3)
    assert queries_of_a_step(town, ASKED, "ask", 30) == queries_of_a_step(town, ASKED, "ask", 3)


def test_an_instance_of_an_earlier_release_is_counted_with_its_next_step(town: Town) -> None:
    instance = town.start(DEEP, people=people(2))
    with transaction(EGEBY):
        models.Instance.objects.update(within=None)
        models.Token.objects.update(within=None)
    for element in ("a", "a", "b", "b", "other"):
        public.complete_task(town.actor, open_tasks(instance, element)[0], {})
    with transaction(EGEBY):
        assert public.instance(town.actor, instance).status == "completed"
        assert not models.Token.objects.exists()
