"""What leaders read and plan by."""

from tests.rights.matrix import GONE, REFUSED, Kind, Row
from tests.rights.people import Who
from tests.rights.places import service_page

FIGURES: tuple[Row, ...] = (
    Row(name="console:channels", kind=Kind.LEADERS),
    Row(name="console:channels-csv", kind=Kind.LEADERS),
    Row(name="console:activities", kind=Kind.LEADERS, but={Who.ASSOCIATION: REFUSED}),
    Row(name="console:activity", kind=Kind.LEADERS, where=service_page, but={Who.ASSOCIATION: REFUSED}),
    Row(
        name="console:activity-figures", kind=Kind.LEADERS, where=service_page, but={Who.ASSOCIATION: REFUSED}
    ),
    Row(name="console:plan", kind=Kind.LEADERS, where=service_page, but={Who.ASSOCIATION: REFUSED}),
    Row(
        name="console:plan",
        kind=Kind.LEADERS,
        where=service_page,
        post={"rate": "400", "read": "0"},
        but={Who.ASSOCIATION: REFUSED},
    ),
    Row(name="console:plan-csv", kind=Kind.LEADERS, where=service_page, but={Who.ASSOCIATION: REFUSED}),
    Row(name="console:activity-log", kind=Kind.LEADERS, where=service_page, but={Who.ASSOCIATION: REFUSED}),
    Row(
        name="console:activity-diagram",
        kind=Kind.LEADERS,
        where=service_page,
        but={Who.ASSOCIATION: REFUSED, Who.LEADER: GONE},  # which version is in the query
    ),
)
