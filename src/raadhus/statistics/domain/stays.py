"""
Lengths of stays in buckets that grow by a tenth each, so that counts of days, towns and versions can be added up.

A length read back from a bucket is at most five per cent away from the true one (DDSketch's idea: Masson, Rim and Lee,
"DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", 2019).
"""

import math
from collections.abc import Mapping

GROWTH = 1.1
ERROR_PERCENT = 5
_LOG = math.log(GROWTH)


def bucket_of(seconds: float) -> int:
    """Return the bucket of a length: 0 below one second, then one more for each tenth longer."""
    return 0 if seconds < 1 else 1 + math.floor(math.log(seconds) / _LOG)


def seconds_in(bucket: int) -> float:
    """Return the length in seconds that stands for a bucket, at most ``ERROR_PERCENT`` from all lengths in it."""
    return 0.0 if bucket == 0 else 2 * GROWTH**bucket / (GROWTH + 1)


def quantile(counts: Mapping[int, int], share: float) -> float | None:
    """Return the length, in seconds, that ``share`` of the stays (0 to 1) did not exceed; None when there are none."""
    total = sum(counts.values())
    if total == 0:
        return None
    rank, seen = max(1, math.ceil(share * total)), 0
    for bucket in sorted(counts):
        seen += counts[bucket]
        if seen >= rank:
            return seconds_in(bucket)
    raise AssertionError("the counts add up to their total")
