"""What a session is, how long it lasts, and what it is called in the browser."""

import dataclasses
import datetime as dt
import hashlib
import secrets
from uuid import UUID

from raadhus.platform.actor import Assurance

IDLE = dt.timedelta(minutes=30)
LONGEST = dt.timedelta(hours=8)
SEEN_EVERY = dt.timedelta(
    minutes=1
)  # a visit moves the end on at most this often: one write a minute, not a page
KEEP_TYPED = dt.timedelta(minutes=15)
ATTEMPT = dt.timedelta(minutes=15)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SessionInfo:
    """
    Somebody's logged-in browser.

    provider: the key of the login provider; name: as the provider gave it; is_over: expired or ended, gives no right.
    """

    id: UUID
    person_id: UUID
    is_staff: bool
    assurance: Assurance
    provider: str
    name: str
    logout_origin: str
    is_over: bool
    was_ended: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """What a login led to; ``session_key`` goes to the browser and is kept nowhere."""

    person_id: UUID
    session_id: UUID
    session_key: str
    assurance: Assurance
    is_first: bool


def new_secret() -> str:
    """Return 256 random bits for a cookie or an address."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> bytes:
    """Return what is kept of a secret; it has too many bits to be guessed from this."""
    return hashlib.sha256(secret.encode()).digest()
