"""How somebody without a login applies through a clerk: on which channel, and how the clerk knows who it is."""

import datetime as dt
from enum import StrEnum


class HelpChannel(StrEnum):
    """How the person reached the town hall; the words are those that contacts are counted by."""

    DESK = "desk"
    PHONE = "phone"
    PAPER = "paper"


class IdentityCheck(StrEnum):
    """How the clerk made sure who it is."""

    PHOTO_ID = "photo-id"
    QUESTIONS = "questions"  # asked what only the person knows
    CALL_BACK = "call-back"  # called back on a number that was known before
    SIGNED = "signed"  # the form came signed


CHECKS: dict[HelpChannel, tuple[IdentityCheck, ...]] = {
    HelpChannel.DESK: (IdentityCheck.PHOTO_ID, IdentityCheck.QUESTIONS),
    HelpChannel.PHONE: (IdentityCheck.QUESTIONS, IdentityCheck.CALL_BACK),
    HelpChannel.PAPER: (IdentityCheck.SIGNED,),
}
"""What can be checked on which channel."""

HELP_LASTS = dt.timedelta(hours=4)
"""How long a check holds: whoever comes back another day, or is forgotten on the clerk's screen, is asked again."""

KEPT_AFTER = dt.timedelta(days=30)
"""How long a help that led to no application is kept after its end: long enough to ask about it."""

SCAN = "paper.scan"
"""The field that the scan of a signed paper is kept under; no form has it."""


def needs_scan(channel: str) -> bool:
    """Tell whether the signed paper itself must be attached before anything is sent."""
    return channel == HelpChannel.PAPER
