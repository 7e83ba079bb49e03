"""The provider lays down its tables and registrations once, and again when what they follow from has changed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from raadhus.adapters.tests.peerkit import free_port, running_peer

ASKING = {
    "client_id": "egeby-mitid",
    "redirect_uri": "http://egeby.localhost/login/callback/",
    "response_type": "code",
    "scope": "openid",
    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "code_challenge_method": "S256",
}


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAADHUS_EID_SECRET", "invented-for-tests")


def test_a_second_start_lays_nothing_down(tmp_path: Path) -> None:
    statuses = []
    laid_down = []
    for _start in range(2):
        statuses.append(ask(tmp_path))
        laid_down.append(registered_at(tmp_path))

    assert statuses == [200, 200]
    assert laid_down[0] == laid_down[1]


def test_another_secret_and_a_lost_database_are_laid_down_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(tmp_path)
    first = registered_at(tmp_path)
    monkeypatch.setenv("RAADHUS_EID_SECRET", "another-one")
    ask(tmp_path)
    second = registered_at(tmp_path)
    for file in (tmp_path / "eid").glob("eid.sqlite3*"):
        file.unlink()

    assert ask(tmp_path) == 200
    assert first < second < registered_at(tmp_path)


def ask(home: Path) -> int:
    """Start the provider, ask it to log somebody in for a town, and stop it."""
    port = free_port()
    with running_peer("raadhus.adapters.local_eid", home, port, "--port", str(port)) as url:
        return httpx.get(f"{url}/mitid/authorize", params=ASKING, trust_env=False, timeout=60).status_code


def registered_at(home: Path) -> str:
    """Return when the registrations were last written."""
    with closing(sqlite3.connect(home / "eid" / "eid.sqlite3")) as database:
        return str(database.execute("SELECT max(updated) FROM oauth2_provider_application").fetchone()[0])
