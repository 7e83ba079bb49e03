"""The door of the statistics."""

from raadhus.statistics.domain.contacts import (
    SMALLEST_TOLD,
    Channel,
    ChannelCount,
    Counterpart,
    Direction,
    Number,
    Purpose,
    Share,
)
from raadhus.statistics.queries import (
    ChannelReport,
    MonthShare,
    get_channel_report,
    list_month_shares,
    list_most_used_tasks,
)
from raadhus.statistics.use_cases.count_contact import Contact, count_contact
from raadhus.statistics.use_cases.count_visits import count_visit

__all__ = [
    "SMALLEST_TOLD",
    "Channel",
    "ChannelCount",
    "ChannelReport",
    "Contact",
    "Counterpart",
    "Direction",
    "MonthShare",
    "Number",
    "Purpose",
    "Share",
    "count_contact",
    "count_visit",
    "get_channel_report",
    "list_month_shares",
    "list_most_used_tasks",
]
