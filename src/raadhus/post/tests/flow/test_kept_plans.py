"""A mailbox is read by its index under a plan that the database keeps, too: “delivered” stands in the statement."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from raadhus.organisation.demo import EGEBY
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.tenancy.scope import transaction
from raadhus.post import public as post
from raadhus.post.models import Letter
from tests.planskit import asked, kept_plan_of_few

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns")]

READER = Actor(tenant=EGEBY, person_id=uuid4(), roles=frozenset({Role.CITIZEN}))
JOB = Actor.system(EGEBY, purpose="test")


@pytest.mark.parametrize(
    ("look", "found"),
    [
        (lambda: post.list_mailbox(READER), "post_mailbox"),
        (lambda: post.list_mailbox(READER, before=clock.now()), "post_mailbox"),
        # No order chooses the index here: the plan reads that of delivered letters, or another and tells the word.
        (lambda: post.count_unread(READER, cap=9), "post_mailbox|'delivered'"),
        (lambda: post.list_stuck_letters(JOB), "post_not_arrived"),
    ],
)
def test_a_kept_plan_reads_the_index_of_letters_in_this_state(look: Callable[[], object], found: str) -> None:
    with transaction(EGEBY):
        with asked(Letter._meta.db_table) as statements:
            look()
        (plan,) = map(kept_plan_of_few, statements)

    assert any(one in plan for one in found.split("|")), plan
