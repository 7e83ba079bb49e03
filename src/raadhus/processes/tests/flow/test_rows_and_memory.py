"""An instance that goes through the rows between steps takes the same course as one that stays in memory."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public
from raadhus.processes.models import Token
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.unit.drawing import Course
from raadhus.processes.tests.unit.random_models import random_model, random_parts


@pytest.mark.usefixtures("db")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=random_parts, chance=st.randoms(use_true_random=False))
def test_rows_forget_nothing(town: Town, part, chance) -> None:
    source, _ = random_model(part)
    in_memory = Course(source).start()
    on_rows = town.start(source)
    while waiting := in_memory.standing():
        task = chance.choice(waiting)
        in_memory.complete(task)
        with transaction(EGEBY):
            ref = Token.objects.get(instance_id=on_rows, element=task).id
        public.complete_task(town.actor, ref, {})
    assert town.path(on_rows) == in_memory.path
    with transaction(EGEBY):
        assert public.instance(town.actor, on_rows).status == "completed"
