"""The line to an outside system holds out when the other side hangs up, and waits and swallows only so much."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import StreamRequestHandler, TCPServer
from uuid import uuid4

import pytest

from raadhus.adapters.clamav.scanner import ClamavScanner
from raadhus.adapters.line import Line, TooMuch
from raadhus.adapters.sms_gateway.client import SmsGatewayClient
from raadhus.adapters.smtp_mail.client import SmtpMailer
from raadhus.forms.ports import ScannerUnavailable
from raadhus.notifications.ports import Doubtful, TryAgain


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
def serving(server: TCPServer) -> Iterator[int]:
    """Serve until the block ends, and yield the port."""
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
            thread.join()


def server_of(handler: type[BaseHTTPRequestHandler]) -> AbstractContextManager[int]:
    return serving(HTTPServer(("127.0.0.1", 0), handler))


@contextmanager
def line_to(handler: type[BaseHTTPRequestHandler], *, seconds: float = 30.0) -> Iterator[Line]:
    with server_of(handler) as port:
        line = Line(f"http://127.0.0.1:{port}", seconds=seconds)
        yield line
        line.hang_up()


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


class SaysWhen(Forgetful):
    """Takes nothing, and says in nonsense when it will."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(503)
        self.send_header("Retry-After", "\u00b2")
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.mark.parametrize("handler", [Dripping, DrippingBody, Talkative, SaysWhen])
def test_an_sms_gateway_that_drips_or_talks_nonsense_is_tried_again_later(
    handler: type[BaseHTTPRequestHandler],
) -> None:
    with server_of(handler) as port:
        gateway = SmsGatewayClient(f"http://127.0.0.1:{port}", "token", seconds=0.3)
        with closing(gateway), pytest.raises(TryAgain) as again:
            gateway.send(uuid4(), "Egeby", "+4520304050", "Der er post til dig")

    assert again.value.after_seconds is None


class DrippingMail(StreamRequestHandler):
    """A mail server that greets at once and then answers its first question byte by byte, without an end."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        self.rfile.readline()
        with suppress(ConnectionError):
            for _line in range(10_000):
                self.wfile.write(b"250-go on\r\n")
                Dripping.hung_up.wait(0.02)


def test_a_mail_server_that_never_ends_its_answer_is_left() -> None:
    with serving(TCPServer(("127.0.0.1", 0), DrippingMail)) as port, pytest.raises((TryAgain, Doubtful)):
        SmtpMailer("127.0.0.1", port, "no-reply@egeby.example", seconds=0.3).send(
            uuid4(), "Egeby", "amina@egeby.example", "Post", "Log p\u00e5."
        )


class DrippingScanner(StreamRequestHandler):
    """A virus scanner whose verdict comes byte by byte."""

    def handle(self) -> None:
        with suppress(ConnectionError):
            for _byte in range(4_000):
                self.wfile.write(b"x")
                Dripping.hung_up.wait(0.02)


def test_a_virus_scanner_that_drips_lets_nothing_through_and_holds_nobody() -> None:
    with serving(TCPServer(("127.0.0.1", 0), DrippingScanner)) as port, pytest.raises(ScannerUnavailable):
        ClamavScanner(f"127.0.0.1:{port}", seconds=0.3).find_in([b"%PDF-1.7"])
