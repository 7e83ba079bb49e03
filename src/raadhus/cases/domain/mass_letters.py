"""One letter to the applicants of several cases: how long it can be stopped, and how it goes out."""

import datetime as dt
from enum import StrEnum

STOP_FOR = dt.timedelta(minutes=10)  # it goes out then, not before
AT_ONCE = 10  # copies written in one job
SHOWN_FOR = dt.timedelta(days=7)  # in the inbox of who wrote it
LONGEST_HEADING = 120
LONGEST_TEXT = 4000


class CopyState(StrEnum):
    """How far the copy of one case has come."""

    WAITS = "waits"
    WRITTEN = "written"
    DELIVERED = "delivered"
    OPENED = "opened"
    STOPPED = "stopped"
