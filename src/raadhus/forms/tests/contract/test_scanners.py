"""What every virus scanner behind the port must do; the twin and clamd's client do it alike."""

import socketserver
import struct
import threading
from collections.abc import Iterator

import pytest

from raadhus.adapters.clamav.scanner import ClamavScanner
from raadhus.adapters.in_memory.scanner import KnownSignatures
from raadhus.forms.ports import ScannerUnavailable, VirusScanner

MARK = b"MALICIOUS-MARK"
NAME = "Test.Signature"


class Clamd(socketserver.BaseRequestHandler):
    """As much of clamd as INSTREAM needs; ``reply`` instead of the truth makes a bad day."""

    reply: bytes | None = None

    def handle(self) -> None:
        stream = self.request.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        whole = b""
        while length := struct.unpack("!L", stream.read(4))[0]:
            whole += stream.read(length)
        told = f"stream: {NAME} FOUND\0".encode() if MARK in whole else b"stream: OK\0"
        self.request.sendall(told if self.reply is None else self.reply)


@pytest.fixture
def clamd() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(params=["twin", "clamd"])
def scanner(request: pytest.FixtureRequest, clamd: str) -> VirusScanner:
    return KnownSignatures({NAME: MARK}) if request.param == "twin" else ClamavScanner(clamd)


def test_a_clean_file_holds_nothing(scanner: VirusScanner):
    assert scanner.find_in([b"%PDF-1.7", b"", b"hello"]) == ""
    assert scanner.find_in([]) == ""


def test_what_is_found_is_named(scanner: VirusScanner):
    assert scanner.find_in([b"%PDF-1.7 ", MARK]) == NAME


def test_what_is_split_over_pieces_is_found(scanner: VirusScanner):
    assert scanner.find_in([b"x" * 70_000, MARK[:5], MARK[5:]]) == NAME


@pytest.mark.parametrize(
    "reply", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: maybe\0", b"\xff\xfe"]
)
def test_an_answer_that_is_neither_yes_nor_no_is_no_answer(
    clamd: str, monkeypatch: pytest.MonkeyPatch, reply: bytes
):
    monkeypatch.setattr(Clamd, "reply", reply)

    with pytest.raises(ScannerUnavailable):
        ClamavScanner(clamd).find_in([b"hello"])


@pytest.mark.parametrize("address", ["127.0.0.1:1", "nonsense", "/nowhere/clamd.sock"])
def test_nobody_at_the_address_is_no_answer(address: str):
    with pytest.raises(ScannerUnavailable):
        ClamavScanner(address).find_in([b"hello"])
