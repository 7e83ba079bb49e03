"""An instance that goes through the rows between steps takes the same course as one that stays in memory."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public
from raadhus.processes.models import Token
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.unit.branches import each
from raadhus.processes.tests.unit.constructkit import PEOPLE
from raadhus.processes.tests.unit.drawing import Course, arrows
from raadhus.processes.tests.unit.random_models import Drawing, random_model, random_parts

pytestmark = pytest.mark.usefixtures("db")
SHARED = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def take_both(town: Town, source: bytes, chance, **variables: object) -> None:
    """Complete tasks by chance, the same in memory and on rows, until both are done; compare their courses."""
    in_memory = Course(source, variables).start()
    on_rows = town.start(source, **variables)
    while waiting := in_memory.waiting():
        number = chance.choice(waiting)
        in_memory.complete_token(number)
        with transaction(EGEBY):
            ref = Token.objects.get(instance_id=on_rows, number=number).id
        public.complete_task(town.actor, ref, {})
    assert town.path(on_rows) == in_memory.path
    with transaction(EGEBY):
        assert public.instance(town.actor, on_rows).status == "completed"
        assert not Token.objects.filter(instance_id=on_rows).exists()


@SHARED
@given(part=random_parts, chance=st.randoms(use_true_random=False))
def test_rows_forget_nothing(town: Town, part, chance) -> None:
    source, _ = random_model(part)
    take_both(town, source, chance)


@SHARED
@given(part=random_parts, chance=st.randoms(use_true_random=False))
def test_a_branch_needs_no_more_than_what_it_reads(town: Town, part, chance) -> None:
    first, _, xml = Drawing().draw(part, taken=True)
    take_both(town, each(xml + arrows(f"s > {first}")), chance, **PEOPLE)
