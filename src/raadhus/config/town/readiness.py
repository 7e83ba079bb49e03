"""Seeing from outside whether a process is ready."""

import http.client
from collections.abc import Callable

from raadhus.config.town.ports import HOST, is_answering


def answers_http(port: int, path: str, *, host: str = HOST, expected: int = 200) -> Callable[[], bool]:
    """Return a look at a page: ready when it answers with the expected status."""

    def look() -> bool:
        connection = http.client.HTTPConnection(HOST, port, timeout=2)
        try:
            connection.request("GET", path, headers={"Host": f"{host}:{port}"})
            return connection.getresponse().status == expected
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    return look


def answers_tcp(port: int) -> Callable[[], bool]:
    """Return a look at a port: ready when somebody accepts connections."""
    return lambda: is_answering(port)
