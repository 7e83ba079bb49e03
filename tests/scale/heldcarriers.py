"""The demo gateways in the test's own process: they keep what they get and answer only when the test lets them."""

import asyncio
import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from raadhus.adapters.demo_sinks.mail import MailSink, start_mail_sink
from raadhus.adapters.demo_sinks.sms import SmsSink
from raadhus.config.town.ports import HOST
from raadhus.config.town.town import Town
from tests.towns import PATIENCE_S


@dataclass
class Gate:
    """Where a message that was already kept waits for its answer."""

    is_shut: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def shut(self) -> Iterator["Gate"]:
        """Hold whoever comes, until the block ends."""
        self.reached.clear()
        self.is_shut.set()
        try:
            yield self
        finally:
            self.is_shut.clear()

    def wait_for_somebody(self) -> None:
        """Return when a message was kept and its sender waits for the answer."""
        assert self.reached.wait(PATIENCE_S), "nobody came"


@dataclass(frozen=True)
class Carriers:
    """The two gateways' gates."""

    sms: Gate
    mail: Gate


class _HeldMail(MailSink):
    def __init__(self, gate: Gate, *given: Any) -> None:
        super().__init__(*given)
        self._gate = gate

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        answer = await super().handle_DATA(server, session, envelope)
        if self._gate.is_shut.is_set():
            self._gate.reached.set()
            while self._gate.is_shut.is_set():
                await asyncio.sleep(0.01)
        return answer


class _HeldSms:
    def __init__(self, gate: Gate, sink: SmsSink) -> None:
        self._gate, self._sink = gate, sink

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer = self._sink(environ, start_response)
        if environ["REQUEST_METHOD"] == "POST" and self._gate.is_shut.is_set():
            self._gate.reached.set()
            while self._gate.is_shut.is_set():
                threading.Event().wait(0.01)
        return answer


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    allow_reuse_port = True  # the town holds it

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: the sender was killed."""


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the library's name
        """Log nothing."""


@contextmanager
def held_carriers(town: Town) -> Iterator[Carriers]:
    """Stand in for the town's own gateways, at their addresses, keeping to the same files."""
    assert town.processes is not None, "the town was opened here"
    town.processes.stop("sinks")
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    folder = town.state / "sinks"
    gates = Carriers(sms=Gate(), mail=Gate())
    sink = SmsSink(folder / "sms.jsonl", town.told["RAADHUS_SMS_GATEWAY_TOKEN"])
    controller = start_mail_sink(_HeldMail(gates.mail, folder / "mail"), town.ports["mail"])
    server = make_server(
        HOST, town.ports["sms"], _HeldSms(gates.sms, sink), server_class=_Server, handler_class=_Quiet
    )
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield gates
    finally:
        server.shutdown()
        server.server_close()
        controller.stop()
        serving.join()
