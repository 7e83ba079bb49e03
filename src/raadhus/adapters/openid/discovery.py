"""What an issuer publishes about itself: its addresses and keys, kept for a bounded while, never trusted blindly."""

import dataclasses
import time
from http import HTTPStatus
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from raadhus.adapters.openid.asking import ask, expect_safe, read_json
from raadhus.identity.ports import ProviderUnavailable

_KNOWN_FOR_SECONDS = 600
_ASK_AGAIN_SECONDS = 30  # tokens with invented key ids must not make us ask the provider all the time


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The addresses of one issuer. Source: OpenID Connect Discovery 1.0, section 3."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str
    requires_iss: bool


class Issuers:
    """The issuers this process knows."""

    def __init__(self) -> None:
        self._metadata: dict[str, tuple[float, Metadata]] = {}
        self._keys: dict[str, tuple[float, KeySet]] = {}

    def metadata(self, issuer: str) -> Metadata:
        """Return the addresses of ``issuer``. Raises: ProviderUnavailable, also when it describes another issuer."""
        known = self._metadata.get(issuer)
        if known is None or time.monotonic() - known[0] > _KNOWN_FOR_SECONDS:
            known = (time.monotonic(), self._discover(issuer))
            self._metadata[issuer] = known
        return known[1]

    def keys(self, issuer: str, *, lacking: bool = False) -> KeySet:
        """
        Return the keys of ``issuer``.

        ``lacking``: a token names a key we do not have; they are fetched again, but not more often than twice a minute.
        Raises: ProviderUnavailable.
        """
        known = self._keys.get(issuer)
        lifetime = _ASK_AGAIN_SECONDS if lacking else _KNOWN_FOR_SECONDS
        if known is None or time.monotonic() - known[0] > lifetime:
            known = (time.monotonic(), self._fetch_keys(issuer))
            self._keys[issuer] = known
        return known[1]

    def _discover(self, issuer: str) -> Metadata:
        said = _get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if said.get("issuer") != issuer:
            raise ProviderUnavailable("the provider describes another issuer")
        names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        addresses = {name: str(said.get(name, "")) for name in names}
        addresses["end_session_endpoint"] = str(said.get("end_session_endpoint", ""))
        for name in names:
            expect_safe(addresses[name])
        if addresses["end_session_endpoint"]:
            expect_safe(addresses["end_session_endpoint"])
        requires_iss = said.get("authorization_response_iss_parameter_supported") is True
        return Metadata(issuer=issuer, requires_iss=requires_iss, **addresses)

    def _fetch_keys(self, issuer: str) -> KeySet:
        said = _get(self.metadata(issuer).jwks_uri)
        try:
            return KeySet.import_key_set({"keys": list(said["keys"])})
        except (JoseError, AttributeError, KeyError, TypeError, ValueError) as error:
            raise ProviderUnavailable("the provider's keys cannot be read") from error


def _get(url: str) -> dict[str, Any]:
    status, body = ask(url, {"Accept": "application/json"})
    if status != HTTPStatus.OK:
        raise ProviderUnavailable(f"the provider answered {status}")
    try:
        return read_json(body)
    except ValueError as error:
        raise ProviderUnavailable("the provider's answer cannot be read") from error
