"""What carries short messages; errors are sorted by what to do next."""

import dataclasses
from typing import Protocol
from uuid import UUID


class TryAgain(Exception):
    """Nothing was taken; try later. ``after_seconds``: how long the other side asks us to wait, if it said."""

    def __init__(self, reason: str, after_seconds: int | None = None) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds


class AddressRefused(Exception):
    """The other side will never take this address; do not try again."""


class Doubtful(Exception):
    """The connection broke when the message may already have been taken."""


class SmsGateway(Protocol):
    """Takes short messages by HTTP, with our id as idempotency key: sending twice is harmless."""

    def send(self, message_id: UUID, sender: str, phone: str, text: str) -> None:
        """Hand over one SMS. Raises: TryAgain, AddressRefused."""


class Mailer(Protocol):
    """Takes e-mail; has no idempotency key, so a broken connection is doubtful."""

    def send(self, message_id: UUID, sender: str, address: str, title: str, text: str) -> None:
        """Hand over one e-mail. Raises: TryAgain, AddressRefused, Doubtful."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Carriers:
    """The carriers of one town hall, wired by ``config``."""

    sms: SmsGateway
    email: Mailer
