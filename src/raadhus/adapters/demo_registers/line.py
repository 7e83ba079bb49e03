"""
The line to the registers: one kept connection a thread.

An application asks half a dozen times; the standard library's client does it in 0.17 ms of CPU, httpx in 0.45.
"""

import threading
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

_CONNECT_SECONDS = 0.5
_ANSWER_SECONDS = 2.0
_LARGEST_ANSWER = 256 * 1024


class TooMuch(ValueError):
    """The answer is larger than any register's."""


class Line(threading.local):
    """A connection of this thread's own, made when it is first needed. Follows no redirects, reads no proxy settings."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host, self._port, self._path = parts.hostname or "", parts.port, parts.path.rstrip("/")
        self._kept: HTTPConnection | None = None

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        """
        Return status and body of the answer; a question may be put twice.

        When the other side has closed the kept connection meanwhile, a fresh one is taken.
        Raises: OSError, http.client.HTTPException, TooMuch.
        """
        was_kept = self._kept is not None
        try:
            return self._exchange(path, body, headers)
        except ConnectionError:
            if not was_kept:
                raise
            return self._exchange(path, body, headers)

    def hang_up(self) -> None:
        """Close the connection; the next question opens another."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _exchange(self, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        is_whole = False
        try:
            connection = self._kept or self._connect()
            connection.request("POST", self._path + path, body, dict(headers))
            answer = connection.getresponse()
            said = answer.read(_LARGEST_ANSWER + 1)
            if len(said) > _LARGEST_ANSWER:
                raise TooMuch(path)
            is_whole = answer.isclosed() and not answer.will_close
            return answer.status, said
        finally:
            if not is_whole:
                self.hang_up()

    def _connect(self) -> HTTPConnection:
        self._kept = self._kind(self._host, self._port, timeout=_CONNECT_SECONDS)
        self._kept.connect()
        self._kept.sock.settimeout(_ANSWER_SECONDS)
        return self._kept
