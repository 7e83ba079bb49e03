"""Hands e-mail to a mail server; once the message is under way, a broken connection is doubtful."""

import smtplib
import time
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any
from uuid import UUID

from raadhus.adapters.line import TimedSocket
from raadhus.notifications.ports import AddressRefused, Doubtful, TryAgain
from raadhus.platform import clock

_TIMEOUT_SECONDS = 15
_WHOLE_SECONDS = 30.0
_PERMANENT = 500


class _TimedServer(smtplib.SMTP):
    """A conversation that ends in time, however slowly the other side speaks: smtplib's limit begins anew with each byte."""

    def __init__(self, host: str, port: int, *, seconds: float) -> None:
        self._ends_at = time.monotonic() + seconds
        super().__init__(host, port, timeout=_TIMEOUT_SECONDS)

    def _get_socket(self, host: str, port: int, timeout: float) -> Any:
        connected = super()._get_socket(host, port, timeout)  # type: ignore[misc]  # not in typeshed
        return TimedSocket(connected, self._ends_at)


class SmtpMailer:
    """One mail server. ``from_address``: the municipality's address that nobody answers."""

    def __init__(self, host: str, port: int, from_address: str, *, seconds: float = _WHOLE_SECONDS) -> None:
        self._host = host
        self._port = port
        self._from = from_address
        self._seconds = seconds

    def send(self, message_id: UUID, sender: str, address: str, title: str, text: str) -> None:
        """Hand over one e-mail. Raises: TryAgain, AddressRefused, Doubtful."""
        message = self._message(message_id, sender, address, title, text)
        try:
            server = _TimedServer(self._host, self._port, seconds=self._seconds)
        except (OSError, smtplib.SMTPException) as error:
            raise TryAgain(f"the mail server: {type(error).__name__}") from error
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            raise (AddressRefused if code >= _PERMANENT else TryAgain)(
                f"the mail server said {code}"
            ) from error
        except smtplib.SMTPResponseException as error:
            # the server answered: it has not taken the message
            raise TryAgain(f"the mail server said {error.smtp_code}") from error
        except (OSError, smtplib.SMTPException) as error:
            raise Doubtful(f"the connection broke: {type(error).__name__}") from error
        finally:
            server.close()

    def _message(self, message_id: UUID, sender: str, address: str, title: str, text: str) -> EmailMessage:
        message = EmailMessage()
        message["From"] = formataddr((sender, self._from))
        message["To"] = address
        message["Subject"] = title
        message["Date"] = format_datetime(clock.now())
        message["Message-ID"] = f"<{message_id}@{self._from.partition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        return message
