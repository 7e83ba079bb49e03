"""Somebody comes back with the key of a session: it is found, and stays open for a while longer."""

from raadhus.identity.domain import sessions
from raadhus.identity.domain.origins import origin_of
from raadhus.identity.domain.sessions import SessionInfo
from raadhus.identity.models import Session
from raadhus.platform import clock
from raadhus.platform.actor import Assurance
from raadhus.platform.ready_query import ReadyQuery

_OF_SESSION = (
    "person_id",
    "provider",
    "is_staff",
    "assurance",
    "data",
    "seen_at",
    "idle_until",
    "ends_at",
    "ended_at",
)
_session = ReadyQuery(lambda key_hash: Session.objects.filter(key_hash=key_hash).only(*_OF_SESSION)[:1])


def resume_session(session_key: str) -> tuple[SessionInfo, dict[str, object]] | None:
    """
    Return the session that the browser's key opens, with its data, also when it is over; None for a key of nobody's.

    One query, and a write at most once a minute.
    """
    row = _session.first(key_hash=sessions.hash_secret(session_key))
    if row is None:
        return None
    now = clock.now()
    is_over = row.ended_at is not None or now >= row.idle_until or now >= row.ends_at
    if not is_over and abs(now - row.seen_at) >= sessions.SEEN_EVERY:
        Session.objects.filter(id=row.id).update(seen_at=now, idle_until=now + sessions.IDLE)
    info = SessionInfo(
        id=row.id,
        person_id=row.person_id,
        is_staff=row.is_staff,
        assurance=Assurance(row.assurance),
        provider=row.provider,
        name=str(row.data.get("name", "")),
        logout_origin=origin_of(str(row.data.get("logout_url", ""))),
        is_over=is_over,
        was_ended=row.ended_at is not None,
    )
    return info, row.data
