"""
The line to an outside system: one kept connection a thread, one time limit for a whole question, a bounded answer.

An application asks half a dozen registers; the standard library's client does it in 0.17 ms of CPU, httpx in 0.45.
"""

import dataclasses
import functools
import io
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from raadhus.platform.environment import current_environment

_CONNECT_SECONDS = 0.5
_ANSWER_SECONDS = 2.0
_LARGEST_ANSWER = 256 * 1024


class TooMuch(ValueError):
    """The answer is larger than any that makes sense."""


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said; names of headers in small letters."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class Line(threading.local):
    """
    A connection of this thread's own, made when it is first needed. Follows no redirects, reads no proxy settings.

    ``seconds``: for a whole question, from the first byte sent to the last one read, however slowly they come; the
    setting RAADHUS_PATIENCE_FACTOR multiplies them.
    """

    def __init__(
        self, url: str, *, seconds: float = _ANSWER_SECONDS, connect_seconds: float = _CONNECT_SECONDS
    ) -> None:
        parts = urlsplit(url)
        self._is_secure = parts.scheme == "https"
        self._host, self._port, self._path = parts.hostname or "", parts.port, parts.path.rstrip("/")
        patience = current_environment().patience_factor
        self._seconds, self._connect_seconds = seconds * patience, connect_seconds * patience
        self._kept: tuple[HTTPConnection, TimedSocket] | None = None

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        """
        Return status and body of the answer; a question may be put twice.

        When the other side has closed the kept connection meanwhile, a fresh one is taken.
        Raises: OSError (TimeoutError when the time is over), http.client.HTTPException, TooMuch.
        """
        answer = self.put(path, body, headers)
        return answer.status, answer.body

    def put(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Post ``body`` and return all of the answer. Raises: as ``post``."""
        return self._ask("POST", path, body, headers)

    def get(self, path: str, headers: Mapping[str, str]) -> tuple[int, bytes]:
        """Return status and body of the answer. Raises: as ``post``."""
        answer = self._ask("GET", path, None, headers)
        return answer.status, answer.body

    def hang_up(self) -> None:
        """Close the connection; the next question opens another."""
        if self._kept is not None:
            self._kept[0].close()
            self._kept = None

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        ends_at = time.monotonic() + self._seconds
        was_kept = self._kept is not None
        try:
            return self._exchange(method, path, body, headers, ends_at)
        except ConnectionError:
            if not was_kept:
                raise
            return self._exchange(method, path, body, headers, ends_at)

    def _exchange(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str], ends_at: float
    ) -> Answer:
        is_whole = False
        try:
            connection, timed = self._kept or self._connect()
            timed.ends_at = ends_at
            connection.request(method, self._path + path, body, dict(headers))
            answer = connection.getresponse()
            said = answer.read(_LARGEST_ANSWER + 1)
            if len(said) > _LARGEST_ANSWER:
                raise TooMuch(path)
            is_whole = answer.isclosed() and not answer.will_close
            return Answer(answer.status, said, {name.lower(): told for name, told in answer.headers.items()})
        finally:
            if not is_whole:
                self.hang_up()

    def _connect(self) -> "tuple[HTTPConnection, TimedSocket]":
        connection = (
            HTTPSConnection(self._host, self._port, timeout=self._connect_seconds, context=trust())
            if self._is_secure
            else HTTPConnection(self._host, self._port, timeout=self._connect_seconds)
        )
        connection.connect()
        timed = TimedSocket(connection.sock)
        connection.sock = timed  # what http.client asks of a socket, it can do
        self._kept = connection, timed
        return self._kept


class TimedSocket:
    """
    A socket whose reads and writes all end at ``ends_at``, by ``time.monotonic``.

    A socket's own time limit begins anew with each byte, so that one byte a second would hold a thread for days.
    """

    def __init__(self, connected: socket.socket, ends_at: float = 0.0) -> None:
        self._connected = connected
        self.ends_at = ends_at

    def sendall(self, data: Any) -> None:
        """Write all of ``data``. Raises: OSError."""
        self.limit()
        self._connected.sendall(data)

    def recv(self, most: int) -> bytes:
        """Return what has come, at most so many bytes. Raises: OSError."""
        self.limit()
        return self._connected.recv(most)

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return what http.client reads an answer from."""
        return io.BufferedReader(_TimedReader(self, self._connected.makefile(mode, buffering=0)))  # type: ignore[call-overload]  # http.client asks for "rb"

    def secure(self, context: ssl.SSLContext, name: str) -> None:
        """Go on in TLS with whoever proves to be ``name``, within the same time. Raises: OSError."""
        self.limit()
        self._connected = context.wrap_socket(self._connected, server_hostname=name)

    def close(self) -> None:
        """Close the socket."""
        self._connected.close()

    def limit(self) -> None:
        """Let the next act on the socket take no longer than is left. Raises: TimeoutError."""
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._connected.settimeout(left)


class _TimedReader(io.RawIOBase):
    def __init__(self, timed: TimedSocket, raw: socket.SocketIO) -> None:
        self._timed, self._raw = timed, raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._timed.limit()
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


@functools.cache
def trust() -> ssl.SSLContext:
    """Return whom the machine trusts; read once, it costs as much as twenty questions."""
    return ssl.create_default_context()
