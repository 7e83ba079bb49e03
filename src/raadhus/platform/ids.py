"""Ids: time-ordered, unguessable, made by us before the row exists."""

import secrets
import threading
import time
from uuid import UUID

_one_at_a_time = threading.Lock()
_last_tick = 0


def new_id() -> UUID:
    """
    Return a new version 7 UUID: 48 bits of Unix milliseconds, 12 of their fraction, then 62 random bits.

    Ids of one process are in the order in which they were made, also within a millisecond.

    Source: RFC 9562, sections 5.7 and 6.2 (method 3: what lies below a millisecond in `rand_a`).
    """
    tick = _next_tick()
    value = ((tick >> 12) & (2**48 - 1)) << 80
    value |= 0x7 << 76
    value |= (tick & 0xFFF) << 64
    value |= 0b10 << 62
    value |= secrets.randbits(62)
    return UUID(int=value)


def _next_tick() -> int:
    """Return the time in 4096ths of a millisecond, always later than the last one, also where the clock goes back."""
    global _last_tick  # noqa: PLW0603 - the last id's time is one for the whole process, as the clock is
    with _one_at_a_time:
        _last_tick = max(time.time_ns() * 4096 // 1_000_000, _last_tick + 1)
        return _last_tick
