"""What the counts of contacts say."""

import dataclasses
import datetime as dt

from django.db import connection
from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth

from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed
from raadhus.statistics.domain.contacts import (
    DIGITAL,
    HIDDEN,
    Channel,
    ChannelCount,
    Direction,
    Number,
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
    def total(self) -> Number:
        """Return all contacts."""
        return sum((count.total for count in self.counts), start=Number())

    @property
    def digital(self) -> Share:
        """Return the digital share of the transactions."""
        return digital_share((count.channel, count.transactions) for count in self.counts)


def get_channel_report(actor: Actor, begins_on: dt.date, ends_on: dt.date) -> ChannelReport:
    """
    Return the contacts from ``begins_on`` until before ``ends_on``; an association's are those of its members together.

    Raises: NotAllowed for all but leaders and the association.
    """
    _ask_right(actor)
    found = _of_members if municipality(actor.tenant).is_association else _own
    return ChannelReport(
        begins_on=begins_on,
        ends_on=ends_on,
        counts=tuple(
            sorted(found(begins_on, ends_on), key=lambda count: (-count.total.least, count.channel)),
        ),
    )


def _own(begins_on: dt.date, ends_on: dt.date) -> list[ChannelCount]:
    rows = (
        ContactCount.objects.filter(on__gte=begins_on, on__lt=ends_on, direction=Direction.INBOUND)
        .values("channel")
        .annotate(
            information=Sum("number", filter=Q(purpose=Purpose.INFORMATION), default=0),
            transactions=Sum("number", filter=Q(purpose=Purpose.TRANSACTION), default=0),
        )
    )
    return [
        ChannelCount(
            channel=Channel(row["channel"]),
            information=Number(told=row["information"]),
            transactions=Number(told=row["transactions"]),
        )
        for row in rows
    ]


def _of_members(begins_on: dt.date, ends_on: dt.date) -> list[ChannelCount]:
    """Add up the members' months; a month's number below five is hidden (migration 0003), and never a nothing."""
    numbers: dict[Channel, dict[Purpose, Number]] = {}
    for _month, channel, purpose, number in _months_of_members(begins_on, ends_on):
        by_purpose = numbers.setdefault(channel, dict.fromkeys(Purpose, Number()))
        by_purpose[purpose] += number
    return [
        ChannelCount(
            channel=channel, information=by[Purpose.INFORMATION], transactions=by[Purpose.TRANSACTION]
        )
        for channel, by in numbers.items()
    ]


def _months_of_members(
    begins_on: dt.date, ends_on: dt.date
) -> list[tuple[dt.date, Channel, Purpose, Number]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM statistics_of_members(%s, %s) ORDER BY month", [begins_on, ends_on])
        return [
            (
                month,
                Channel(channel),
                Purpose(purpose),
                HIDDEN if number is None else Number(told=int(number)),
            )
            for month, channel, purpose, number in cursor.fetchall()
        ]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MonthShare:
    """The digital share of one month's transactions; ``month`` is its first day."""

    month: dt.date
    share: Share


def list_month_shares(actor: Actor, begins_on: dt.date, ends_on: dt.date) -> tuple[MonthShare, ...]:
    """
    Return the digital share of each month with transactions, oldest first, from ``begins_on`` until before ``ends_on``.

    An association's are those of its members together. One query.
    Raises: NotAllowed for all but leaders and the association.
    """
    _ask_right(actor)
    if municipality(actor.tenant).is_association:
        return _month_shares_of_members(begins_on, ends_on)
    transactions = ContactCount.objects.filter(
        on__gte=begins_on, on__lt=ends_on, direction=Direction.INBOUND, purpose=Purpose.TRANSACTION
    )
    rows = (
        transactions.values(month=TruncMonth("on"))
        .annotate(whole=Sum("number"), part=Sum("number", filter=Q(channel__in=DIGITAL), default=0))
        .order_by("month")
    )
    return tuple(
        MonthShare(
            month=row["month"],
            share=Share(part=Number(told=row["part"]), others=Number(told=row["whole"] - row["part"])),
        )
        for row in rows
    )


def _month_shares_of_members(begins_on: dt.date, ends_on: dt.date) -> tuple[MonthShare, ...]:
    transactions: dict[dt.date, list[tuple[Channel, Number]]] = {}
    for month, channel, purpose, number in _months_of_members(begins_on, ends_on):
        if purpose is Purpose.TRANSACTION:
            transactions.setdefault(month, []).append((channel, number))
    return tuple(
        MonthShare(month=month, share=digital_share(counts)) for month, counts in transactions.items()
    )


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
