"""The demo mail server: keeps each message as a file."""

import asyncio
import itertools
import socket
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

_READY_WITHIN_S = 60.0


class MailSink:
    """
    Messages lie in ``folder``, one .eml each.

    ``fault``: "" or ``refuse`` (answers 451) or ``drop`` (says yes and keeps nothing).
    """

    def __init__(self, folder: Path, fault: str = "") -> None:
        self._folder = folder
        self._fault = fault
        self._count = itertools.count()
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        """Keep one message."""
        if self._fault == "refuse":
            return "451 Try again later"
        if self._fault != "drop":
            name = f"{time.time_ns()}-{next(self._count)}"
            part = self._folder / f"{name}.part"
            part.write_bytes(envelope.content)
            part.rename(self._folder / f"{name}.eml")
        return "250 Kept"


class SharingController(Controller):
    """Listens on a port that whoever started us may hold for us."""

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        may_share = hasattr(socket, "SO_REUSEPORT")
        return self.loop.create_server(
            self._factory_invoker, host=self.hostname, port=self.port, reuse_port=may_share
        )


def start_mail_sink(sink: MailSink, port: int) -> Controller:
    """Serve ``sink`` on loopback in a thread of this process; ``stop()`` the answer at the end."""
    controller = SharingController(sink, hostname="127.0.0.1", port=port, ready_timeout=_READY_WITHIN_S)
    controller.start()
    return controller
