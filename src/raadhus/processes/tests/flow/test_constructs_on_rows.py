"""Every construct takes the same course when it goes through the rows between all steps."""

import functools
from uuid import UUID

import pytest

from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.domain.state import TokenStatus
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.flow.test_crashes import crash_everywhere
from raadhus.processes.tests.unit import test_constructs as in_memory
from raadhus.processes.tests.unit.branches import BRANCHED
from raadhus.processes.tests.unit.constructkit import Construct
from raadhus.processes.tests.unit.constructs import CONSTRUCTS
from raadhus.processes.tests.unit.drawing import Course
from raadhus.processes.tests.unit.taking_back import TAKING_BACK
from raadhus.processes.tests.unit.test_constructs import values_of
from raadhus.processes.use_cases.fire_timer import fire_timer_if_waiting
from raadhus.processes.use_cases.hand_on import signal_if_waiting

pytestmark = pytest.mark.usefixtures("db")
KEY = UUID(int=7)
FARTHER_EACH_TIME = (3, 9, 18, 40, 80, 200)
"""At which queries a step crashes, from 0, before it goes through: early, midway and late, not at all of them."""
WAITS = (models.TimerSubscription, models.MessageSubscription)


def act(town: Town, instance, text: str) -> None:
    """Do what an act of a construct says."""
    verb, element, *rest = text.split()
    with transaction(EGEBY):
        tokens = models.Token.objects.filter(instance_id=instance, element=element)
        task = tokens.filter(status=TokenStatus.WAITING).order_by("number").first()
        timer, other = (
            table.objects.filter(instance_id=instance, element=element).order_by("token", "id").first()
            for table in WAITS
        )
    if verb == "complete":
        public.complete_task(town.actor, task.id, values_of(rest))
    elif verb == "begin":
        public.begin_activity(town.actor, instance, within=element, element=rest[0])
    elif verb == "none":
        assert timer is None is other
    elif timer is not None:
        assert fire_timer_if_waiting(town.actor, timer.id)
    else:
        assert signal_if_waiting(town.actor, other.id)


@pytest.mark.parametrize("construct", [*CONSTRUCTS, *TAKING_BACK], ids=str)
def test_a_construct_takes_its_course_on_rows(town: Town, construct: Construct) -> None:
    instance = town.start(construct.source, **construct.variables)
    for text in construct.acts:
        act(town, instance, text)
    assert town.path(instance) == construct.path.split()
    with transaction(EGEBY):
        assert public.instance(town.actor, instance).status == construct.status
        tables = (models.Token, *WAITS, models.Incident)
        assert [table.objects.count() for table in tables] == [0, 0, 0, 0]
    if construct.after is not None:
        assert town.variables(instance) == construct.after


@pytest.mark.parametrize("construct", [*CONSTRUCTS, *TAKING_BACK, *BRANCHED], ids=str)
def test_a_construct_takes_its_course_though_each_step_crashes_on_its_way(
    town: Town, construct: Construct
) -> None:
    model = public.store_model(town.actor, construct.source)
    begun: list[UUID] = []
    crash_everywhere(
        lambda: begun.append(
            public.start(town.actor, model.hash, business_key=KEY, variables=construct.variables)
        ),
        FARTHER_EACH_TIME,
    )
    (instance,) = begun
    for text in construct.acts:
        crash_everywhere(functools.partial(act, town, instance, text), FARTHER_EACH_TIME)
    with transaction(EGEBY):
        assert public.instance(town.actor, instance).status == construct.status
        assert [table.objects.count() for table in (models.Token, *WAITS, models.Incident)] == [0, 0, 0, 0]
        assert models.Instance.objects.count() == 1
    course = Course(construct.source, construct.variables).start()
    for text in construct.acts:
        in_memory.act(course, text)
    assert town.path(instance) == course.path


@pytest.mark.parametrize("construct", BRANCHED, ids=str)
def test_branches_take_the_same_course_on_rows_as_in_memory(town: Town, construct: Construct) -> None:
    course = Course(construct.source, construct.variables).start()
    instance = town.start(construct.source, **construct.variables)
    for text in construct.acts:
        in_memory.act(course, text)
        act(town, instance, text)
        assert town.path(instance) == course.path
    assert course.state.status == "completed"
    with transaction(EGEBY):
        assert public.instance(town.actor, instance).status == "completed"
        assert [table.objects.count() for table in (models.Token, *WAITS, models.Incident)] == [0, 0, 0, 0]
