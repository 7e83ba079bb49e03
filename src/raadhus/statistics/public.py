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
from raadhus.statistics.domain.plans import (
    LONGEST_NAME,
    MOST,
    MOST_SHARE,
    MOST_STEPS,
    Comparison,
    Plan,
    PlannedStep,
    StepCost,
    Year,
    compare,
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
from raadhus.statistics.queries.plans import KeptPlan, find_plan
from raadhus.statistics.use_cases.count_contact import Contact, count_contact
from raadhus.statistics.use_cases.count_visits import count_visit
from raadhus.statistics.use_cases.save_plan import PlanChangedSince, save_plan
from raadhus.statistics.use_cases.write_event_log import write_event_log

__all__ = [
    "ERROR_PERCENT",
    "FEWEST_STAYS",
    "LONGEST_NAME",
    "MOST",
    "MOST_SHARE",
    "MOST_STEPS",
    "SMALLEST_TOLD",
    "ActivityReport",
    "CaseActivity",
    "Channel",
    "ChannelCount",
    "ChannelReport",
    "Comparison",
    "Contact",
    "Counterpart",
    "Direction",
    "KeptPlan",
    "MonthShare",
    "Number",
    "OpenFigure",
    "OpenMeasure",
    "Plan",
    "PlanChangedSince",
    "PlannedStep",
    "Purpose",
    "ServiceActivity",
    "Share",
    "Stays",
    "StepActivity",
    "StepCost",
    "VersionActivity",
    "Year",
    "compare",
    "count_contact",
    "count_visit",
    "find_plan",
    "get_activity",
    "get_channel_report",
    "has_activity",
    "list_activity",
    "list_month_shares",
    "list_most_used_tasks",
    "list_open_figures",
    "save_plan",
    "takes_time",
    "write_event_log",
]
