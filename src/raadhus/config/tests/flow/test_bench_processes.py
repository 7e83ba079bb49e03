"""What the bench of processes has run on PostgreSQL does what it is measured for."""

import pytest

from raadhus.config.bench.process_desk import ACTOR, opened_desk
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
