"""End sessions: by the person, by the provider, by an operator."""

from uuid import UUID

from raadhus.identity.domain import sessions
from raadhus.identity.models import Session
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction


def end_session(actor: Actor, session_id: UUID) -> dict[str, str]:
    """
    End the session and return what was remembered for the provider's own logout (``id_token``, ``end_session_url``).

    A session that is over already is left as it is; the answer is the same.
    """
    with transaction(actor.tenant):
        session = Session.objects.filter(id=session_id).first()
        if session is None or session.person_id != actor.person_id:
            return {}
        remembered = {name: str(value) for name, value in session.data.items()}
        Session.objects.filter(id=session_id, ended_at=None).update(ended_at=clock.now())
        audit.record(actor, "identity.sign_out", f"person:{session.person_id}")
    return remembered


def end_sessions_of_provider(tenant: UUID, *, issuer: str, provider_session: str) -> int:
    """
    End every session that ``issuer`` calls ``provider_session``; return how many.

    Source: OpenID Connect Front-Channel Logout 1.0.
    """
    with transaction(tenant):
        return Session.objects.filter(
            provider_session_hash=sessions.hash_secret(provider_session), issuer=issuer, ended_at=None
        ).update(ended_at=clock.now())
