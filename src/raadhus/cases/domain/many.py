"""One act on several tasks at once: what it may be, and how long it can be undone."""

import datetime as dt
from enum import StrEnum

AT_MOST = 50  # a page of the inbox
UNDO_FOR = dt.timedelta(hours=12)
FURTHEST_DAYS = 90  # nothing is set aside for longer


class Many(StrEnum):
    """What can be done with several tasks."""

    GIVE = "give"  # to a colleague, or back to the unit
    ASIDE = "aside"  # until a day; today brings them back
    NOTE = "note"  # the same note in each case
    WRITE = "write"  # one letter to the applicants


class Left(StrEnum):
    """Why a task is left as it is."""

    GONE = "gone"  # done meanwhile, or not of the unit
    HOUSEHOLD = "household"  # it concerns whom it would be given to, or somebody who lives with them
