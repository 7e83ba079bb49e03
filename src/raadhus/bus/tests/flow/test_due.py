"""What falls due is woken tenant by tenant: one tenant's flood does not hold up another."""

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

import pytest

from raadhus.bus import due, registry, testing
from raadhus.bus.models import Due
from raadhus.platform import clock
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction

EGEBY = UUID("00000000-0000-7000-8000-000000000001")
NORDBY = UUID("00000000-0000-7000-8000-000000000002")
NOON = dt.datetime(2024, 11, 5, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def woken() -> Iterator[list[UUID]]:
    """Return the tenants whose items were woken, in order, at noon."""
    woken: list[UUID] = []
    registry.on_due("test.ring")(lambda context, item_id: woken.append(context.tenant))
    with clock.frozen(NOON):
        yield woken
    del registry.due_handlers["test.ring"]


def flood(tenant: UUID, count: int, minutes_ago: int) -> None:
    at = NOON - dt.timedelta(minutes=minutes_ago)
    Due.objects.bulk_create(
        Due(tenant_id=tenant, kind_of_work="test.ring", item_id=new_id(), at=at) for _ in range(count)
    )


def test_a_flood_of_older_items_does_not_starve_another_tenant(woken: list[UUID]) -> None:
    flood(EGEBY, 3_000, minutes_ago=600)
    flood(NORDBY, 3, minutes_ago=1)

    assert due.wake_due() == 500

    assert not Due.objects.filter(tenant_id=NORDBY).exists()
    assert Due.objects.filter(tenant_id=EGEBY).count() == 3_000 - 497


def test_while_the_queue_is_full_each_tenant_still_gets_its_turn(woken: list[UUID]) -> None:
    flood(EGEBY, 2_000, minutes_ago=600)
    due.wake_due()  # the queue is full now
    flood(NORDBY, 2, minutes_ago=1)

    queued = due.wake_due()

    assert queued == 10 + 2
    assert not Due.objects.filter(tenant_id=NORDBY).exists()


def test_what_is_not_due_yet_sleeps_on(woken: list[UUID]) -> None:
    with transaction(EGEBY):
        due.set_due("test.ring", new_id(), NOON + dt.timedelta(seconds=1))
    assert due.wake_due() == 0
    with clock.frozen(NOON + dt.timedelta(seconds=1)):
        assert due.wake_due() == 1
    testing.run_all()
    assert woken == [EGEBY]


def test_everything_of_a_flood_is_woken_in_the_end(woken: list[UUID]) -> None:
    flood(EGEBY, 40, minutes_ago=5)
    flood(NORDBY, 30, minutes_ago=5)
    while due.wake_due():
        testing.run_all()
    assert (woken.count(EGEBY), woken.count(NORDBY)) == (40, 30)
    assert not Due.objects.exists()
