"""The event log: what happened in which order, whole, and of nobody."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from lxml import etree

from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA, NOON, NORDBY, Town
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed
from raadhus.platform.tenancy.scope import transaction
from raadhus.statistics.public import write_event_log

XES = "{http://www.xes-standard.org/}"
SERVICE = "free-place-subsidy"
FEWEST = "raadhus.statistics.use_cases.write_event_log.FEWEST"


@pytest.fixture(autouse=True)
def few_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two cases be enough, so that each test needs no more."""
    monkeypatch.setattr(FEWEST, 2)


@pytest.fixture
def town(towns: None, db: None) -> Iterator[Town]:
    """Return Egeby with one case that rules decided and one that waits for a caseworker."""
    with clock.frozen(NOON):
        built = Town().build()
        built.move_in(ANNE, EVA)
        built.decide_application(ANNE)
        built.decide_application(EVA, contested=True)
        yield built


def taken(town: Town, actor: Actor | None = None, since: dt.datetime = NOON) -> bytes:
    """Return the log as a leader gets it."""
    asks = actor or town.caseworker(CARL, Role.LEADER)
    with transaction(asks.tenant):
        pieces = write_event_log(asks, SERVICE, since)
    return b"".join(pieces)


def courses(log: bytes) -> list[list[str]]:
    """Return the names of the events of each trace."""
    root = etree.fromstring(log)
    return [
        [
            str(event.find(f"{XES}string[@key='concept:name']").get("value"))
            for event in trace.iter(f"{XES}event")
        ]
        for trace in root.iter(f"{XES}trace")
    ]


def test_each_case_is_a_trace_of_its_steps_in_order(town):
    assert courses(taken(town)) == [
        ["Ansøgning sendt", "Saml oplysninger", "Beregn og vælg vej", "Send afgørelse", "Afgjort"],
        ["Ansøgning sendt", "Saml oplysninger", "Beregn og vælg vej"],
    ]


def test_each_event_has_its_times_and_each_case_its_version(town):
    root = etree.fromstring(taken(town))
    for event in root.iter(f"{XES}event"):
        began, ended = (
            event.find(f"{XES}date[@key='{key}']") for key in ("start_timestamp", "time:timestamp")
        )
        assert dt.datetime.fromisoformat(began.get("value")) <= dt.datetime.fromisoformat(ended.get("value"))
    versions = [trace.find(f"{XES}string[@key='version']").get("value") for trace in root.iter(f"{XES}trace")]
    assert versions == ["1.0.0", "1.0.0"]


def test_times_are_whole_local_days(town):
    with clock.frozen(NOON.replace(hour=23, minute=30)):  # half past midnight in Denmark
        town.decide_application(ANNE)
    days = [
        {date.get("value") for date in trace.iter(f"{XES}date")}
        for trace in etree.fromstring(taken(town)).iter(f"{XES}trace")
    ]
    assert days == [{"2024-11-05T00:00:00+00:00"}] * 2 + [{"2024-11-06T00:00:00+00:00"}]


def test_a_version_of_fewer_than_five_cases_is_not_told(town, monkeypatch):
    monkeypatch.setattr(FEWEST, 5)
    town.move_in(BO)
    for _one in range(2):
        town.decide_application(BO)
    assert courses(taken(town)) == []

    town.decide_application(BO)
    assert len(courses(taken(town))) == 5


def test_no_id_number_or_name_is_in_it(town):
    log = taken(town).decode()

    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", log)
    assert "EGE-" not in log
    for resident in (ANNE, EVA):
        assert resident.number not in log
        assert resident.name not in log
    numbers = [
        trace.find(f"{XES}string").get("value")
        for trace in etree.fromstring(log.encode()).iter(f"{XES}trace")
    ]
    assert numbers == ["1", "2"]


def test_a_log_of_several_pieces_is_the_same(town, monkeypatch):
    whole = taken(town)
    monkeypatch.setattr("raadhus.statistics.use_cases.write_event_log._BATCH", 1)

    assert courses(taken(town)) == courses(whole)
    assert etree.fromstring(taken(town)).get("xes.version") == "1849-2016"


def test_cases_before_the_period_and_of_other_towns_are_not_in_it(town):
    assert courses(taken(town, since=NOON + dt.timedelta(days=1))) == []
    north = dataclasses.replace(town.caseworker(CARL, Role.LEADER), tenant=NORDBY)
    assert courses(taken(town, north)) == []


def test_only_leaders_take_it_and_that_is_noted(town):
    noted = apps.get_model("platform", "AuditEntry").objects.filter(act="statistics.write_event_log")
    with transaction(town.tenant), pytest.raises(NotAllowed):
        write_event_log(town.caseworker(), SERVICE, NOON)
    with transaction(town.tenant):
        assert noted.count() == 0
    taken(town)
    with transaction(town.tenant):
        assert noted.count() == 1
