"""Asks clamd whether a file holds malicious software, over its INSTREAM command."""

import contextlib
import socket
import struct
import time
from collections.abc import Iterable

from raadhus.adapters.line import TimedSocket
from raadhus.forms.ports import ScannerUnavailable

_TIMEOUT_SECONDS = 20.0
_SECONDS = 30.0  # for a whole file, however slowly its verdict comes: somebody waits for the page
_LONGEST_REPLY = 4096
_CLEAN = "OK"
_FOUND = " FOUND"


class ClamavScanner:
    """
    A clamd at ``address``: ``host:port``, or the path of its socket.

    Source: clamd(8), INSTREAM: pieces, each after its length in four bytes, an empty one at the end.
    """

    def __init__(self, address: str, *, seconds: float = _SECONDS) -> None:
        self._address = address
        self._seconds = seconds

    def find_in(self, content: Iterable[bytes]) -> str:
        """Return the name of what was found, empty when nothing was. Raises: ScannerUnavailable."""
        try:
            with contextlib.closing(self._connect()) as connection:
                connection.sendall(b"zINSTREAM\0")
                for piece in content:
                    if piece:  # an empty piece would end the file
                        connection.sendall(struct.pack("!L", len(piece)) + piece)
                connection.sendall(struct.pack("!L", 0))
                reply = _read_reply(connection)
        except OSError as error:
            raise ScannerUnavailable(f"clamd does not answer: {type(error).__name__}") from error
        return _judge(reply)

    def _connect(self) -> TimedSocket:
        ends_at = time.monotonic() + self._seconds
        return TimedSocket(self._reach(), ends_at)

    def _reach(self) -> socket.socket:
        if self._address.startswith("/"):
            return _connect_to_file(self._address)
        host, _colon, port = self._address.rpartition(":")
        if not port.isdigit():
            raise ScannerUnavailable("The address of clamd is no host:port.")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=_TIMEOUT_SECONDS)


def _connect_to_file(path: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(_TIMEOUT_SECONDS)
        connection.connect(path)
    except OSError:
        connection.close()
        raise
    return connection


def _read_reply(connection: TimedSocket) -> str:
    reply = b""
    while not reply.endswith(b"\0") and len(reply) < _LONGEST_REPLY:
        piece = connection.recv(_LONGEST_REPLY)
        if not piece:
            break
        reply += piece
    return reply.rstrip(b"\0").decode("ascii", "replace").strip()


def _judge(reply: str) -> str:
    _stream, _colon, verdict = reply.partition(": ")
    if verdict == _CLEAN:
        return ""
    if verdict.endswith(_FOUND):
        return verdict.removesuffix(_FOUND)
    raise ScannerUnavailable(f"clamd said neither OK nor FOUND: {reply[:80]!r}")
