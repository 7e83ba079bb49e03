"""The door of the statistics."""

from raadhus.statistics.domain.activity import CaseActivity, Stays, StepActivity, takes_time
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
from raadhus.statistics.domain.stays import ERROR_PERCENT
from raadhus.statistics.queries.activity import (
    ActivityReport,
    ServiceActivity,
    VersionActivity,
    get_activity,
    has_activity,
    list_activity,
)
from raadhus.statistics.queries.contacts import (
    ChannelReport,
    MonthShare,
    get_channel_report,
    list_month_shares,
    list_most_used_tasks,
)
from raadhus.statistics.queries.open_figures import FEWEST_STAYS, OpenFigure, OpenMeasure, list_open_figures
from raadhus.statistics.use_cases.count_contact import Contact, count_contact
from raadhus.statistics.use_cases.count_visits import count_visit
from raadhus.statistics.use_cases.write_event_log import write_event_log

__all__ = [
    "ERROR_PERCENT",
    "FEWEST_STAYS",
    "SMALLEST_TOLD",
    "ActivityReport",
    "CaseActivity",
    "Channel",
    "ChannelCount",
    "ChannelReport",
    "Contact",
    "Counterpart",
    "Direction",
    "MonthShare",
    "Number",
    "OpenFigure",
    "OpenMeasure",
    "Purpose",
    "ServiceActivity",
    "Share",
    "Stays",
    "StepActivity",
    "VersionActivity",
    "count_contact",
    "count_visit",
    "get_activity",
    "get_channel_report",
    "has_activity",
    "list_activity",
    "list_month_shares",
    "list_most_used_tasks",
    "list_open_figures",
    "takes_time",
    "write_event_log",
]
