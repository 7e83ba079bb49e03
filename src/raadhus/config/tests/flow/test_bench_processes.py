"""What the bench of processes has run on PostgreSQL does what it is measured for."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.config.bench.process_desk import ACTOR, opened_desk
from raadhus.config.bench.process_models import REMINDED
from raadhus.config.bench.process_moving import MAPPING, OPERATOR, RENEWED
from raadhus.organisation.demo import EGEBY
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public
from raadhus.processes.models import TimerSubscription, Token

pytestmark = pytest.mark.usefixtures("towns", "db")


def test_a_task_with_a_reminder_comes_again_and_again() -> None:
    with opened_desk() as desk:
        instance = desk.start_reminded()
        for _ in range(3):
            desk.answer(instance)
    with transaction(EGEBY):
        assert public.instance(ACTOR, instance).standing == ("ask",)
        assert [visit.element for visit in public.history(ACTOR, instance)].count("ask") == 3
        assert (Token.objects.count(), TimerSubscription.objects.count()) == (1, 1)


def test_everybody_of_a_list_answers_for_themselves() -> None:
    with opened_desk() as desk:
        instance = desk.start_asked(3)
        for _ in range(3):
            desk.answer(instance)
        assert desk.tasks[instance] == []
    with transaction(EGEBY):
        assert public.instance(ACTOR, instance).status == "completed"


def test_a_case_goes_to_the_version_that_is_moved_to() -> None:
    with opened_desk() as desk:
        instance = desk.start_reminded()
        old, new = (public.store_model(OPERATOR, source.encode()).hash for source in (REMINDED, RENEWED))
        order = public.MigrationOrder(old_hash=old, new_hash=new, mapping=MAPPING)
        assert public.try_migration(OPERATOR, order).would_move == 1
        public.begin_migration(OPERATOR, order, reason="The new version.")
        run_all()
    with transaction(EGEBY):
        assert public.instance(ACTOR, instance).standing == ("answer",)
        assert TimerSubscription.objects.count() == 2
