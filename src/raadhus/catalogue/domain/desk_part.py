"""The block ``desk`` of ``service.yaml``: how caseworkers work with cases of the service."""

from typing import Literal

from raadhus.catalogue.domain.service_words import Part

CaseOutcome = Literal["granted", "partly", "rejected", "forwarded"]


class DeskPart(Part):
    """
    How a case of the service is worked with.

    ``four_eyes``: outcomes that a second person must read and let go, when a person decides.
    """

    four_eyes: tuple[CaseOutcome, ...] = ()
