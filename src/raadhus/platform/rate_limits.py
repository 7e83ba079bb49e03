"""Rate limits counted in the database, so that all web workers count together."""

import dataclasses
import datetime as dt
import functools
import hashlib
from collections.abc import Sequence

from django.db import connection

from raadhus.platform import clock
from raadhus.platform.database.statements import Statement
from raadhus.platform.models import RateCount
from raadhus.platform.refusals import TooManyRequests

_SPEND = """
INSERT INTO platform_ratecount AS counted (key, "window", spent, ends_at) VALUES {}
ON CONFLICT (key) DO UPDATE SET
    spent = CASE WHEN counted."window" = EXCLUDED."window" THEN counted.spent + 1 ELSE 1 END,
    "window" = EXCLUDED."window",
    ends_at = EXCLUDED.ends_at
RETURNING key, spent{}
"""
_AND_WAIT_FOR_NO_DISK = ", set_config('synchronous_commit', 'off', true)"
"""Outside a transaction nothing hangs on the count: no page waits for the disk; a crash loses half a second of counts."""


@dataclasses.dataclass(frozen=True, slots=True)
class Try:
    """One try of ``who`` under ``rule``, which allows ``limit`` of them in ``per_seconds``."""

    rule: str
    who: str
    limit: int
    per_seconds: int

    @property
    def key(self) -> str:
        """Return under what it is counted; nobody can be read from it."""
        return hashlib.sha256(f"{self.rule}:{self.who}".encode()).hexdigest()


def spend(rule: str, who: str, *, limit: int, per_seconds: int) -> None:
    """
    Count one try of ``who`` under ``rule`` in the present window of ``per_seconds``.

    Raises: TooManyRequests from the try after ``limit``; it names the rule, never who.
    """
    spend_all([Try(rule, who, limit, per_seconds)])


def spend_all(tries: Sequence[Try]) -> None:
    """
    Count several tries, each of another rule, by one statement. All are counted, also when one is refused.

    Raises: TooManyRequests, as ``spend``, for the first that is beyond its limit.
    """
    if not tries:
        return
    now = int(clock.now().timestamp())
    by_key = {one.key: one for one in tries}
    values: list[object] = []
    for key, one in sorted(by_key.items()):  # one order for all, so that two never wait for each other
        window = now // one.per_seconds
        values += [key, window, dt.datetime.fromtimestamp((window + 1) * one.per_seconds, tz=dt.UTC)]
    counted = _spending(len(by_key), is_apart=not connection.in_atomic_block).rows(values)
    spent: dict[str, int] = {row[0]: row[1] for row in counted}
    for key, one in by_key.items():
        if spent[key] > one.limit:
            raise TooManyRequests(detail=one.rule)


@functools.cache
def _spending(rules: int, *, is_apart: bool) -> Statement:
    places = ", ".join(["(%s, %s, 1, %s)"] * rules)
    return Statement(_SPEND.format(places, _AND_WAIT_FOR_NO_DISK if is_apart else ""))


def forget_passed() -> int:
    """Delete the counts whose window has passed, and return how many."""
    return RateCount.objects.filter(ends_at__lt=clock.now()).delete()[0]
