"""What a login protocol must be able to do; adapters carry it out (OpenID Connect today, SAML 2.0 beside it later)."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from raadhus.identity.domain.claims import ClaimMap, ClaimsRefused, LoginClaims
from raadhus.platform.actor import Assurance

__all__ = [
    "Begun",
    "ClaimMap",
    "ClaimsRefused",
    "LoginCancelled",
    "LoginClaims",
    "LoginProtocol",
    "LoginRefused",
    "Proven",
    "ProviderUnavailable",
    "Registration",
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """
    A municipality's registration at one provider; ``algorithms``: the signatures it may use, nothing else.

    id: of what is kept here, None before it is.
    """

    key: str
    title: str
    is_for_staff: bool
    protocol: str
    issuer: str
    client_id: str
    client_secret: str = dataclasses.field(repr=False)
    scopes: str
    algorithms: tuple[str, ...]
    claims: ClaimMap
    id: UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Where to send the browser, and what we must still know when it comes back (sealed, never shown to it)."""

    url: str
    remembered: dict[str, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """
    What the provider has proven to say.

    logout_url: where the provider's own session is ended, empty when it cannot be; proof: what names that session there.
    """

    claims: Mapping[str, Any]
    logout_url: str
    proof: str


class LoginRefused(Exception):
    """The answer is not what an honest provider sends for this attempt; the text is a code for the log."""


class LoginCancelled(LoginRefused):
    """The person turned back at the provider."""


class ProviderUnavailable(Exception):
    """The provider is down or too slow."""


class LoginProtocol(Protocol):
    """One way to have somebody vouched for."""

    def begin(
        self,
        registration: Registration,
        *,
        state: str,
        callback: str,
        assurance: Assurance,
        language: str,
        anew: bool,
    ) -> Begun:
        """
        Prepare a login at ``assurance`` or above; ``anew``: also when the provider still knows the browser.

        Raises: ProviderUnavailable.
        """

    def finish(
        self,
        registration: Registration,
        *,
        callback: str,
        answer: Mapping[str, str],
        remembered: Mapping[str, str],
    ) -> Proven:
        """Check everything the browser brought back. Raises: LoginRefused, LoginCancelled, ProviderUnavailable."""

    def logout_address(
        self, registration: Registration, *, logout_url: str, proof: str, back: str, language: str
    ) -> str:
        """Return where to send the browser to end the provider's session too."""
