"""One application done by hand, as the others will do it again."""

from collections.abc import Sequence
from dataclasses import dataclass

from raadhus.config.bench.replay import replay
from raadhus.config.proof.journey import Journey
from raadhus.config.proof.page import CannotGoOn, Page
from raadhus.config.proof.visitor import Act, Visitor
from raadhus.config.town.town import Town

PERSON = "person"


@dataclass(frozen=True)
class Recorded:
    """What an applicant does, from the front page to the receipt."""

    acts: Sequence[Act]

    def again(self, visitor: Visitor, person: str) -> Page:
        """Apply as somebody else; return the receipt.

        Raises: CannotGoOn.
        """
        receipt = replay(visitor, self.acts, {PERSON: person})
        if "/sent/" not in receipt.url:
            raise CannotGoOn(f"{person} ended at {receipt.url} instead of the receipt.")
        return receipt


def record_application(town: Town, person: str) -> Recorded:
    """Apply once, following links and filling in forms as the pages offer them.

    Raises: CannotGoOn.
    """
    visitor = Visitor()
    journey = Journey(town.address("egeby"), visitor)
    journey.apply(journey.find_service(), person)
    visitor.close()
    return Recorded(acts=tuple(visitor.acts))
