"""The block ``desk`` of ``service.yaml``: how caseworkers work with cases of the service."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from raadhus.catalogue.domain.service_words import Days, Key, Part, Texts

CaseOutcome = Literal["granted", "partly", "rejected", "forwarded"]


class ReasonBlock(Part):
    """
    A sentence that caseworkers may choose as a reason: its ``title`` is for them, its ``text`` stands in the letter.

    ``outcomes``: for which decisions it is one; for all when none is named.
    """

    key: Key
    title: Texts
    text: Texts
    outcomes: tuple[CaseOutcome, ...] = ()


class PreparedLetter(Part):
    """A letter that caseworkers write to applicants of the service: its ``title`` is the heading."""

    key: Key
    title: Texts
    paragraphs: Annotated[tuple[Texts, ...], Field(min_length=1, max_length=12)]


class DeskPart(Part):
    """
    How a case of the service is worked with.

    ``four_eyes``: outcomes that a second person must read and let go, when a person decides. ``in_turn``: a task is given to
    the caseworkers of the unit one after the other, those who are away left out. ``escalate_days``: how long before its
    deadline a task that nobody has done is told to the leaders (0: when it is over), and again when it is over. ``reasons``:
    what may be written into a decision beside what the rules say. ``letters``: what is often
    written to applicants.
    """

    four_eyes: tuple[CaseOutcome, ...] = ()
    in_turn: StrictBool = False
    escalate_days: Days | None = None
    reasons: tuple[ReasonBlock, ...] = ()
    letters: tuple[PreparedLetter, ...] = ()

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], dict[str, str]]]:
        """Return the texts that caseworkers choose from, with where they stand in ``service.yaml``."""
        for number, block in enumerate(self.reasons):
            yield ("desk", "reasons", number, "title"), block.title
            yield ("desk", "reasons", number, "text"), block.text
        for number, letter in enumerate(self.letters):
            yield ("desk", "letters", number, "title"), letter.title
            for place, text in enumerate(letter.paragraphs):
                yield ("desk", "letters", number, "paragraphs", place), text

    def keys(self) -> dict[str, list[str]]:
        """Return the keys of what caseworkers choose from, by where they stand."""
        return {"reasons": [one.key for one in self.reasons], "letters": [one.key for one in self.letters]}
