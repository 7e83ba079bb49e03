"""Less than was asked for never goes out without reasons, law and appeal guidance."""

import datetime as dt
import itertools
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from raadhus.cases.domain import appeals, decisions
from raadhus.cases.domain.decisions import AppealGuidance, Grounds, Law
from raadhus.cases.domain.states import Outcome

LAW = (Law("Dagtilbudsloven § 43", "https://example.org/law"),)
APPEAL = AppealGuidance("The municipality, then Ankestyrelsen", 28)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.mark.parametrize(
    ("percent", "outcome"), [("100", "granted"), ("99", "partly"), ("1", "partly"), ("0", "rejected")]
)
def test_an_outcome_follows_from_the_share(percent, outcome):
    assert decisions.outcome_of(Decimal(percent), Decimal(100)) == outcome


def test_what_was_asked_and_granted_is_granted_also_below_full():
    assert decisions.outcome_of(Decimal(50), Decimal(50)) == Outcome.GRANTED


@pytest.mark.parametrize("percent", ["-1", "100.01"])
def test_a_share_outside_the_scale_is_refused(percent):
    with pytest.raises(ValueError, match="between 0 and 100"):
        decisions.outcome_of(Decimal(percent), Decimal(100))


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.PARTLY, Outcome.FORWARDED])
@pytest.mark.parametrize(
    "lacking", [c for n in (1, 2, 3) for c in itertools.combinations(("reasons", "law", "appeal"), n)]
)
def test_no_burdensome_decision_goes_out_without_the_three(outcome, lacking):
    grounds = Grounds(
        reasons=(" ",) if "reasons" in lacking else ("Because.",),
        law=() if "law" in lacking else LAW,
        appeal=AppealGuidance("", 28) if "appeal" in lacking else APPEAL,
    )

    assert grounds.missing() == lacking
    assert not decisions.may_go_out(outcome, grounds)


def test_a_rejection_with_the_three_goes_out():
    assert decisions.may_go_out(Outcome.REJECTED, Grounds(reasons=("Because.",), law=LAW, appeal=APPEAL))


def test_deciding_otherwise_than_the_rules_is_a_deviation():
    assert decisions.deviates(Decimal(40), Decimal(45))
    assert not decisions.deviates(Decimal(45), Decimal("45.0"))
    assert not decisions.deviates(Decimal(45), None)


def test_an_appeal_in_the_last_minute_is_in_time_and_one_minute_later_late():
    last_on = appeals.last_day(dt.date(2024, 3, 3), 28)
    in_time = dt.datetime(2024, 3, 31, 21, 59, tzinfo=dt.UTC)

    assert last_on == dt.date(2024, 3, 31)
    assert not appeals.is_late(last_on, COPENHAGEN, in_time)
    assert appeals.is_late(last_on, COPENHAGEN, in_time + dt.timedelta(minutes=1))


def test_without_a_time_limit_no_appeal_is_late():
    assert appeals.last_day(dt.date(2024, 3, 3), None) is None
    assert not appeals.is_late(None, COPENHAGEN, dt.datetime(2044, 1, 1, tzinfo=dt.UTC))
