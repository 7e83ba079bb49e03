"""What the counts say."""

import dataclasses
import datetime as dt

from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth

from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed
from raadhus.statistics.domain.contacts import (
    DIGITAL,
    Channel,
    ChannelCount,
    Direction,
    Purpose,
    Share,
    digital_share,
)
from raadhus.statistics.models import ContactCount


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReport:
    """Contacts that people began in a period (half open, local dates), by channel, most used first."""

    begins_on: dt.date
    ends_on: dt.date
    counts: tuple[ChannelCount, ...]

    @property
    def total(self) -> int:
        """Return all contacts."""
        return sum(count.total for count in self.counts)

    @property
    def digital(self) -> Share:
        """Return the digital share of the transactions."""
        return digital_share(self.counts)


def get_channel_report(actor: Actor, begins_on: dt.date, ends_on: dt.date) -> ChannelReport:
    """Return the contacts from ``begins_on`` until before ``ends_on``. Raises: NotAllowed for all but leaders."""
    _ask_right(actor)
    rows = (
        ContactCount.objects.filter(on__gte=begins_on, on__lt=ends_on, direction=Direction.INBOUND)
        .values("channel")
        .annotate(
            information=Sum("number", filter=Q(purpose=Purpose.INFORMATION), default=0),
            transactions=Sum("number", filter=Q(purpose=Purpose.TRANSACTION), default=0),
        )
    )
    counts = (
        ChannelCount(
            channel=Channel(row["channel"]), information=row["information"], transactions=row["transactions"]
        )
        for row in rows
    )
    return ChannelReport(
        begins_on=begins_on,
        ends_on=ends_on,
        counts=tuple(sorted(counts, key=lambda count: (-count.total, count.channel))),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MonthShare:
    """The digital share of one month's transactions; ``month`` is its first day."""

    month: dt.date
    share: Share


def list_month_shares(actor: Actor, begins_on: dt.date, ends_on: dt.date) -> tuple[MonthShare, ...]:
    """
    Return the digital share of each month with transactions, oldest first, from ``begins_on`` until before ``ends_on``.

    One query. Raises: NotAllowed for all but leaders.
    """
    _ask_right(actor)
    transactions = ContactCount.objects.filter(
        on__gte=begins_on, on__lt=ends_on, direction=Direction.INBOUND, purpose=Purpose.TRANSACTION
    )
    rows = (
        transactions.values(month=TruncMonth("on"))
        .annotate(whole=Sum("number"), part=Sum("number", filter=Q(channel__in=DIGITAL), default=0))
        .order_by("month")
    )
    return tuple(
        MonthShare(month=row["month"], share=Share(part=row["part"], whole=row["whole"])) for row in rows
    )


def get_task_counts(actor: Actor, begins_on: dt.date, ends_on: dt.date) -> dict[str, int]:
    """Return task code -> transactions by self-service in the period. Raises: NotAllowed for all but leaders."""
    _ask_right(actor)
    rows = (
        ContactCount.objects.filter(
            on__gte=begins_on,
            on__lt=ends_on,
            channel=Channel.SELF_SERVICE,
            purpose=Purpose.TRANSACTION,
            direction=Direction.INBOUND,
        )
        .values_list("task_code")
        .annotate(Sum("number"))
    )
    return dict(rows)


def list_most_used_tasks(
    actor: Actor, begins_on: dt.date, ends_on: dt.date, *, most: int = 20
) -> tuple[str, ...]:
    """Return the task codes that most contacts were about, most first: an order without numbers, for everybody."""
    rows = (
        ContactCount.objects.filter(
            tenant_id=actor.tenant, on__gte=begins_on, on__lt=ends_on, direction=Direction.INBOUND
        )
        .exclude(task_code="")
        .values("task_code")
        .annotate(total=Sum("number"))
        .order_by("-total", "task_code")
    )
    return tuple(row["task_code"] for row in rows[:most])


def _ask_right(actor: Actor) -> None:
    if not actor.has(Role.LEADER, Role.ASSOCIATION):
        raise NotAllowed
