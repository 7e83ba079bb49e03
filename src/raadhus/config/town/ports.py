"""Ports on loopback: free ones, and ones that are ours while we hold them."""

import socket
import sys

HOST = "127.0.0.1"


def choose_port(wanted: int | None = None) -> int:
    """Return the wanted port when it is free, else another free one; somebody may take it before it is used."""
    with hold_port(wanted) as held:
        return port_of(held)


def hold_port(wanted: int | None = None) -> socket.socket:
    """
    Bind the wanted port when it is free, else another, and return the socket that holds it until it is closed.

    A held port is nobody else's: Linux lets a port be shared only when everybody on it asked for that before the bind,
    and who asks for a held one here does not. What we start ourselves shares it, as our web servers do anyway: two of
    them on one port answer in turns, each for its own town.
    """
    held = _bind(wanted) if wanted else None
    while held is None:
        held = _bind(0)
    return held


def is_free(port: int, *, host: str = HOST) -> bool:
    """Tell whether nobody listens on a port or holds it, not even somebody who would share it."""
    held = _bind(port, host)
    if held is not None:
        held.close()
    return held is not None


def port_of(held: socket.socket) -> int:
    """Return the number of a held port."""
    return int(held.getsockname()[1])


def is_answering(port: int, *, timeout_s: float = 0.5) -> bool:
    """Tell whether somebody accepts connections on a port of loopback."""
    try:
        with socket.create_connection((HOST, port), timeout=timeout_s):
            return True
    except OSError:
        return False


def _bind(port: int, host: str = HOST) -> socket.socket | None:
    """Bind a port for ourselves; none when it is taken. Closed connections that linger on it do not take it."""
    held = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((host, port))
    except OSError:
        held.close()
        return None
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)  # from now on nobody else's, listening or not
    if sys.platform == "linux":
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # but our own servers'
    return held
