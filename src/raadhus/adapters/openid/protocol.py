"""The code flow: send the browser there, exchange the code, believe the id token only when everything fits."""

import base64
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, InvalidKeyIdError, JoseError

from raadhus.adapters.openid.asking import ask, read_json
from raadhus.adapters.openid.discovery import Issuers, Metadata
from raadhus.identity.ports import (
    Begun,
    LoginCancelled,
    LoginRefused,
    Proven,
    ProviderUnavailable,
    Registration,
)
from raadhus.platform.actor import Assurance

_LEEWAY_SECONDS = 30
_LARGEST_TOKEN = 64 * 1024
_SERVER_ERROR = 500
_OK = 200
_CANCELLED = {"access_denied", "user_cancelled"}


class OpenIdProtocol:
    """OpenID Connect Core 1.0, code flow with PKCE (S256), for one process."""

    def __init__(self) -> None:
        self._issuers = Issuers()

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
        """Prepare a login. Raises: ProviderUnavailable."""
        nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        levels = registration.claims.level_names(assurance)
        url = prepare_grant_uri(
            self._issuers.metadata(registration.issuer).authorization_endpoint,
            client_id=registration.client_id,
            response_type="code",
            redirect_uri=callback,
            scope=registration.scopes,
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
            ui_locales=language,
            **({"acr_values": levels[0]} if levels else {}),
            **({"prompt": "login"} if anew else {}),
        )
        return Begun(url=url, remembered={"nonce": nonce, "verifier": verifier})

    def finish(
        self,
        registration: Registration,
        *,
        callback: str,
        answer: Mapping[str, str],
        remembered: Mapping[str, str],
    ) -> Proven:
        """Check everything the browser brought back. Raises: LoginRefused, LoginCancelled, ProviderUnavailable."""
        metadata = self._issuers.metadata(registration.issuer)
        code = _code_of(answer, metadata)
        tokens = self._exchange(registration, metadata, code, callback, remembered["verifier"])
        claims = self._believe(registration, tokens, remembered["nonce"])
        return Proven(claims=claims, logout_url=metadata.end_session_endpoint, proof=tokens["id_token"])

    def logout_address(
        self, registration: Registration, *, logout_url: str, proof: str, back: str, language: str
    ) -> str:
        """Return where to end the provider's session. Source: OpenID Connect RP-Initiated Logout 1.0."""
        question = {
            "id_token_hint": proof,
            "client_id": registration.client_id,
            "post_logout_redirect_uri": back,
            "ui_locales": language,
        }
        address: str = add_params_to_uri(logout_url, question)
        return address

    def _exchange(
        self, registration: Registration, metadata: Metadata, code: str, callback: str, verifier: str
    ) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": callback,
            "code_verifier": verifier,
        }
        secret = base64.b64encode(f"{registration.client_id}:{registration.client_secret}".encode()).decode()
        headers = {
            "Accept": "application/json",
            "Authorization": f"Basic {secret}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        status, body = ask(metadata.token_endpoint, headers, urlencode(form).encode())
        if status >= _SERVER_ERROR:
            raise ProviderUnavailable(f"token endpoint {status}")
        return _tokens_in(status, body)

    def _believe(self, registration: Registration, tokens: dict[str, Any], nonce: str) -> Mapping[str, Any]:
        """
        Return the claims of an id token that is signed by its issuer, for us, now, and for this very attempt.

        Time is the world's, not the town's: a provider knows nothing of a demo's clock.
        Source: OpenID Connect Core 1.0, sections 3.1.3.7 and 3.1.3.8. Raises: LoginRefused, ProviderUnavailable.
        """
        try:
            token = self._open(registration, tokens["id_token"])
            claims = CodeIDToken(
                token.claims,
                token.header,
                _expected(registration, tokens, nonce),
                _context(registration, tokens, nonce),
            )
            claims.validate(leeway=_LEEWAY_SECONDS)
        except ClaimError as error:
            raise LoginRefused(f"{type(error).__name__}: {error.claim}") from error
        except (JoseError, RecursionError, ValueError) as error:
            raise LoginRefused(type(error).__name__) from error
        return dict(claims)

    def _open(self, registration: Registration, id_token: str) -> jwt.Token:
        """Check the signature with the issuer's keys and the registration's own list of algorithms."""
        algorithms = list(registration.algorithms)
        try:
            return jwt.decode(id_token, self._issuers.keys(registration.issuer), algorithms=algorithms)
        except InvalidKeyIdError:
            fresh = self._issuers.keys(registration.issuer, lacking=True)
            return jwt.decode(id_token, fresh, algorithms=algorithms)


def _code_of(answer: Mapping[str, str], metadata: Metadata) -> str:
    issuer = answer.get("iss")
    if (metadata.requires_iss and issuer is None) or (issuer is not None and issuer != metadata.issuer):
        raise LoginRefused("the answer names another issuer")  # RFC 9207
    if "error" in answer:
        if answer["error"] in _CANCELLED:
            raise LoginCancelled(answer["error"])
        raise LoginRefused(f"provider says {answer['error'][:40]}")
    if not answer.get("code"):
        raise LoginRefused("the answer has no code")
    return answer["code"]


def _tokens_in(status: int, body: bytes) -> dict[str, Any]:
    if status != _OK or len(body) > _LARGEST_TOKEN:
        raise LoginRefused(f"token endpoint {status}")
    try:
        tokens = read_json(body)
    except ValueError as error:
        raise LoginRefused("token endpoint: no JSON") from error
    if not isinstance(tokens.get("id_token"), str) or not tokens["id_token"]:
        raise LoginRefused("token endpoint: no id token")
    return tokens


def _expected(registration: Registration, tokens: dict[str, Any], nonce: str) -> dict[str, Any]:
    return {
        "iss": {"essential": True, "value": registration.issuer},
        "sub": {"essential": True},
        "aud": {"essential": True, "value": registration.client_id},
        "exp": {"essential": True},
        "iat": {"essential": True},
        "nonce": {"essential": True, "value": nonce},
        "at_hash": {"essential": "access_token" in tokens},
    }


def _context(registration: Registration, tokens: dict[str, Any], nonce: str) -> dict[str, Any]:
    return {
        "client_id": registration.client_id,
        "nonce": nonce,
        "access_token": tokens.get("access_token"),
    }
