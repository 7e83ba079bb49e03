"""Count what a case went through since it was last looked at; whoever reads figures reads these counts, not the history."""

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from raadhus.cases import public as cases
from raadhus.cases.public import CaseCourse, CaseKind
from raadhus.organisation import public as organisation
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.database.statements import Statement
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.tenancy.appending import append
from raadhus.platform.tenancy.changing import change
from raadhus.processes import public as processes
from raadhus.processes.public import Progress
from raadhus.statistics.domain.activity import WHOLE, Measure
from raadhus.statistics.domain.stays import bucket_of
from raadhus.statistics.models import Following
from raadhus.statistics.use_cases.fold_months import fold_when_over

_SHARDS = 4
_following = ReadyQuery(
    lambda instance_id: Following.objects.select_for_update().filter(instance_id=instance_id)
)
# Sorted, so that two who count at once take the rows in one order. Tells whether it wrote a month's first row of cases.
_COUNT = Statement("""
WITH written AS (
INSERT INTO statistics_activitycount AS counted
    (id, tenant_id, service_key, package_hash, month, measure, place, bucket, shard, number)
SELECT gen_random_uuid(), %s::uuid, %s, %s, new.* FROM unnest(
    %s::date[], %s::text[], %s::text[], %s::smallint[], %s::smallint[], %s::bigint[])
    AS new (month, measure, place, bucket, shard, number)
ORDER BY 5, 6, 7, 8
ON CONFLICT (tenant_id, service_key, month, package_hash, measure, place, bucket, shard)
DO UPDATE SET number = counted.number + EXCLUDED.number
RETURNING xmax = 0 AND place = '' AND measure = 'entered' AS is_first
) SELECT bool_or(is_first) FROM written
""")
_WAIT = Statement("""
INSERT INTO statistics_waitingcount AS counted (id, tenant_id, service_key, package_hash, shard, place, number)
SELECT gen_random_uuid(), %s::uuid, %s, %s, %s::smallint, new.*
FROM unnest(%s::text[], %s::bigint[]) AS new (place, number) ORDER BY 6
ON CONFLICT (tenant_id, service_key, package_hash, place, shard)
DO UPDATE SET number = counted.number + EXCLUDED.number
""")
Key = tuple[dt.date, Measure, str, int]


def follow_case(actor: Actor, case_id: UUID) -> None:
    """
    Count what happened in an application's case since the last time; done twice, it counts nothing twice.

    A case that was reopened is taken out again of the month that counted it as closed, and waits; closed again before we
    looked, it moves to its last ending. Of a case whose closing older code counted, nobody knows in what (``closed_as`` is
    empty): it stays counted there, whatever becomes of it, so that it is never counted as closed twice.
    Called by a job. An appeal has no process of its own and is not followed.
    """
    course = cases.find_course(actor, case_id)
    if course is None or course.process_id is None or course.kind is not CaseKind.APPLICATION:
        return
    before = _following.first(instance_id=course.process_id)
    is_new = before is None
    row = before or Following(instance_id=course.process_id, position=0)
    progress = processes.get_progress(actor, course.process_id, row.position)
    zone = organisation.municipality(actor.tenant).zone
    ending = _of_ending(course, zone)
    closes = course.closed_at is not None and not row.is_over
    can_be_taken_out = row.is_over and bool(row.closed_as)
    moves = can_be_taken_out and bool(ending) and set(ending) != set(_as_keys(row.closed_as))
    reopens = can_be_taken_out and course.closed_at is None
    if not (
        is_new or closes or moves or reopens or progress.passed or list(progress.standing) != row.standing
    ):
        return
    counts = _of_steps(progress, Counter(row.standing), zone) + _of_case(course, zone, is_new)
    if reopens or moves:
        counts.subtract(_as_keys(row.closed_as))
        row.closed_as = []
    if closes or moves:
        counts.update(ending)
        row.closed_as = [[key[0].isoformat(), *key[1:]] for key in ending]
    waiting = Counter(progress.standing)
    waiting.subtract(Counter(row.standing))
    waiting[WHOLE] = is_new - closes + reopens
    _write(actor, course, counts, waiting)
    row.position, row.standing, row.is_over = (
        progress.position,
        list(progress.standing),
        (row.is_over or closes) and not reopens,
    )
    if is_new:
        append(row)
    else:
        change(row, "position", "standing", "is_over", "closed_as")


def _of_steps(progress: Progress, stood: Counter[str], zone: ZoneInfo) -> Counter[Key]:
    """Return what to count of steps; who stands somewhere entered it this month, a stay counts where it ended."""
    counts: Counter[Key] = Counter()
    entered = Counter(progress.standing)
    for one in progress.passed:
        month = _month(one.left_at, zone)
        counts[month, Measure.LEFT, one.element, 0] += 1
        length = (one.left_at - one.entered_at).total_seconds()
        counts[month, Measure.STAY, one.element, bucket_of(length)] += 1
        entered[one.element] += 1
    this_month = _month(clock.now(), zone)
    for place, number in (entered - stood).items():
        counts[this_month, Measure.ENTERED, place, 0] += number
    return counts


def _of_case(course: CaseCourse, zone: ZoneInfo, is_new: bool) -> Counter[Key]:
    counts: Counter[Key] = Counter()
    if is_new:
        month = _month(course.opened_at, zone)
        counts[month, Measure.ENTERED, WHOLE, 0] += 1
        counts[month, Measure.CHANNEL, course.channel, 0] += 1
    return counts


def _of_ending(course: CaseCourse, zone: ZoneInfo) -> list[Key]:
    """Return what a case that was closed is counted in, once each."""
    if course.closed_at is None:
        return []
    month = _month(course.closed_at, zone)
    length = (course.closed_at - course.opened_at).total_seconds()
    keys: list[Key] = [
        (month, Measure.LEFT, WHOLE, 0),
        (month, Measure.STAY, WHOLE, bucket_of(length)),
        (month, Measure.AUTOMATIC if course.is_automatic else Measure.BY_HAND, WHOLE, 0),
    ]
    if course.deadline_on is not None:
        kept = course.closed_at.astimezone(zone).date() <= course.deadline_on
        keys.append((month, Measure.IN_TIME if kept else Measure.LATE, WHOLE, 0))
    return keys


def _as_keys(kept: Iterable[tuple[str, str, str, int]]) -> list[Key]:
    return [
        (dt.date.fromisoformat(month), Measure(measure), place, bucket)
        for month, measure, place, bucket in kept
    ]


def _write(actor: Actor, course: CaseCourse, counts: Counter[Key], waiting: Counter[str]) -> None:
    whose, shard = [actor.tenant, course.service_key, course.package_hash], secrets.randbelow(_SHARDS)
    if counts:
        months, measures, places, buckets = zip(*counts, strict=True)
        shards = [
            0 if bucket else shard for bucket in buckets
        ]  # stays of some length are spread by their length
        told = [list(months), [str(each) for each in measures], list(places), list(buckets), shards]
        ((is_first,),) = _COUNT.rows([*whose, *told, list(counts.values())])
        if is_first:
            fold_when_over(actor, organisation.local_today(actor.tenant))
    moved = {place: number for place, number in waiting.items() if number}
    if moved:
        _WAIT.count([*whose, shard, list(moved), list(moved.values())])


def _month(at: dt.datetime, zone: ZoneInfo) -> dt.date:
    return at.astimezone(zone).date().replace(day=1)
