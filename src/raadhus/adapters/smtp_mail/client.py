"""Hands e-mail to a mail server over one kept connection; once the text is under way, a broken one is doubtful."""

import dataclasses
import functools
import smtplib
import ssl
import threading
import time
from email import policy
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any
from uuid import UUID

from raadhus.adapters.line import TimedSocket
from raadhus.notifications.ports import AddressRefused, Doubtful, TryAgain
from raadhus.platform import clock

_TIMEOUT_SECONDS = 15
_WHOLE_SECONDS = 30.0
_TAKEN, _TAKEN_BY_ANOTHER, _LEAVING, _PERMANENT = 250, 251, 421, 500
"""Replies. Source: RFC 5321 section 4.2."""


class _KeptHeaders(HeaderRegistry):
    """The standard library's, which makes a class for each header of each e-mail anew: half a millisecond."""

    @functools.cache  # noqa: B019 -- there is one, as long as the process
    def __getitem__(self, name: str) -> Any:
        return super().__getitem__(name)


_POLICY = policy.SMTP.clone(header_factory=_KeptHeaders())


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """How a mail server is spoken to in confidence: by whose word it is who it says, and who we are, when it asks."""

    context: ssl.SSLContext
    user: str = ""
    password: str = ""


class _TimedServer(smtplib.SMTP):
    """A conversation that ends in time, however slowly the other side speaks: smtplib's limit begins anew with each byte."""

    def __init__(self, host: str, port: int, ends_at: float) -> None:
        self._ends_at = ends_at
        super().__init__(host, port, timeout=_TIMEOUT_SECONDS)

    def _get_socket(self, host: str, port: int, timeout: float) -> Any:
        connected = super()._get_socket(host, port, timeout)  # type: ignore[misc]  # not in typeshed
        self._timed = TimedSocket(connected, self._ends_at)
        return self._timed

    def secure(self, security: Security) -> None:
        """
        Go on in TLS, and log in where there is a user; nothing is said in the open instead.

        Raises: OSError when the certificate does not fit, SMTPException when the server has no TLS or not this user.
        """
        self.starttls(context=_ThroughTimed(self._timed, security.context))  # type: ignore[call-overload]  # all that is asked of it
        self.ehlo()
        if security.user:
            self.login(security.user, security.password)

    def end_at(self, ends_at: float) -> None:
        """Let the next e-mail have its own time."""
        self._timed.ends_at = ends_at


class _ThroughTimed:
    """Puts TLS below the socket that keeps the time, where smtplib would put it on top."""

    def __init__(self, timed: TimedSocket, context: ssl.SSLContext) -> None:
        self._timed, self._context = timed, context

    def wrap_socket(self, _sock: object, *, server_hostname: str) -> TimedSocket:
        """Return the same socket, secure from here. Raises: OSError."""
        self._timed.secure(self._context, server_hostname)
        return self._timed


class SmtpMailer(threading.local):
    """
    One mail server, with a connection of this thread's own. ``from_address``: the municipality's, that nobody answers;
    ``security``: None where the way to the server is the town hall's own.

    A server may close a connection on which nothing happens: then, before anything was handed over, another is made.
    """

    def __init__(
        self,
        host: str,
        port: int,
        from_address: str,
        *,
        security: Security | None = None,
        seconds: float = _WHOLE_SECONDS,
    ) -> None:
        self._security = security
        self._host = host
        self._port = port
        self._from = from_address
        self._seconds = seconds
        self._kept: _TimedServer | None = None

    def close(self) -> None:
        """Close this thread's connection; the next e-mail opens another."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def send(self, message_id: UUID, sender: str, address: str, title: str, text: str) -> None:
        """Hand over one e-mail. Raises: TryAgain, AddressRefused, Doubtful."""
        message = self._message(message_id, sender, address, title, text)
        is_done = False
        try:
            self._hand_over(self._announced(address), message.as_bytes())
            is_done = True
        finally:
            if not is_done:
                self.close()

    def _announced(self, address: str) -> smtplib.SMTP:
        """Return a connection whose server has taken sender and recipient. Raises: TryAgain, AddressRefused."""
        ends_at = time.monotonic() + self._seconds
        try:
            was_kept = self._kept is not None
            server = self._kept or self._connect(ends_at)
            server.end_at(ends_at)
            code = self._say_sender(server)
            if code == _LEAVING and was_kept:
                server = self._connect(ends_at)
                code = self._say_sender(server)
            if code != _TAKEN:
                raise TryAgain(f"the mail server said {code}")
            code, _said = server.rcpt(address)
        except (OSError, smtplib.SMTPException) as error:
            raise TryAgain(f"the mail server: {type(error).__name__}") from error
        if code >= _PERMANENT:
            raise AddressRefused(f"the mail server said {code}")
        if code not in {_TAKEN, _TAKEN_BY_ANOTHER}:
            raise TryAgain(f"the mail server said {code}")
        return server

    def _connect(self, ends_at: float) -> _TimedServer:
        self.close()
        self._kept = _TimedServer(self._host, self._port, ends_at)
        self._kept.ehlo_or_helo_if_needed()
        if self._security is not None:
            self._kept.secure(self._security)
        return self._kept

    def _say_sender(self, server: smtplib.SMTP) -> int:
        """Begin an e-mail and return the reply; a connection that is closed says that the server is leaving."""
        try:
            return server.mail(self._from)[0]
        except smtplib.SMTPServerDisconnected:
            return _LEAVING

    def _hand_over(self, server: smtplib.SMTP, text: bytes) -> None:
        """Send the text of an e-mail. Raises: TryAgain when the server says that it has not taken it, Doubtful."""
        try:
            code, _said = server.data(text)
        except smtplib.SMTPResponseException as error:
            raise TryAgain(f"the mail server said {error.smtp_code}") from error
        except (OSError, smtplib.SMTPException) as error:
            raise Doubtful(f"the connection broke: {type(error).__name__}") from error
        if code != _TAKEN:
            raise TryAgain(f"the mail server said {code}")

    def _message(self, message_id: UUID, sender: str, address: str, title: str, text: str) -> EmailMessage:
        message = EmailMessage(_POLICY)
        message["From"] = formataddr((sender, self._from))
        message["To"] = address
        message["Subject"] = title
        message["Date"] = format_datetime(clock.now())
        message["Message-ID"] = f"<{message_id}@{self._from.partition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        return message
