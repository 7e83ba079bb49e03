"""What a hostile or broken provider may send; switched on with ``RAADHUS_FAULT=eid:<name>`` for tests and practice."""

import hashlib
import json
import time
from collections.abc import Callable
from typing import Any

from jwcrypto import jwk, jwt
from jwcrypto.common import base64url_encode

from raadhus.adapters.local_eid.keys import new_key
from raadhus.platform.environment import current_environment

CHOOSE = "choose"  # the page asks which fault: one provider for a whole row of tests
DOWN = "down"
_HOUR = 3600
Claims = dict[str, Any]


def switched_on() -> str:
    """Return the fault of this process, empty when it is honest."""
    return current_environment().fault_of("eid")


def spoil(fault: str, claims: Claims) -> Claims:
    """Return ``claims`` as a provider with ``fault`` would send them."""
    change = CLAIM_FAULTS.get(fault)
    return change(claims) if change else claims


def sign(fault: str, claims: Claims, key: jwk.JWK, secret: str) -> str:
    """Return the signed id token of an honest provider, or what one with ``fault`` would send for it."""
    forge = TOKEN_FAULTS.get(fault)
    return forge(claims, key, secret) if forge else _signed(claims, key, key.thumbprint())


def _signed(claims: Claims, key: jwk.JWK, key_id: str, algorithm: str = "RS256") -> str:
    token = jwt.JWT(header={"typ": "JWT", "alg": algorithm, "kid": key_id}, claims=json.dumps(claims))
    token.make_signed_token(key)
    return str(token.serialize())


def _unsigned(claims: Claims, _key: jwk.JWK, _secret: str) -> str:
    parts = ({"typ": "JWT", "alg": "none"}, claims)
    return ".".join([*(str(base64url_encode(json.dumps(part))) for part in parts), ""])


def _by_secret(claims: Claims, _key: jwk.JWK, secret: str) -> str:
    shared = jwk.JWK(kty="oct", k=base64url_encode(secret))
    return _signed(claims, shared, "shared", "HS256")


def _by_public_key(claims: Claims, key: jwk.JWK, _secret: str) -> str:
    public = jwk.JWK(kty="oct", k=base64url_encode(key.export_to_pem()))
    return _signed(claims, public, key.thumbprint(), "HS256")


def _by_stranger(claims: Claims, key: jwk.JWK, _secret: str) -> str:
    return _signed(claims, _strange_key(), key.thumbprint())


def _by_unknown_key(claims: Claims, _key: jwk.JWK, _secret: str) -> str:
    stranger = _strange_key()
    return _signed(claims, stranger, stranger.thumbprint())


def _strange_key() -> jwk.JWK:
    return jwk.JWK.from_pem(new_key().encode())


def _without(name: str) -> Callable[[Claims], Claims]:
    return lambda claims: {key: value for key, value in claims.items() if key != name}


def _with(**others: Any) -> Callable[[Claims], Claims]:
    return lambda claims: {**claims, **others}


def _old(claims: Claims) -> Claims:
    return {**claims, "iat": int(time.time()) - 2 * _HOUR, "exp": int(time.time()) - _HOUR}


def _early(claims: Claims) -> Claims:
    return {**claims, "iat": int(time.time()) + _HOUR, "exp": int(time.time()) + 2 * _HOUR}


def _odd_number(claims: Claims) -> Claims:
    return {**claims, **{name: "12345" for name in ("nin", "pid") if name in claims}}


_OTHER_HASH = base64url_encode(hashlib.sha256(b"another token").digest()[:16])
CLAIM_FAULTS: dict[str, Callable[[Claims], Claims]] = {
    "wrong-nonce": _with(nonce="somebody-elses"),
    "no-nonce": _without("nonce"),
    "wrong-audience": _with(aud="another-client"),
    "foreign-party": lambda claims: {**claims, "aud": [claims["aud"], "another"], "azp": "another"},
    "wrong-issuer": _with(iss="https://eid.invalid"),
    "wrong-at-hash": _with(at_hash=_OTHER_HASH),
    "no-at-hash": _without("at_hash"),
    "expired": _old,
    "not-yet": _early,
    "no-expiry": _without("exp"),
    "no-subject": _without("sub"),
    "blank-subject": _with(sub=" "),
    "odd-number": _odd_number,
}
TOKEN_FAULTS: dict[str, Callable[[Claims, jwk.JWK, str], str]] = {
    "alg-none": _unsigned,
    "alg-secret": _by_secret,
    "alg-confused": _by_public_key,
    "wrong-signature": _by_stranger,
    "unknown-key": _by_unknown_key,
    "nonsense": lambda _claims, _key, _secret: "nonsense",
}
FAULTS = (*CLAIM_FAULTS, *TOKEN_FAULTS)
