"""What the provider gives for a code, and when it gives nothing."""

import base64
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from raadhus.adapters.local_eid.registrations import REGISTRATIONS
from raadhus.adapters.tests.peerkit import held_port, running_peer

SECRET = "invented-for-tests"
PERSON = next(iter(REGISTRATIONS["egeby-mitid"].claim_set.people("egeby"))).key
VERIFIER = "v" * 50
CALLBACK = "http://egeby.localhost:8000/login/callback/"
CLIENT = "egeby-mitid"
ASKING = {
    "client_id": CLIENT,
    "redirect_uri": CALLBACK,
    "response_type": "code",
    "scope": "openid nin",
    "state": "a state",
    "nonce": "a nonce",
    "code_challenge": base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest())
    .decode()
    .rstrip("="),
    "code_challenge_method": "S256",
}


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Return a browser at a provider of its own."""
    with pytest.MonkeyPatch.context() as patch, held_port() as port:
        patch.setenv("RAADHUS_EID_SECRET", SECRET)
        with (
            running_peer(
                "raadhus.adapters.local_eid", tmp_path_factory.mktemp("eid"), port, "--port", str(port)
            ) as address,
            httpx.Client(base_url=f"{address}/mitid", trust_env=False, timeout=60) as browser,
        ):
            yield browser


def code_for(provider: httpx.Client, **other: str) -> str:
    """Choose somebody, and return the code."""
    page = provider.get("/authorize", params=ASKING)
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert found is not None, page.text
    form = {"csrfmiddlewaretoken": found[1], "person": PERSON, "level": "substantial", **other}
    back = provider.post("/authorize", params=ASKING, data=form)
    told = parse_qs(urlsplit(back.headers["location"]).query)
    assert told["state"] == ["a state"]
    return told.get("code", told.get("error", [""]))[0]


def redeem(provider: httpx.Client, code: str, *, client: str = CLIENT, **other: str) -> httpx.Response:
    """Ask for the token."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
    }
    login = (client, REGISTRATIONS[client].secret(SECRET))
    return provider.post("/token", data={**form, **other}, auth=login)


def test_a_code_is_good_for_one_token(provider: httpx.Client) -> None:
    code = code_for(provider)

    first, second = redeem(provider, code), redeem(provider, code)

    assert (first.status_code, first.headers["cache-control"]) == (200, "no-store")
    assert sorted(first.json()) == ["access_token", "expires_in", "id_token", "scope", "token_type"]
    assert (second.status_code, second.json()["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(
    "wrong",
    [
        {"code_verifier": "w" * 50},
        {"redirect_uri": "http://egeby.localhost:8001/login/callback/"},
        {"code": "another"},
        {"grant_type": "password"},
        {"client": "egeby-staff"},
    ],
)
def test_what_does_not_fit_gets_no_token_and_the_code_stays_good(
    provider: httpx.Client, wrong: dict[str, str]
) -> None:
    code = code_for(provider)

    refused = redeem(provider, **{"code": code, **wrong})

    assert (refused.status_code, "id_token" in refused.text) == (400, False)
    assert redeem(provider, code).status_code == 200


@pytest.mark.parametrize("login", [None, (CLIENT, "guessed"), ("nobody", "guessed")])
def test_a_client_without_its_secret_gets_no_token(
    provider: httpx.Client, login: tuple[str, str] | None
) -> None:
    form = {"grant_type": "authorization_code", "code": code_for(provider), "code_verifier": VERIFIER}

    refused = provider.post("/token", data=form, auth=login)

    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "nobody"},
        {"redirect_uri": "http://elsewhere.example/login/callback/"},
        {"response_type": "token"},
        {"scope": "openid groups"},
        {"code_challenge": ""},
        {"prompt": "none"},
        {"state": 'b"a<re & [state]'},
    ],
)
def test_a_request_that_is_not_in_order_shows_no_list(provider: httpx.Client, wrong: dict[str, str]) -> None:
    asked = {name: value for name, value in {**ASKING, **wrong}.items() if value}

    page = provider.get("/authorize", params=asked)

    assert page.status_code == (200 if "state" in wrong else 400)
    assert ('name="person"' in page.text) == ("state" in wrong)


def test_who_cancels_is_sent_back_without_a_code(provider: httpx.Client) -> None:
    assert code_for(provider, person="") == "access_denied"


def test_the_key_that_is_shown_is_the_public_one(provider: httpx.Client) -> None:
    (key,) = provider.get("/jwks").json()["keys"]

    assert sorted(key) == ["alg", "e", "kid", "kty", "n", "use"]
