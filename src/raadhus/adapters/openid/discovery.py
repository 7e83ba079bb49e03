"""What an issuer publishes about itself: its addresses and keys, kept for a bounded while, never trusted blindly."""

import dataclasses
import ipaddress
import time
from typing import Any
from urllib.parse import urlsplit

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from raadhus.identity.ports import ProviderUnavailable

_KNOWN_FOR_SECONDS = 600
_ASK_AGAIN_SECONDS = 30  # tokens with invented key ids must not make us ask the provider all the time
_LARGEST_ANSWER = 256 * 1024


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

    def __init__(self, http: httpx.Client) -> None:
        self._http = http
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
        said = self._get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if said.get("issuer") != issuer:
            raise ProviderUnavailable("the provider describes another issuer")
        names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        addresses = {name: str(said.get(name, "")) for name in names}
        addresses["end_session_endpoint"] = str(said.get("end_session_endpoint", ""))
        for name in names:
            _expect_safe(addresses[name])
        if addresses["end_session_endpoint"]:
            _expect_safe(addresses["end_session_endpoint"])
        requires_iss = said.get("authorization_response_iss_parameter_supported") is True
        return Metadata(issuer=issuer, requires_iss=requires_iss, **addresses)

    def _fetch_keys(self, issuer: str) -> KeySet:
        said = self._get(self.metadata(issuer).jwks_uri)
        try:
            return KeySet.import_key_set({"keys": list(said["keys"])})
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise ProviderUnavailable("the provider's keys cannot be read") from error

    def _get(self, url: str) -> dict[str, Any]:
        _expect_safe(url)
        try:
            answer = self._http.get(url)
            answer.raise_for_status()
            said = answer.json() if len(answer.content) <= _LARGEST_ANSWER else None
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderUnavailable(type(error).__name__) from error
        if not isinstance(said, dict):
            raise ProviderUnavailable("the provider's answer cannot be read")
        return said


def _expect_safe(url: str) -> None:
    """Make sure that nobody on the way can read or change what is exchanged. Raises: ProviderUnavailable."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_this_machine(parts.hostname or "")):
        raise ProviderUnavailable("an address of the provider is not protected")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
