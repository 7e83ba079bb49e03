"""The demo SMS gateway: a WSGI application that keeps one line a message, each idempotency key once."""

import hmac
import json
import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}\Z")
Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class SmsSink:
    """
    Messages lie in ``file``, one JSON object a line; GET /messages shows them all.

    ``fault``: "" or ``down`` (answers 503), ``drop`` (says yes and keeps nothing), ``slow-down`` (answers 429).
    """

    def __init__(self, file: Path, token: str, fault: str = "") -> None:
        self._file = file
        self._token = token
        self._fault = fault
        self._lock = threading.Lock()
        self._keys = {json.loads(line)["key"] for line in self._lines()}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        status, answer = self._respond(environ)
        body = json.dumps(answer, ensure_ascii=False).encode()
        extra = [("Retry-After", "1")] if status.startswith("429") else []
        start_response(
            status, [("Content-Type", "application/json"), ("Content-Length", str(len(body))), *extra]
        )
        return [body]

    def _respond(self, environ: Environ) -> tuple[str, Any]:
        way = (environ["REQUEST_METHOD"], environ["PATH_INFO"])
        if way == ("GET", "/health"):
            return "200 OK", {}
        if not hmac.compare_digest(environ.get("HTTP_AUTHORIZATION", ""), f"Bearer {self._token}"):
            return "401 Unauthorized", {}
        if way == ("GET", "/messages"):
            return "200 OK", [json.loads(line) for line in self._lines()]
        if way != ("POST", "/messages"):
            return "404 Not Found", {}
        if self._fault in {"down", "slow-down"}:
            return ("429 Too Many Requests" if self._fault == "slow-down" else "503 Service Unavailable"), {}
        return self._take(environ)

    def _take(self, environ: Environ) -> tuple[str, Any]:
        message = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
        key = environ.get("HTTP_IDEMPOTENCY_KEY", "")
        if not key or not _PHONE.match(message.get("to", "")):
            return "422 Unprocessable Content", {}
        with self._lock:
            if key not in self._keys and self._fault != "drop":
                self._keys.add(key)
                with self._file.open("a") as file:
                    file.write(json.dumps({"key": key, **message}, ensure_ascii=False) + "\n")
        return "202 Accepted", {"id": key}

    def _lines(self) -> list[str]:
        return self._file.read_text().splitlines() if self._file.exists() else []
