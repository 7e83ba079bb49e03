"""What the counts of cases say."""

import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Sum

from raadhus.platform.actor import Actor, Role
from raadhus.platform.database.statements import Row, Statement
from raadhus.platform.refusals import NotAllowed
from raadhus.statistics.domain.activity import (
    CaseActivity,
    Count,
    Measure,
    StepActivity,
    cases_of,
    channels_of,
    steps_of,
)
from raadhus.statistics.models import ActivityCount, ActivityFold, WaitingCount

# What is folded and what is not yet, in one statement: while a month is being folded, nothing is missed or told twice.
_OF_SERVICE = Statement("""
SELECT package_hash, measure, place, buckets, numbers FROM statistics_activityfold
WHERE service_key = %s AND month >= %s AND month < %s
UNION ALL
SELECT package_hash, measure, place, array_agg(bucket), array_agg(number) FROM statistics_activitycount
WHERE service_key = %s AND month >= %s AND month < %s
GROUP BY 1, 2, 3
""")
_WHOLE = Statement("""
SELECT service_key, measure, buckets, numbers FROM statistics_activityfold
WHERE place = '' AND month >= %s AND month < %s
UNION ALL
SELECT service_key, measure, array_agg(bucket), array_agg(number) FROM statistics_activitycount
WHERE place = '' AND month >= %s AND month < %s
GROUP BY 1, 2
""")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class VersionActivity:
    """What happened in a period to the cases of one version of a service (the address of its package)."""

    package_hash: str
    cases: CaseActivity


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ActivityReport:
    """What happened in a service from ``begins_on`` until before ``ends_on`` (first days of months), and what waits now."""

    begins_on: dt.date
    ends_on: dt.date
    cases: CaseActivity
    steps: tuple[StepActivity, ...]
    channels: tuple[tuple[str, int], ...]
    versions: tuple[VersionActivity, ...]


def get_activity(
    actor: Actor, service_key: str, begins_on: dt.date, ends_on: dt.date, *, package_hash: str = ""
) -> ActivityReport:
    """
    Return the activity of a service, of all versions or of one; ``versions`` always tells of each. Two queries.

    It reads counts alone, so that it costs the same whether there are ten cases or ten million.
    Raises: NotAllowed for all but leaders.
    """
    if not actor.has(Role.LEADER):
        raise NotAllowed
    counts, waiting = _counts(service_key, begins_on, ends_on), _waiting(service_key)
    told = [count for count in counts if package_hash in {"", count.package_hash}]
    stands: Counter[str] = Counter()
    for version, places in waiting.items():
        if package_hash in {"", version}:
            stands.update(places)
    by_version: defaultdict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_version[count.package_hash].append(count)
    return ActivityReport(
        begins_on=begins_on,
        ends_on=ends_on,
        cases=cases_of(told, stands),
        steps=steps_of(told, stands),
        channels=channels_of(told),
        versions=tuple(
            VersionActivity(package_hash=version, cases=cases_of(by_version[version], waiting[version]))
            for version in sorted(by_version.keys() | {one for one in waiting if waiting[one].total()})
        ),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceActivity:
    """What happened in a service in a period, and how many of its cases are open now."""

    service_key: str
    cases: CaseActivity


def list_activity(actor: Actor, begins_on: dt.date, ends_on: dt.date) -> tuple[ServiceActivity, ...]:
    """Return every service in which something happened or waits, by key. Two queries. Raises: as ``get_activity``."""
    if not actor.has(Role.LEADER):
        raise NotAllowed
    counts: defaultdict[str, list[Count]] = defaultdict(list)
    for (key, measure), buckets in _added(_WHOLE.rows([begins_on, ends_on] * 2), 2).items():
        counts[key] += [Count("", Measure(measure), "", bucket, total) for bucket, total in buckets.items()]
    open_now = Counter(
        dict(
            WaitingCount.objects.filter(place="")
            .values_list("service_key")
            .annotate(total=Sum("number"))
            .filter(total__gt=0)
        )
    )
    return tuple(
        ServiceActivity(service_key=key, cases=cases_of(counts[key], Counter({"": open_now[key]})))
        for key in sorted(counts.keys() | open_now.keys())
    )


def has_activity(actor: Actor, service_key: str, package_hash: str) -> bool:
    """Tell whether a version of a service ever had cases here. Raises: as ``get_activity``."""
    if not actor.has(Role.LEADER):
        raise NotAllowed
    return any(
        model.objects.filter(service_key=service_key, package_hash=package_hash).exists()
        for model in (ActivityCount, ActivityFold)
    )


def _counts(service_key: str, begins_on: dt.date, ends_on: dt.date) -> list[Count]:
    found = _added(_OF_SERVICE.rows([service_key, begins_on, ends_on] * 2), 3)
    return [
        Count(version, Measure(measure), place, bucket, total)
        for (version, measure, place), buckets in found.items()
        for bucket, total in buckets.items()
    ]


def _added(rows: Iterable[Row], keys: int) -> dict[Row, dict[int, int]]:
    """Add up rows that have ``keys`` words and then two lists, buckets and numbers, over what the words say."""
    added: dict[Row, dict[int, int]] = {}
    for row in rows:
        sums = added.setdefault(row[:keys], {})
        for bucket, number in zip(row[keys], row[keys + 1], strict=True):
            sums[bucket] = sums.get(bucket, 0) + number
    return added


def _waiting(service_key: str) -> defaultdict[str, Counter[str]]:
    rows = (
        WaitingCount.objects.filter(service_key=service_key)
        .values_list("package_hash", "place")
        .annotate(total=Sum("number"))
        .filter(total__gt=0)
    )
    waiting: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for version, place, total in rows:
        waiting[version][place] = total
    return waiting
