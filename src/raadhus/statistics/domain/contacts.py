"""The words contacts are counted with. Source: KL's KOMHEN handbook 2.8.2 (2015)."""

import dataclasses
from decimal import Decimal
from enum import StrEnum


class Channel(StrEnum):
    """How somebody reached the municipality, or the municipality them."""

    WEB = "web"
    PHONE = "phone"
    PERSONAL = "personal"
    LETTER = "letter"
    EMAIL = "email"
    SMS = "sms"
    DIGITAL_POST = "digital_post"
    REMOTE_PRINT = "remote_print"
    SELF_SERVICE = "self_service"
    SOCIAL_MEDIA = "social_media"
    SYSTEM = "system"


class Purpose(StrEnum):
    """What a contact was for."""

    INFORMATION = "information"
    TRANSACTION = "transaction"


class Direction(StrEnum):
    """Who began it."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Counterpart(StrEnum):
    """With whom."""

    CITIZEN = "citizen"
    BUSINESS = "business"
    AUTHORITY = "authority"


DIGITAL = frozenset({Channel.WEB, Channel.SELF_SERVICE, Channel.DIGITAL_POST, Channel.SYSTEM})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCount:
    """How many contacts came on one channel."""

    channel: Channel
    information: int
    transactions: int

    @property
    def total(self) -> int:
        """Return both together."""
        return self.information + self.transactions


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole; ``per_cent`` is None when there is nothing to divide."""

    part: int
    whole: int

    @property
    def per_cent(self) -> int | None:
        """Return the share in whole per cent, rounded half up: 79.5 is shown as 80."""
        if self.whole == 0:
            return None
        return int((Decimal(self.part * 100) / self.whole).quantize(Decimal(1), "ROUND_HALF_UP"))


def digital_share(counts: tuple[ChannelCount, ...]) -> Share:
    """Return the share of transactions that people began on a digital channel."""
    return Share(
        part=sum(count.transactions for count in counts if count.channel in DIGITAL),
        whole=sum(count.transactions for count in counts),
    )
