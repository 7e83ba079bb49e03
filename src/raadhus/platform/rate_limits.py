"""Rate limits counted in the database, so that all web workers count together."""

import datetime as dt
import hashlib

from django.db import connection

from raadhus.platform import clock
from raadhus.platform.models import RateCount
from raadhus.platform.refusals import TooManyRequests

_SPEND = """
INSERT INTO platform_ratecount AS counted (key, "window", spent, ends_at) VALUES (%s, %s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
    spent = CASE WHEN counted."window" = EXCLUDED."window" THEN counted.spent + 1 ELSE 1 END,
    "window" = EXCLUDED."window",
    ends_at = EXCLUDED.ends_at
RETURNING spent
"""
_SPEND_APART = _SPEND.replace(
    "VALUES (%s, %s, 1, %s)", "SELECT %s, %s, 1, %s FROM set_config('synchronous_commit', 'off', true)"
)
"""Outside a transaction nothing hangs on the count: no page waits for the disk; a crash loses half a second of counts."""


def spend(rule: str, who: str, *, limit: int, per_seconds: int) -> None:
    """
    Count one try of ``who`` under ``rule`` in the present window of ``per_seconds``.

    Raises: TooManyRequests from the try after ``limit``; it names the rule, never who.
    """
    window = int(clock.now().timestamp()) // per_seconds
    ends_at = dt.datetime.fromtimestamp((window + 1) * per_seconds, tz=dt.UTC)
    digest = hashlib.sha256(f"{rule}:{who}".encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_SPEND if connection.in_atomic_block else _SPEND_APART, [digest, window, ends_at])
        (spent,) = cursor.fetchone()
    if spent > limit:
        raise TooManyRequests(detail=rule)


def forget_passed() -> int:
    """Delete the counts whose window has passed, and return how many."""
    return RateCount.objects.filter(ends_at__lt=clock.now()).delete()[0]
