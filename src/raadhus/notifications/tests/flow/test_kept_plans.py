"""What needs a person is found by its index under a plan that the database keeps, too."""

import pytest

from raadhus.notifications import public as notifications
from raadhus.notifications.models import Message
from raadhus.organisation.demo import EGEBY
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction
from tests.planskit import asked, kept_plan_of_few

OPERATOR = Actor(tenant=EGEBY, person_id=new_id(), staff_id=new_id(), roles=frozenset({Role.OPERATOR}))


@pytest.mark.django_db
@pytest.mark.usefixtures("towns")
def test_a_kept_plan_reads_the_index_of_messages_that_need_a_person() -> None:
    with transaction(EGEBY):
        with asked(Message._meta.db_table) as statements:
            notifications.list_messages_needing_a_person(OPERATOR)
        (plan,) = map(kept_plan_of_few, statements)

    assert "notifications_needs_person" in plan, plan
