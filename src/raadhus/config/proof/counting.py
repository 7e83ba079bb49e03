"""A leader sees each application counted, once."""

import csv

from raadhus.config.proof.journey import Journey
from raadhus.config.proof.lines import Line, judge
from raadhus.config.proof.visits import Visits, open_as

LEADER = "birgit"


def count_applications(leader: Journey) -> int:
    """Return what a leader sees: this month's transactions by self-service, from the file behind the picture."""
    page = open_as(leader, LEADER, "/console/")
    table = leader.visitor.open(page.link(path="/console/channels.csv")).body.decode()
    rows = csv.DictReader(table.splitlines())
    return sum(int(row["transactions"]) for row in rows if row["channel"] == "self_service")


def judge_count(visits: Visits, leader: Journey, before: int) -> Line:
    """See that one more application is counted than ``before``.

    Raises: CannotGoOn when none is.
    """
    after = visits.wait(
        lambda: now if (now := count_applications(leader)) > before else 0, "The count on the leader's page"
    )
    said = f"applications by self-service: {before}, now {after}"
    return judge(
        "counted", said, "" if after == before + 1 else f"one application is not counted once: {said}"
    )
