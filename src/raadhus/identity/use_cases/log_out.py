"""Log somebody out here, and say where the provider's own session is ended."""

from collections.abc import Mapping
from uuid import UUID

from raadhus.identity.queries import registrations
from raadhus.identity.use_cases.end_session import end_session
from raadhus.identity.wiring import protocol
from raadhus.platform.actor import Actor


def log_out(actor: Actor, session_id: UUID, *, provider: str, back: str, language: str) -> str:
    """
    End the actor's session, and return where to send the browser: to the provider's logout, or to ``back``.

    back: our own address, where the provider returns the browser to.
    """
    remembered = end_session(actor, session_id)
    return _provider_logout(actor.tenant, provider, remembered, back, language)


def _provider_logout(
    tenant: UUID, provider: str, remembered: Mapping[str, str], back: str, language: str
) -> str:
    registration = next((one for one in registrations(tenant) if one.key == provider), None)
    logout_url = remembered.get("logout_url", "")
    if registration is None or not logout_url:
        return back
    return protocol(registration.protocol).logout_address(
        registration, logout_url=logout_url, proof=remembered.get("proof", ""), back=back, language=language
    )
