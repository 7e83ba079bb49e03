"""Contacts are counted once each, by day and channel, and seen by leaders alone."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import connection

from raadhus.bus.registry import JobContext
from raadhus.organisation import demo
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotAllowed
from raadhus.platform.tenancy.scope import transaction
from raadhus.post.events import LetterDelivered
from raadhus.statistics import public as statistics
from raadhus.statistics import subscribers
from raadhus.statistics.models import ContactCount
from raadhus.statistics.public import Channel, Contact, Direction, Number, Purpose
from raadhus.statistics.use_cases.count_visits import VisitBatch

TODAY = dt.date(2024, 11, 5)
JOB = Actor.system(demo.EGEBY, purpose="test")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns")]


def actor(*roles: Role) -> Actor:
    return Actor(tenant=demo.EGEBY, person_id=new_id(), staff_id=new_id(), roles=frozenset(roles))


def contact(channel: Channel, **more: object) -> Contact:
    return Contact(on=TODAY, channel=channel, task_code="28.03.00", purpose=Purpose.TRANSACTION, **more)


def report() -> statistics.ChannelReport:
    return statistics.get_channel_report(actor(Role.LEADER), TODAY, TODAY + dt.timedelta(days=1))


def test_each_contact_counts_one_whatever_row_it_falls_into() -> None:
    with transaction(demo.EGEBY):
        for _ in range(20):
            statistics.count_contact(JOB, contact(Channel.SELF_SERVICE))
        statistics.count_contact(JOB, contact(Channel.PHONE), 5)

        assert [(count.channel, count.transactions) for count in report().counts] == [
            (Channel.SELF_SERVICE, Number(told=20)),
            (Channel.PHONE, Number(told=5)),
        ]
        assert report().digital.per_cent == 80


def test_a_letter_counts_on_the_local_day_it_went_out_however_late_it_is_counted() -> None:
    after_midnight = dt.datetime(2024, 11, 4, 23, 30, tzinfo=dt.UTC)  # 00.30 on the 5th in Denmark
    sent = LetterDelivered(
        subject="case:1", letter_id=new_id(), case_id=None, channel="print", delivered_at=after_midnight
    )
    context = JobContext(tenant=demo.EGEBY, correlation="test", job="statistics.count_letter")
    with transaction(demo.EGEBY), clock.frozen(after_midnight + dt.timedelta(days=3)):
        subscribers.count_letter(sent, context)

        assert ContactCount.objects.get().on == TODAY


def test_what_the_municipality_sends_is_no_contact_people_began() -> None:
    with transaction(demo.EGEBY):
        statistics.count_contact(JOB, contact(Channel.DIGITAL_POST, direction=Direction.OUTBOUND))

        assert report().counts == ()
        assert ContactCount.objects.get().number == 1


def test_a_period_is_half_open() -> None:
    with transaction(demo.EGEBY):
        statistics.count_contact(JOB, contact(Channel.PHONE))

        assert statistics.get_channel_report(actor(Role.LEADER), TODAY - dt.timedelta(1), TODAY).counts == ()


def test_another_municipality_counts_for_itself() -> None:
    with transaction(demo.EGEBY):
        statistics.count_contact(JOB, contact(Channel.PHONE))
    with transaction(demo.NORDBY):
        leader = Actor(tenant=demo.NORDBY, staff_id=new_id(), roles=frozenset({Role.LEADER}))
        assert statistics.get_channel_report(leader, TODAY, TODAY + dt.timedelta(1)).counts == ()


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.CASEWORKER, Role.FRONTDESK, Role.OPERATOR, Role.CLEARED])
def test_only_leaders_see_the_counts(role: Role) -> None:
    with transaction(demo.EGEBY):
        with pytest.raises(NotAllowed):
            statistics.get_channel_report(actor(role), TODAY, TODAY)
        with pytest.raises(NotAllowed):
            statistics.list_month_shares(actor(role), TODAY, TODAY)


def test_page_views_are_written_together() -> None:
    batch = VisitBatch()
    visit = Contact(on=TODAY, channel=Channel.WEB, task_code="", purpose=Purpose.INFORMATION)
    for _ in range(3):
        batch.add(demo.EGEBY, visit)

    assert batch.write() == 3
    assert batch.write() == 0
    with transaction(demo.EGEBY):
        assert ContactCount.objects.get().number == 3


def test_the_most_used_tasks_are_told_in_order_to_everybody_and_without_numbers() -> None:
    with transaction(demo.EGEBY):
        for task, number in (("23.05.00", 3), ("28.09.20", 9), ("", 50)):
            visit = Contact(on=TODAY, channel=Channel.WEB, task_code=task, purpose=Purpose.INFORMATION)
            statistics.count_contact(JOB, visit, number)
        tomorrow = TODAY + dt.timedelta(1)

        assert statistics.list_most_used_tasks(actor(), TODAY, tomorrow) == ("28.09.20", "23.05.00")
        assert statistics.list_most_used_tasks(actor(), TODAY - dt.timedelta(1), TODAY) == ()
    with transaction(demo.NORDBY):
        citizen = Actor(tenant=demo.NORDBY)
        assert statistics.list_most_used_tasks(citizen, TODAY, tomorrow) == ()


def test_nothing_is_not_counted() -> None:
    with transaction(demo.EGEBY), pytest.raises(ValueError, match="happened"):
        statistics.count_contact(JOB, contact(Channel.PHONE), 0)


def count_in(tenant: UUID, channel: Channel, number: int) -> None:
    with transaction(tenant):
        statistics.count_contact(Actor.system(tenant, purpose="test"), contact(channel), number)


def test_the_association_sees_the_sums_of_its_members_with_small_numbers_as_small_and_nothing_of_others() -> (
    None
):
    count_in(demo.EGEBY, Channel.SELF_SERVICE, 15)
    count_in(demo.EGEBY, Channel.PHONE, 5)
    count_in(demo.EGEBY, Channel.LETTER, 4)
    count_in(demo.NORDBY, Channel.SELF_SERVICE, 1_000)  # no member
    who = Actor(tenant=demo.ASSOCIATION, staff_id=new_id(), roles=frozenset({Role.ASSOCIATION}))
    with transaction(demo.ASSOCIATION):
        told = statistics.get_channel_report(who, TODAY.replace(day=1), dt.date(2024, 12, 1))
        (share,) = statistics.list_month_shares(who, TODAY.replace(day=1), dt.date(2024, 12, 1))

        assert [(count.channel, count.transactions) for count in told.counts] == [
            (Channel.SELF_SERVICE, Number(told=15)),
            (Channel.PHONE, Number(told=5)),
            (Channel.LETTER, Number(hidden=1)),
        ]
        assert share.month == dt.date(2024, 11, 1)
        assert share.share == told.digital
        assert share.share.per_cent is None, "15 of 24 are 63 %, and 15 of the numbers told 75 %"
        assert ContactCount.objects.count() == 0  # no row of a member is seen


def test_a_municipality_adds_up_nobody_else() -> None:
    count_in(demo.NORDBY, Channel.PHONE, 9)
    with transaction(demo.EGEBY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM statistics_of_members('2024-01-01', '2025-01-01')")

        assert cursor.fetchone() == (0,)
