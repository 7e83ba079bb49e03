"""The words contacts are counted with. Source: KL's KOMHEN handbook 2.8.2 (2015)."""

import dataclasses
from collections.abc import Iterable
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


SMALLEST_TOLD = 5
"""Another municipality's number below this is hidden; that it is there, is told. Source: official statistics on persons."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A sum of counts: ``told`` exactly, and ``hidden`` more that each lie between 1 and 4."""

    told: int = 0
    hidden: int = 0

    @property
    def least(self) -> int:
        """Return what it is at least."""
        return self.told + self.hidden

    @property
    def most(self) -> int:
        """Return what it is at most."""
        return self.told + self.hidden * (SMALLEST_TOLD - 1)

    def __add__(self, other: "Number") -> "Number":
        """Return both together."""
        return Number(told=self.told + other.told, hidden=self.hidden + other.hidden)


HIDDEN = Number(hidden=1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCount:
    """How many contacts came on one channel."""

    channel: Channel
    information: Number
    transactions: Number

    @property
    def total(self) -> Number:
        """Return both together."""
        return self.information + self.transactions


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole: ``part`` are those of it, ``others`` the rest."""

    part: Number
    others: Number

    @property
    def is_of_nothing(self) -> bool:
        """Tell whether there is nothing to divide."""
        return (self.part + self.others).most == 0

    @property
    def per_cent(self) -> int | None:
        """
        Return the share in whole per cent, rounded half up: 79.5 is shown as 80.

        None when there is nothing to divide, and when it depends on what is hidden.
        """
        if self.is_of_nothing:
            return None
        least = _per_cent(self.part.least, self.part.least + self.others.most)
        most = _per_cent(self.part.most, self.part.most + self.others.least)
        return least if least == most else None


def _per_cent(part: int, whole: int) -> int:
    return int((Decimal(part * 100) / whole).quantize(Decimal(1), "ROUND_HALF_UP"))


def digital_share(counts: Iterable[tuple[Channel, Number]]) -> Share:
    """Return the share of transactions that people began on a digital channel; ``counts``: transactions by channel."""
    digital, others = Number(), Number()
    for channel, number in counts:
        if channel in DIGITAL:
            digital += number
        else:
            others += number
    return Share(part=digital, others=others)
