"""Rate limits counted in the database, so that all web workers count together."""

import hashlib

from django.db import connection

from raadhus.platform import clock
from raadhus.platform.refusals import TooManyRequests

_SPEND = """
INSERT INTO platform_ratecount AS counted (key, "window", spent) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
    spent = CASE WHEN counted."window" = EXCLUDED."window" THEN counted.spent + 1 ELSE 1 END,
    "window" = EXCLUDED."window"
RETURNING spent
"""


def spend(key: str, *, limit: int, per_seconds: int) -> None:
    """
    Count one try of ``key`` in the present window of ``per_seconds``.

    Raises: TooManyRequests from the try after ``limit``.
    """
    window = int(clock.now().timestamp()) // per_seconds
    digest = hashlib.sha256(key.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_SPEND, [digest, window])
        (spent,) = cursor.fetchone()
    if spent > limit:
        raise TooManyRequests(detail=key)
