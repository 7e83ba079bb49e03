"""What everybody may know of the cases of a service: figures of months that are over, without any that is small."""

import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Generator, Iterator
from decimal import Decimal
from enum import StrEnum

from raadhus.platform.actor import Actor
from raadhus.platform.database.statements import Statement
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.statistics.domain.activity import WHOLE, Count, Measure, Stays, cases_of, channels_of, steps_of
from raadhus.statistics.domain.hiding import told_of

FEWEST_STAYS = 10
"""Of fewer stays no length is told: half of them would be a handful of people's."""
_NOBODY: Counter[str] = Counter()  # who waits now is not published
_MONTHS = 120  # as long as counts are kept
_DAY = Decimal(86_400)
# Only what is folded, which changes once a month: whoever fetches it every day sees nobody come or go.
_FOLDED = Statement("""
SELECT month, measure, place, buckets, numbers FROM statistics_activityfold
WHERE service_key = %s AND month >= (SELECT max(month) FROM statistics_activityfold) - make_interval(months => %s)
ORDER BY month
""")


class OpenMeasure(StrEnum):
    """The names that the published columns use; they never change."""

    CAME = "came"
    CAME_BY_CHANNEL = "came_by_channel"
    CLOSED = "closed"
    CLOSED_BY_RULES = "closed_by_rules"
    CLOSED_BY_HAND = "closed_by_hand"
    DEADLINE_KEPT = "deadline_kept"
    DEADLINE_MISSED = "deadline_missed"
    WITHOUT_DEADLINE = "without_deadline"
    MEDIAN_DAYS = "median_days"
    NINETIETH_DAYS = "ninetieth_days"
    STEP_MEDIAN_DAYS = "step_median_days"
    STEP_NINETIETH_DAYS = "step_ninetieth_days"


@dataclasses.dataclass(frozen=True, slots=True)
class OpenFigure:
    """One published figure of one month; ``part``: a channel or an element of the process; ``value`` None: hidden."""

    month: dt.date
    measure: OpenMeasure
    part: str
    value: int | Decimal | None


def list_open_figures(actor: Actor, service_key: str) -> tuple[OpenFigure, ...]:
    """Return what is published of a service, oldest month first; for everybody, without persons. One query."""
    expect_tenant(actor.tenant)
    months: defaultdict[dt.date, list[Count]] = defaultdict(list)
    for month, measure, place, buckets, numbers in _FOLDED.rows([service_key, _MONTHS]):
        months[month] += [
            Count("", Measure(measure), place, bucket, number)
            for bucket, number in zip(buckets, numbers, strict=True)
        ]
    return tuple(figure for month, counts in months.items() for figure in _of_month(month, counts))


def _of_month(month: dt.date, counts: list[Count]) -> Iterator[OpenFigure]:
    yield from _came(month, counts)
    is_told = yield from _closed(month, counts)
    whole = cases_of(counts, _NOBODY).stays
    if is_told and whole.number >= FEWEST_STAYS:
        yield from _lengths(month, WHOLE, whole, OpenMeasure.MEDIAN_DAYS, OpenMeasure.NINETIETH_DAYS)
    for step in sorted(steps_of(counts, _NOBODY), key=lambda one: one.place):
        if step.stays.number >= FEWEST_STAYS:
            names = OpenMeasure.STEP_MEDIAN_DAYS, OpenMeasure.STEP_NINETIETH_DAYS
            yield from _lengths(month, step.place, step.stays, *names)


def _came(month: dt.date, counts: list[Count]) -> Iterator[OpenFigure]:
    told = told_of(dict(channels_of(counts)))
    yield OpenFigure(month, OpenMeasure.CAME, "", told.total)
    for channel, number in sorted(told.parts.items()):
        yield OpenFigure(month, OpenMeasure.CAME_BY_CHANNEL, channel, number)


def _closed(month: dt.date, counts: list[Count]) -> Generator[OpenFigure, None, bool]:
    """Yield what was closed, and return whether its number is told."""
    cases = cases_of(counts, _NOBODY)
    closed = cases.automatic + cases.by_hand
    told = told_of(
        {OpenMeasure.CLOSED_BY_RULES: cases.automatic, OpenMeasure.CLOSED_BY_HAND: cases.by_hand},
        {
            OpenMeasure.DEADLINE_KEPT: cases.in_time,
            OpenMeasure.DEADLINE_MISSED: cases.late,
            OpenMeasure.WITHOUT_DEADLINE: closed - cases.in_time - cases.late,
        },
    )
    yield OpenFigure(month, OpenMeasure.CLOSED, "", told.total)
    for name, number in told.parts.items():
        yield OpenFigure(month, OpenMeasure(name), "", number)
    return told.total is not None


def _lengths(
    month: dt.date, part: str, stays: Stays, median: OpenMeasure, ninetieth: OpenMeasure
) -> Iterator[OpenFigure]:
    for measure, seconds in ((median, stays.median), (ninetieth, stays.ninetieth)):
        if seconds is not None:
            yield OpenFigure(month, measure, part, round(Decimal(seconds) / _DAY, 2))
