"""One question to a login provider: one time limit, a bounded answer, nothing compressed, no redirects."""

import ipaddress
import json
import re
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from raadhus.adapters.line import Line
from raadhus.identity.ports import ProviderUnavailable

_SECONDS = 5.0
_CONNECT_SECONDS = 2.0
_HOST = re.compile(r"([a-z0-9.-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?\Z", re.IGNORECASE)


def ask(url: str, headers: Mapping[str, str], form: bytes | None = None) -> tuple[int, bytes]:
    """
    Return status and body of what ``url`` answers, to ``form`` when there is one.

    Raises: ProviderUnavailable, also when the answer takes too long or is too large.
    """
    expect_safe(url)
    parts = urlsplit(url)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        line = Line(f"{parts.scheme}://{parts.netloc}", seconds=_SECONDS, connect_seconds=_CONNECT_SECONDS)
        try:
            return line.get(path, headers) if form is None else line.post(path, form, headers)
        finally:
            line.hang_up()
    except (OSError, HTTPException, ValueError) as error:
        raise ProviderUnavailable(type(error).__name__) from error


def read_json(body: bytes) -> dict[str, Any]:
    """Return the object that ``body`` is. Raises: ValueError, also for one that is nested beyond all measure."""
    try:
        said = json.loads(body)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(said, dict):
        raise ValueError("no object")  # noqa: TRY004 -- what was said, not how we were called
    return said


def expect_safe(url: str) -> None:
    """
    Make sure that nobody on the way can read or change what is exchanged, and that the host is a host and no more.

    Raises: ProviderUnavailable.
    """
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ProviderUnavailable("an address of the provider is none") from error
    if not _HOST.match(parts.netloc):
        raise ProviderUnavailable("an address of the provider is none")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_this_machine(parts.hostname or "")):
        raise ProviderUnavailable("an address of the provider is not protected")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
