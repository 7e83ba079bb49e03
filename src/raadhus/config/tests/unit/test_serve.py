"""``./raadhus serve`` begins only where nobody else answers."""

import socket

import pytest

from raadhus.config.command import serve
from raadhus.config.town.refusals import CannotOpenTown


def test_a_port_that_another_web_server_would_share_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        port = other.getsockname()[1]

        with pytest.raises(CannotOpenTown, match=f"Port {port} of 127.0.0.1 is taken"):
            serve.main(["--port", str(port)])
