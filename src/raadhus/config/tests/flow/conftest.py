"""A real, hostile peer: the local eID provider as a process, told in each login what to do wrong."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from raadhus.adapters.openid.protocol import OpenIdProtocol
from raadhus.config.tests.flow.browserkit import SECRET, Peer, wait_until_alive
from raadhus.config.town.ports import hold_port, port_of
from raadhus.identity import public as identity

SOURCE = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="session")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """Run the provider for the session; its faults are chosen in the login."""
    with hold_port() as held:
        yield from _peer_at(port_of(held), tmp_path_factory.mktemp("eid"))


def _peer_at(port: int, home: Path) -> Iterator[Peer]:
    url = f"http://127.0.0.1:{port}"
    told = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "RAADHUS_MODE": "test",
        "RAADHUS_HOME": str(home),
        "RAADHUS_EID_URL": url,
        "RAADHUS_EID_SECRET": SECRET,
        "RAADHUS_FAULT": "eid:choose",
    }
    with (home / "eid.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "raadhus.adapters.local_eid", "--port", str(port)],
            env=told,
            stdout=log,
            stderr=log,
        )
    try:
        wait_until_alive(f"{url}/health", process)
        yield Peer(url)
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.fixture(autouse=True)
def openid() -> Iterator[None]:
    """Wire a protocol that remembers nothing of another test."""
    protocol = OpenIdProtocol()
    before = identity.use_protocols({"openid": protocol})
    yield
    identity.use_protocols(before)


@pytest.fixture
def silent_url() -> Iterator[str]:
    """Return an address at which nobody answers."""
    with hold_port() as held:
        yield f"http://127.0.0.1:{port_of(held)}"


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    """Return a browser for the provider's pages."""
    with httpx.Client(trust_env=False, timeout=60) as client:
        yield client
