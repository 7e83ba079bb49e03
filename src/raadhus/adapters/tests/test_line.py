"""The line to an outside system holds out when the other side hangs up, and waits and swallows only so much."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from raadhus.adapters.line import Line, TooMuch


class Forgetful(BaseHTTPRequestHandler):
    """Promises to keep the connection and closes it."""

    protocol_version = "HTTP/1.1"
    said = b"{}"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.said)))
        self.end_headers()
        self.wfile.write(self.said)
        self.close_connection = True

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class Talkative(Forgetful):
    """Answers more than any register."""

    said = b"x" * (256 * 1024 + 1)


@contextmanager
def line_to(handler: type[BaseHTTPRequestHandler], *, seconds: float = 30.0) -> Iterator[Line]:
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        line = Line(f"http://127.0.0.1:{server.server_port}", seconds=seconds)
        yield line
        line.hang_up()
        server.shutdown()
        serving.join()


def test_a_question_is_put_again_when_the_other_side_has_hung_up() -> None:
    with line_to(Forgetful) as line:
        assert [line.post("/v1/person", b"{}", {}) for _ in range(3)] == [(200, b"{}")] * 3


def test_an_answer_beyond_measure_is_not_read_to_its_end() -> None:
    with line_to(Talkative) as line, pytest.raises(TooMuch):
        line.post("/v1/person", b"{}", {})


class Dripping(Forgetful):
    """Answers byte by byte, each well within a socket's own time limit, and never ends."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 10_000)

    def drip(self, answer: bytes) -> None:
        """Write ``answer`` until the asker hangs up."""
        try:
            for byte in answer:
                self.wfile.write(bytes([byte]))
                self.hung_up.wait(0.02)
        except ConnectionError:
            self.close_connection = True

    hung_up = threading.Event()


class DrippingBody(Dripping):
    """Sends its head at once and drips the rest."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "10000")
        self.end_headers()
        self.drip(b" " * 10_000)


@pytest.mark.parametrize("handler", [Dripping, DrippingBody])
def test_an_answer_that_drips_is_given_up_when_the_time_for_the_whole_question_is_over(
    handler: type[Dripping],
) -> None:
    with line_to(handler, seconds=0.3) as line, pytest.raises(TimeoutError):
        line.post("/v1/person", b"{}", {})


def test_a_question_that_is_not_answered_leaves_the_line_usable() -> None:
    with line_to(Forgetful) as line:
        line.post("/v1/person", b"{}", {})

        assert line.get("/health", {})[0] == 501
        assert line.post("/v1/person", b"{}", {}) == (200, b"{}")
