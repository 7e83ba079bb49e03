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
    """What an applicant does: ``finding`` the service by front page and search, ``applying`` from its page on."""

    finding: Sequence[Act]
    applying: Sequence[Act]

    def find_again(self, visitor: Visitor) -> Page:
        """Go from the front page to what the search found.

        Raises: CannotGoOn.
        """
        return replay(visitor, self.finding, {})

    def apply_again(self, visitor: Visitor, person: str) -> Page:
        """Apply as somebody else; return the receipt.

        Raises: CannotGoOn.
        """
        receipt = replay(visitor, self.applying, {PERSON: person})
        if "/sent/" not in receipt.url:
            raise CannotGoOn(f"{person} ended at {receipt.url} instead of the receipt.")
        return receipt


def record_application(town: Town, person: str) -> Recorded:
    """Apply once, following links and filling in forms as the pages offer them.

    Raises: CannotGoOn.
    """
    visitor = Visitor()
    journey = Journey(town.address("egeby"), visitor)
    service_page = journey.find_service()
    before = len(visitor.acts) - 1  # the last one opened the service's page
    journey.apply(service_page, person)
    visitor.close()
    return Recorded(finding=tuple(visitor.acts[:before]), applying=tuple(visitor.acts[before:]))
