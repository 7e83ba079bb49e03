"""What registers and login providers say is believed only in its exact shape."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from raadhus.adapters.openid import asking, discovery
from raadhus.adapters.openid.discovery import Issuers
from raadhus.adapters.register_http import wire
from raadhus.identity.ports import ProviderUnavailable

ISSUER = "https://eid.example"
PERSON: dict[str, Any] = {
    "number": "6101900001",
    "given_name": "Amina",
    "family_name": "Holm",
    "birth_date": "1990-01-01",
    "address": None,
    "partner_number": None,
    "name_protected": False,
    "address_protected": False,
    "country": "dk",
}


def person(**changes: Any) -> wire.PersonMessage:
    return wire.PersonMessage.model_validate_json(json.dumps(PERSON | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"birth_date": 0},
        {"birth_date": "1990-01-01T00:00:00"},
        {"name_protected": "false"},
        {"name_protected": 0},
        {"number": 6101900001},
        {"given_name": " \x00\u202e "},
    ],
)
def test_what_a_register_says_in_another_type_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        person(**changes)


def test_a_name_from_a_register_is_cleaned_as_a_typed_one() -> None:
    assert person(given_name="A\u202emi\x00na  Ma\u030aria").given_name == "Amina Måria"


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000, b"[]", b"", b"\xff"])
def test_nonsense_of_a_login_provider_is_no_answer(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"nested|object|Expecting|decode"):
        asking.read_json(body)


@pytest.mark.parametrize(
    "address",
    [
        "http://eid.example/token",
        "https://eid.example; script-src *//",
        "https://eid.example /token",
        "https://somebody@eid.example/token",
        "https:///token",
        "https://[::1/token",
    ],
)
def test_an_address_that_is_more_than_a_host_or_unprotected_is_not_used(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    said = dict.fromkeys(("authorization_endpoint", "token_endpoint", "jwks_uri"), f"{ISSUER}/x")
    said |= {"issuer": ISSUER, "end_session_endpoint": address}
    monkeypatch.setattr(discovery, "ask", lambda *_question: (200, json.dumps(said).encode()))

    with pytest.raises(ProviderUnavailable):
        Issuers().metadata(ISSUER)
