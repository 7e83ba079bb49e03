"""The block ``desk`` of ``service.yaml``: how caseworkers work with cases of the service."""

from typing import Literal

from pydantic import StrictBool

from raadhus.catalogue.domain.service_words import Days, Key, Part, Texts

CaseOutcome = Literal["granted", "partly", "rejected", "forwarded"]


class ReasonBlock(Part):
    """A sentence that caseworkers may choose as a reason: its ``title`` is for them, its ``text`` stands in the letter."""

    key: Key
    title: Texts
    text: Texts


class DeskPart(Part):
    """
    How a case of the service is worked with.

    ``four_eyes``: outcomes that a second person must read and let go, when a person decides. ``in_turn``: a task is given to
    the caseworkers of the unit one after the other, those who are away left out. ``escalate_days``: how long before its
    deadline a task that nobody has done is told to the leaders (0: when it is over), and again when it is over. ``reasons``:
    what may be written into a decision beside what the rules say.
    """

    four_eyes: tuple[CaseOutcome, ...] = ()
    in_turn: StrictBool = False
    escalate_days: Days | None = None
    reasons: tuple[ReasonBlock, ...] = ()
