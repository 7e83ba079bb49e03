"""What lists show, as it is stored beside a service or a life event, and read again by code that may be newer."""

from typing import Any, Literal, Self

from pydantic import ValidationError

from raadhus.catalogue.domain.service_file import Channel, ServiceFile, ServiceKind
from raadhus.catalogue.domain.service_words import Part


class Wording(Part):
    """A title and a summary in several languages; the official one is always among them."""

    title: dict[str, str]
    summary: dict[str, str]
    official_language: str

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self | None:
        """Return what is ``stored``, or None when it does not have the shape that this code writes."""
        try:
            return cls.model_validate(stored)
        except ValidationError:
            return None

    def stored(self) -> dict[str, Any]:
        """Return what is stored of it."""
        return self.model_dump(mode="json")

    def spoken(self, language: str) -> str:
        """Return ``language`` when the words exist in it, else the official language."""
        return language if language in self.title else self.official_language


class Card(Wording):
    """
    What a list shows of a service, taken from its package.

    ``edition`` goes up when a field gets another meaning; a field that comes or goes is noticed without it.
    """

    edition: Literal[1] = 1
    icon: str
    kind: ServiceKind
    task: str
    target_percent: int | None

    @classmethod
    def of(cls, service: ServiceFile) -> "Card":
        """Return the card of a service."""
        return cls(
            title=service.title,
            summary=service.summary,
            official_language=service.official_language,
            icon=service.icon,
            kind=service.kind,
            task=service.task.code,
            target_percent=next(
                (way.target_percent for way in service.channels if way.channel is Channel.SELF_SERVICE), None
            ),
        )
