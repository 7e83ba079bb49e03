"""What the provider adds to the protocol: chosen people instead of passwords, its claim sets, its faults."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from oauth2_provider.oauth2_validators import OAuth2Validator

from raadhus.adapters import demo_people
from raadhus.adapters.local_eid import faults
from raadhus.adapters.local_eid.registrations import CALLBACK, REGISTRATIONS
from raadhus.platform.environment import current_environment

_CODE_SECONDS = 120
_TOKEN = dt.timedelta(minutes=5)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who was chosen on the page, at which level, in which session of the provider, with which fault."""

    person: str
    level: str
    session: str
    fault: str


class Validator(OAuth2Validator):  # type: ignore[misc]  # oauth2_provider is untyped
    """Carry a ``Choice`` from the page to the token; one process, so memory is enough."""

    def validate_redirect_uri(
        self, client_id: str, redirect_uri: str, request: Any, *_a: Any, **_k: Any
    ) -> bool:
        """Accept the town's own callback on any port of its host."""
        return client_id in REGISTRATIONS and REGISTRATIONS[client_id].is_own_address(redirect_uri, CALLBACK)

    def save_authorization_code(
        self, client_id: str, code: dict[str, str], request: Any, *a: Any, **k: Any
    ) -> None:
        """Keep the choice beside the code."""
        super().save_authorization_code(client_id, code, request, *a, **k)
        cache.set(f"code:{code['code']}", request.choice, _CODE_SECONDS)

    def finalize_id_token(self, id_token: dict[str, Any], _token: Any, _handler: Any, request: Any) -> str:
        """Return the signed id token with the claims of the chosen person, spoiled when a fault is on."""
        choice: Choice = cache.get(f"code:{request.code}")
        registration = REGISTRATIONS[request.client.client_id]
        person = demo_people.find(choice.person)
        expires = timezone.now() + _TOKEN
        claims = {
            **id_token,
            **registration.claim_set.say(person, choice.level, registration.client_id),
            "iss": registration.issuer(current_environment().eid_url),
            "exp": int(expires.timestamp()),
            "auth_time": int(timezone.now().timestamp()),
            "sid": choice.session,
            "jti": str(uuid.uuid4()),
        }
        request.access_token = request.id_token = self._save_id_token(claims["jti"], request, expires)
        spoiled = faults.spoil(choice.fault, claims)
        return faults.sign(choice.fault, spoiled, request.client.jwk_key, request.client.client_secret)

    def _load_id_token(self, token: str) -> None:
        """Keep no tie between the tokens: a spoiled id token could not be read again."""
