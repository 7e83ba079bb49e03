"""What every carrier of short messages must do: the twins in memory and real processes behave alike."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO
from uuid import UUID

import pytest

from raadhus.adapters.in_memory.carriers import SmsInMemory
from raadhus.adapters.sms_gateway.client import SmsGatewayClient
from raadhus.adapters.smtp_mail.client import SmtpMailer
from raadhus.adapters.tests.peerkit import TOKEN, held_port, running_peer
from raadhus.notifications.ports import AddressRefused, Doubtful, TryAgain
from raadhus.platform.ids import new_id

PHONE = "+4520304050"


@contextmanager
def gateways(home: Path, fault: str = "") -> Iterator[tuple[SmsGatewayClient, SmtpMailer]]:
    """Run the demo gateways and yield the adapters that speak to them."""
    with (
        held_port() as sms,
        held_port() as mail,
        running_peer(
            *("raadhus.adapters.demo_sinks", home, sms),
            *("--sms-port", str(sms), "--mail-port", str(mail)),
            fault=fault,
        ) as url,
        closing(SmsGatewayClient(url, TOKEN)) as client,
        closing(SmtpMailer("127.0.0.1", mail, "no-reply@egeby.example")) as mailer,
    ):
        yield client, mailer


def kept_sms(home: Path) -> list[str]:
    """Return the keys of the messages that the gateway kept."""
    file = home / "sinks" / "sms.jsonl"
    return [json.loads(line)["key"] for line in file.read_text().splitlines()] if file.exists() else []


def kept_mail(home: Path) -> list[str]:
    """Return the messages that the mail server kept."""
    return [file.read_text() for file in sorted((home / "sinks" / "mail").glob("*.eml"))]


def send_sms(gateway: SmsGatewayClient | SmsInMemory, message: UUID, phone: str = PHONE) -> None:
    gateway.send(message, "Egeby", phone, "Der er post til dig: æøå")


def send_mail(mailer: SmtpMailer) -> None:
    mailer.send(
        new_id(), "Egeby Kommune", "amina@egeby.example", "Der er post til dig", "Log på for at læse den."
    )


def test_in_memory_the_same_id_is_one_sms() -> None:
    twin, message = SmsInMemory(), new_id()
    send_sms(twin, message)
    send_sms(twin, message)

    assert list(twin.sent) == [message]


@pytest.mark.peer
def test_at_the_gateway_the_same_id_is_one_sms(tmp_path: Path) -> None:
    message = new_id()
    with gateways(tmp_path) as (sms, mail):
        send_sms(sms, message)
        send_sms(sms, message)
        send_mail(mail)
        with pytest.raises(AddressRefused):
            send_sms(sms, new_id(), "20 30")

    assert kept_sms(tmp_path) == [str(message)]
    assert len(kept_mail(tmp_path)) == 1
    assert "To: amina@egeby.example" in kept_mail(tmp_path)[0]


@pytest.mark.peer
@pytest.mark.parametrize(("fault", "seconds"), [("down", None), ("slow-down", 1)])
def test_a_gateway_that_takes_nothing_asks_to_try_again(
    tmp_path: Path, fault: str, seconds: int | None
) -> None:
    with gateways(tmp_path, f"sms-gateway:{fault},mail:refuse") as (sms, mail):
        with pytest.raises(TryAgain) as again:
            send_sms(sms, new_id())
        with pytest.raises(TryAgain):
            send_mail(mail)

    assert again.value.after_seconds == seconds
    assert kept_sms(tmp_path) == []
    assert kept_mail(tmp_path) == []


def test_where_nobody_listens_one_tries_again() -> None:
    with (
        held_port() as port,
        closing(SmsGatewayClient(f"http://127.0.0.1:{port}", TOKEN)) as sms,
        pytest.raises(TryAgain),
    ):
        send_sms(sms, new_id())
    with held_port() as port, pytest.raises(TryAgain):
        send_mail(SmtpMailer("127.0.0.1", port, "no-reply@egeby.example"))


def test_a_mail_server_that_hangs_up_after_the_text_leaves_it_doubtful() -> None:
    with hanging_up_after_the_text() as port, pytest.raises(Doubtful):
        send_mail(SmtpMailer("127.0.0.1", port, "no-reply@egeby.example"))


def test_several_emails_go_over_one_connection_and_one_that_was_closed_meanwhile_is_made_anew() -> None:
    with leaving_after(2) as (port, visits):
        mailer = SmtpMailer("127.0.0.1", port, "no-reply@egeby.example")
        for _mail in range(3):
            send_mail(mailer)
        mailer.close()

    assert visits == [2, 1]


@contextmanager
def leaving_after(emails: int) -> Iterator[tuple[int, list[int]]]:
    """Listen as a mail server that closes after so many e-mails; yield its port and how many came with each visit."""
    visits: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_take_some, args=(listening, emails, visits))
        thread.start()
        yield int(listening.getsockname()[1]), visits
        thread.join(20)


def _take_some(listening: socket.socket, emails: int, visits: list[int]) -> None:
    for _visit in range(2):
        connection, _address = listening.accept()
        with connection, connection.makefile("rwb") as lines:
            visits.append(_count_emails(lines, emails))


def _count_emails(lines: IO[bytes], most: int) -> int:
    _say(lines, b"220 here")
    count = 0
    for line in lines:
        if line.upper().startswith(b"DATA"):
            _say(lines, b"354 go on")
        elif line == b".\r\n":
            count += 1
            _say(lines, b"250 kept")
            if count == most:
                break
        elif line.upper().startswith((b"EHLO", b"MAIL", b"RCPT")):
            _say(lines, b"250 good")
    return count


@contextmanager
def hanging_up_after_the_text() -> Iterator[int]:
    """Listen as a mail server that takes the whole message and closes without a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_take_and_hang_up, args=(listening,))
        thread.start()
        yield int(listening.getsockname()[1])
        thread.join(20)


def _take_and_hang_up(listening: socket.socket) -> None:
    connection, _address = listening.accept()
    with connection, connection.makefile("rwb") as lines:
        _say(lines, b"220 here")
        for line in lines:
            if line.upper().startswith(b"DATA"):
                _say(lines, b"354 go on")
                break
            _say(lines, b"250 good")
        for line in lines:
            if line == b".\r\n":
                return


def _say(lines: IO[bytes], words: bytes) -> None:
    lines.write(words + b"\r\n")
    lines.flush()
