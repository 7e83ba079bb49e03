"""Django's session engine on our own rows: bound to the municipality, ended from here or from the provider."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from raadhus.identity.domain import sessions
from raadhus.identity.domain.sessions import SessionInfo
from raadhus.identity.models import Session
from raadhus.identity.use_cases.resume_session import resume_session
from raadhus.platform import clock


class NothingIsKeptOfStrangers(RuntimeError):
    """A visitor who is not logged in has no session: keep such things in the form or in a cookie of their own."""


class SessionStore(SessionBase):
    """
    The session of one browser; read at first use, with one query.

    ``found``: the row's facts, also when it is over; ``info``: the same, but None unless it gives rights today.
    """

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._found: SessionInfo | None = None

    @property
    def found(self) -> SessionInfo | None:
        """Return the facts of the session the browser named, None when there is no such session here."""
        self._get_session()  # type: ignore[attr-defined]  # Django's own, not in its stubs
        return self._found

    @property
    def info(self) -> SessionInfo | None:
        """Return who is logged in, None for a stranger and for a session that is over."""
        found = self.found
        return None if found is None or found.is_over else found

    def load(self) -> dict[str, Any]:
        """Read the row of the key; an unknown or finished one gives an empty session."""
        known = resume_session(self.session_key) if self.session_key else None
        if known is None:
            return {}
        self._found, data = known
        return {} if self._found.is_over else dict(data)

    def exists(self, session_key: str) -> bool:
        """Tell whether a session that still gives rights has this key."""
        known = resume_session(session_key)
        return known is not None and not known[0].is_over

    def create(self) -> None:
        """Refuse: only ``sign_in`` opens sessions. Raises: NothingIsKeptOfStrangers."""
        raise NothingIsKeptOfStrangers

    def save(self, must_create: bool = False) -> None:
        """Seal the changed data into the row. Raises: NothingIsKeptOfStrangers when nobody is logged in."""
        info = self.info
        if must_create or info is None:
            raise NothingIsKeptOfStrangers
        Session.objects.filter(id=info.id).update(data=self._get_session())  # type: ignore[attr-defined]  # see above

    def delete(self, session_key: str | None = None) -> None:
        """End the session; its row stays for the record until its retention has passed."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(key_hash=sessions.hash_secret(key), ended_at=None).update(
                ended_at=clock.now()
            )

    @classmethod
    def clear_expired(cls) -> None:
        """End what has expired in the running tenant."""
        Session.objects.filter(idle_until__lt=clock.now(), ended_at=None).update(ended_at=clock.now())
