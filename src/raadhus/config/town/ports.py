"""Free ports on loopback."""

import socket

HOST = "127.0.0.1"


def choose_port(wanted: int | None = None) -> int:
    """Return the wanted port when it is free, else another free one."""
    for port in (wanted or 0, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return choose_port()


def is_answering(port: int, *, timeout_s: float = 0.5) -> bool:
    """Tell whether somebody accepts connections on a port of loopback."""
    try:
        with socket.create_connection((HOST, port), timeout=timeout_s):
            return True
    except OSError:
        return False
