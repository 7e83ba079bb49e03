"""Where a trial of changed rules stands, how much of it is made at a time, and how long it is kept."""

import datetime as dt
from enum import StrEnum

AT_ONCE = 100
"""So many cases are computed before others get their turn, and progress is told."""
SECONDS_AT_ONCE = 2.0
"""… or until so much computing was used: rules that take long hold nobody up."""
STEPS_OF_AN_EVALUATION = 100_000
"""… and a case for which one version takes more steps could not be computed: a tenth of what a decision may take."""
KEPT = dt.timedelta(days=30)
MOST_AT_ONCE = 3
"""So many trials of one municipality are under way together."""


class TrialState(StrEnum):
    """Where a trial stands."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"  # by the one who began it, or a colleague
    FAILED = "failed"  # it could not go on: the package or the rules are gone


UNDER_WAY = (TrialState.RUNNING,)
