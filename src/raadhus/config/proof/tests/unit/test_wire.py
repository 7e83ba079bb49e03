"""What the wire takes for an answer, and what it does not."""

import http.client
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from raadhus.config.proof.wire import Wire

Serve = Callable[[bytes], Wire]
SENT: list[bytes] = []


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a way to a server that answers one request with these bytes and closes."""
    threads, wires = [], []

    def start(answer: bytes) -> Wire:
        listening = socket.create_server(("127.0.0.1", 0))

        def run() -> None:
            with listening, listening.accept()[0] as peer:
                SENT.append(peer.recv(65536))
                peer.sendall(answer)

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        wires.append(Wire(listening.getsockname()[1], 10))
        return wires[-1]

    yield start
    for wire in wires:
        wire.close()
    for thread in threads:
        thread.join()


def test_an_answer_of_known_length_leaves_the_wire_open(serve: Serve) -> None:
    wire = serve(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n\r\nhi")

    answer = wire.ask("POST", "/x?y=1", {"Host": "egeby.localhost"}, b"a=b")

    assert (answer.status, answer.body, answer.all("set-cookie")) == (200, b"hi", ["a=1", "b=2"])
    assert SENT[-1] == b"POST /x?y=1 HTTP/1.1\r\nHost: egeby.localhost\r\nContent-Length: 3\r\n\r\na=b"
    assert wire.is_open


def test_an_answer_in_pieces_is_put_together(serve: Serve) -> None:
    wire = serve(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x\r\n0123456789\r\n0\r\n\r\n"
    )

    assert wire.ask("GET", "/", {}).body == b"abc0123456789"
    assert wire.is_open


@pytest.mark.parametrize("said", [b"", b"Content-Length: 2\r\nConnection: close\r\n"])
def test_a_server_that_closes_is_believed(serve: Serve, said: bytes) -> None:
    wire = serve(b"HTTP/1.1 404 Not Found\r\n" + said + b"\r\nhi")

    answer = wire.ask("GET", "/", {})

    assert (answer.status, answer.body, wire.is_open) == (404, b"hi", False)


def test_no_content_is_none(serve: Serve) -> None:
    assert serve(b"HTTP/1.1 204 No Content\r\n\r\n").ask("GET", "/", {}).body == b""


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"", http.client.RemoteDisconnected),
        (b"nonsense\r\n\r\n", http.client.BadStatusLine),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi", http.client.IncompleteRead),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhi", http.client.IncompleteRead),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", http.client.IncompleteRead),
    ],
)
def test_what_is_no_whole_answer_is_refused(serve: Serve, answer: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        serve(answer).ask("GET", "/", {})
