"""What the provider answers where the protocol asks: who is registered, whom somebody chose to be, with which claims.

The protocol is oauthlib's. Codes lie in memory: one process serves, and a code lives for a minute.
"""

import base64
import binascii
import dataclasses
import hmac
import threading
import time
import uuid
from typing import Any
from urllib.parse import unquote_plus

from jwcrypto import jwk
from oauthlib.oauth2 import AuthorizationEndpoint, BearerToken, InvalidGrantError, TokenEndpoint
from oauthlib.openid import RequestValidator
from oauthlib.openid.connect.core.grant_types import AuthorizationCodeGrant

from raadhus.adapters import demo_people
from raadhus.adapters.local_eid import faults
from raadhus.adapters.local_eid.keys import keep_signing_key
from raadhus.adapters.local_eid.registrations import CALLBACK, REGISTRATIONS
from raadhus.adapters.local_eid.settings import FOLDER
from raadhus.platform.environment import current_environment

SIGNING_KEY = jwk.JWK.from_pem(keep_signing_key(FOLDER / "signing-key.pem").encode())
_CODE_SECONDS = 60
_TOKEN_SECONDS = 300


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who was chosen on the page, at which level, in which session of the provider, with which fault."""

    person: str
    level: str
    session: str
    fault: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Grant:
    """What a code stands for until it is redeemed."""

    choice: Choice
    client_id: str
    redirect_uri: str
    scopes: list[str]
    challenge: str
    challenge_method: str
    nonce: str | None
    ends_at: float


class Validator(RequestValidator):  # type: ignore[misc]  # oauthlib is untyped
    """Carry a ``Choice`` from the page to the token."""

    def __init__(self) -> None:
        super().__init__()
        self._grants: dict[str, _Grant] = {}
        self._lock = threading.Lock()

    def validate_client_id(self, client_id: str, request: Any, *_a: Any, **_k: Any) -> bool:
        """Know who asks."""
        request.client = REGISTRATIONS.get(client_id)
        return request.client is not None

    def authenticate_client(self, request: Any, *_a: Any, **_k: Any) -> bool:
        """Know who asks by its secret. Source: RFC 6749, section 2.3.1, Basic."""
        kind, _, credentials = request.headers.get("Authorization", "").partition(" ")
        try:
            client_id, _, secret = base64.b64decode(credentials).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        if kind != "Basic" or not self.validate_client_id(unquote_plus(client_id), request):
            return False
        known = request.client.secret(current_environment().eid_secret)
        return hmac.compare_digest(unquote_plus(secret).encode(), known.encode())

    def validate_redirect_uri(
        self, client_id: str, redirect_uri: str, request: Any, *_a: Any, **_k: Any
    ) -> bool:
        """Accept the town's own callback on any port of its host."""
        return REGISTRATIONS[client_id].is_own_address(redirect_uri, CALLBACK)

    def get_default_redirect_uri(self, client_id: str, request: Any, *_a: Any, **_k: Any) -> None:
        """Have none: a client says where it wants the code."""

    def validate_response_type(
        self, client_id: str, response_type: str, client: Any, request: Any, *_a: Any, **_k: Any
    ) -> bool:
        """Give codes only."""
        return response_type == "code"

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Any, request: Any, *_a: Any, **_k: Any
    ) -> bool:
        """Take codes only."""
        return grant_type == "authorization_code"

    def validate_scopes(
        self, client_id: str, scopes: list[str], client: Any, request: Any, *_a: Any, **_k: Any
    ) -> bool:
        """Give what the kind of provider has."""
        return set(scopes) <= set(client.claim_set.scopes.split())

    def get_default_scopes(self, client_id: str, request: Any, *_a: Any, **_k: Any) -> list[str]:
        """Say who it is, when nothing is asked for."""
        return ["openid"]

    def is_pkce_required(self, client_id: str, request: Any) -> bool:
        """Want it of everybody. Source: RFC 7636."""
        return True

    def validate_silent_login(self, request: Any) -> bool:
        """Let nobody in without the page: one chooses there, whoever one was before."""
        return False

    def validate_user_match(self, id_token_hint: Any, scopes: Any, claims: Any, request: Any) -> bool:
        """Hold to no hint, for the same reason."""
        return True

    def save_authorization_code(
        self, client_id: str, code: dict[str, str], request: Any, *_a: Any, **_k: Any
    ) -> None:
        """Keep what the code stands for; forget codes that nobody redeemed."""
        now = time.monotonic()
        grant = _Grant(
            choice=request.choice,
            client_id=client_id,
            redirect_uri=request.redirect_uri,
            scopes=request.scopes,
            challenge=request.code_challenge,
            challenge_method=request.code_challenge_method,
            nonce=request.nonce,
            ends_at=now + _CODE_SECONDS,
        )
        with self._lock:
            while self._grants and next(iter(self._grants.values())).ends_at <= now:
                del self._grants[next(iter(self._grants))]
            self._grants[code["code"]] = grant

    def validate_code(
        self, client_id: str, code: str, client: Any, request: Any, *_a: Any, **_k: Any
    ) -> bool:
        """Know a code of this client that is still good."""
        grant = self._grants.get(code)
        if grant is None or grant.client_id != client.client_id or grant.ends_at <= time.monotonic():
            return False
        request.grant, request.scopes = grant, grant.scopes
        return True

    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, client: Any, request: Any, *_a: Any, **_k: Any
    ) -> bool:
        """Want the address that the code was sent to."""
        return bool(redirect_uri == request.grant.redirect_uri)

    def get_code_challenge(self, code: str, request: Any) -> str:
        """Return what the verifier must fit."""
        return str(request.grant.challenge)

    def get_code_challenge_method(self, code: str, request: Any) -> str:
        """Return how it must fit."""
        return str(request.grant.challenge_method)

    def get_authorization_code_nonce(
        self, client_id: str, code: str, redirect_uri: str, request: Any
    ) -> str | None:
        """Return what the client wants to find in the id token again."""
        nonce: str | None = request.grant.nonce
        return nonce

    def get_id_token(self, token: Any, token_handler: Any, request: Any) -> None:
        """Leave it to ``finalize_id_token``."""

    def finalize_id_token(self, id_token: dict[str, Any], _token: Any, _handler: Any, request: Any) -> str:
        """Return the signed id token with the claims of the chosen person, spoiled when a fault is on."""
        choice: Choice = request.grant.choice
        registration = request.client
        master = current_environment()
        now = int(time.time())
        claims = {
            **id_token,
            **registration.claim_set.say(
                demo_people.find(choice.person), choice.level, registration.client_id
            ),
            "iss": registration.issuer(master.eid_url),
            "exp": now + _TOKEN_SECONDS,
            "auth_time": now,
            "sid": choice.session,
            "jti": str(uuid.uuid4()),
        }
        spoiled = faults.spoil(choice.fault, claims)
        return faults.sign(choice.fault, spoiled, SIGNING_KEY, registration.secret(master.eid_secret))

    def save_bearer_token(self, token: Any, request: Any, *_a: Any, **_k: Any) -> None:
        """Keep nothing: no page of the provider takes an access token."""

    def invalidate_authorization_code(
        self, client_id: str, code: str, request: Any, *_a: Any, **_k: Any
    ) -> None:
        """Let nobody redeem it again. Raises: InvalidGrantError when somebody was faster."""
        if self._grants.pop(code, None) is None:
            raise InvalidGrantError(request=request)


_validator = Validator()
_grant = AuthorizationCodeGrant(_validator, refresh_token=False)
_bearer = BearerToken(_validator, expires_in=_TOKEN_SECONDS)
AUTHORIZATION = AuthorizationEndpoint(
    default_response_type="code", default_token_type=_bearer, response_types={"code": _grant}
)
TOKENS = TokenEndpoint(
    default_grant_type="authorization_code",
    default_token_type=_bearer,
    grant_types={"authorization_code": _grant},
)
