"""The line to the registers holds out when the other side hangs up, and does not swallow everything it is told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from raadhus.adapters.demo_registers.line import Line, TooMuch


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
def line_to(handler: type[BaseHTTPRequestHandler]) -> Iterator[Line]:
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        line = Line(f"http://127.0.0.1:{server.server_port}")
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
