"""Ids: time-ordered, unguessable, made by us before the row exists."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """
    Return a new version 7 UUID: 48 bits of Unix milliseconds, then 74 random bits.

    Source: RFC 9562, section 5.7.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(74)
    value = (milliseconds & (2**48 - 1)) << 80
    value |= 0x7 << 76
    value |= (random >> 62) << 64
    value |= 0b10 << 62
    value |= random & (2**62 - 1)
    return UUID(int=value)
