"""The SMS gateway, the mail server and the print house in memory."""

import dataclasses
from uuid import UUID

from raadhus.post.ports import PrintOrder


@dataclasses.dataclass
class SmsInMemory:
    """Keeps what was sent, once for each id; ``errors`` are raised first, one a try."""

    sent: dict[UUID, tuple[str, str]] = dataclasses.field(default_factory=dict)
    errors: list[Exception] = dataclasses.field(default_factory=list)

    def send(self, message_id: UUID, sender: str, phone: str, text: str) -> None:
        """Take one SMS."""
        if self.errors:
            raise self.errors.pop(0)
        self.sent.setdefault(message_id, (phone, text))


@dataclasses.dataclass
class MailInMemory:
    """Keeps every e-mail it gets, also the second of the same id: a mail server knows none again."""

    sent: list[tuple[UUID, str, str]] = dataclasses.field(default_factory=list)
    errors: list[Exception] = dataclasses.field(default_factory=list)

    def send(self, message_id: UUID, sender: str, address: str, title: str, text: str) -> None:
        """Take one e-mail."""
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append((message_id, address, text))


@dataclasses.dataclass
class PrintHouseInMemory:
    """Keeps letters by id."""

    letters: dict[UUID, tuple[PrintOrder, bytes]] = dataclasses.field(default_factory=dict)
    errors: list[Exception] = dataclasses.field(default_factory=list)

    def deliver(self, order: PrintOrder, pdf: bytes) -> None:
        """Take one letter."""
        if self.errors:
            raise self.errors.pop(0)
        self.letters[order.letter_id] = (order, pdf)
