"""
Fold the counts of months that are over: one row for each place and measure, with its buckets in lists.

A leader's page of twelve months reads three thousand rows so, not fifty thousand. What is counted late stands beside
what is folded, and is folded with the next month.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from raadhus.bus import due
from raadhus.organisation import public as organisation
from raadhus.platform.actor import Actor
from raadhus.platform.database.statements import Statement

FOLD = "statistics.fold_months"
_AT = dt.timedelta(hours=3, minutes=40)  # after midnight, local: when nobody is there
_FOLD = Statement("""
WITH gone AS (
    DELETE FROM statistics_activitycount WHERE month < %s
    RETURNING tenant_id, service_key, month, package_hash, measure, place, bucket, number
), summed AS (
    SELECT tenant_id, service_key, month, package_hash, measure, place, bucket, sum(number)::bigint AS number
    FROM gone GROUP BY 1, 2, 3, 4, 5, 6, 7
)
INSERT INTO statistics_activityfold AS kept
    (id, tenant_id, service_key, month, package_hash, measure, place, buckets, numbers)
SELECT gen_random_uuid(), tenant_id, service_key, month, package_hash, measure, place,
       array_agg(bucket ORDER BY bucket), array_agg(number ORDER BY bucket)
FROM summed GROUP BY 2, 3, 4, 5, 6, 7
ON CONFLICT (tenant_id, service_key, month, package_hash, measure, place)
DO UPDATE SET (buckets, numbers) = (
    SELECT array_agg(bucket ORDER BY bucket), array_agg(number ORDER BY bucket) FROM (
        SELECT bucket, sum(number)::bigint AS number FROM (
            SELECT * FROM unnest(kept.buckets, kept.numbers) AS was (bucket, number)
            UNION ALL SELECT * FROM unnest(EXCLUDED.buckets, EXCLUDED.numbers) AS came (bucket, number)
        ) AS both_of_them GROUP BY bucket
    ) AS together
)
""")


def fold_months(actor: Actor) -> None:
    """
    Fold every month before the local one, and come again when this one is over.

    Called by a job; done twice it changes nothing.
    """
    this_month = organisation.local_today(actor.tenant).replace(day=1)
    _FOLD.count([this_month])
    fold_when_over(actor, this_month)


def fold_when_over(actor: Actor, month: dt.date) -> None:
    """Have the counts of ``month`` (any day of it) folded soon after it has ended."""
    zone: ZoneInfo = organisation.municipality(actor.tenant).zone
    ended_on = (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    due.set_due(FOLD, actor.tenant, dt.datetime.combine(ended_on, dt.time(), zone) + _AT)
