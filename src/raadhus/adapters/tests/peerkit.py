"""A neighbour as a real process on loopback, for the contract tests of its adapter."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

SOURCE = Path(__file__).resolve().parents[3]
TOKEN = "invented-for-tests"
PATIENCE_S = 60.0


@contextmanager
def held_port() -> Iterator[int]:
    """
    Yield a port of loopback at which nobody answers, and which nobody takes but a neighbour that is told to.

    Linux lets our neighbours share it, since they ask for that; elsewhere it is only likely to be still free.
    """
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = int(held.getsockname()[1])
        if sys.platform == "linux":
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        else:
            held.close()
        yield port


@contextmanager
def running_peer(module: str, home: Path, port: int, *words: str, fault: str = "") -> Iterator[str]:
    """
    Run a neighbour that answers at ``port``, a held one, and yield its address.

    ``fault``: as ``RAADHUS_FAULT`` names it.
    """
    told = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "RAADHUS_MODE": "test",
        "RAADHUS_HOME": str(home),
        "RAADHUS_REGISTER_TOKEN": TOKEN,
        "RAADHUS_SMS_GATEWAY_TOKEN": TOKEN,
        "RAADHUS_FAULT": fault,
    }
    home.mkdir(parents=True, exist_ok=True)
    with (home / "peer.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", module, *words], env=told, stdout=log, stderr=log)
    try:
        _wait_until_alive(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_until_alive(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert process.poll() is None, "the neighbour ended"
        try:
            httpx.get(url, trust_env=False, timeout=1)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the neighbour does not answer")
