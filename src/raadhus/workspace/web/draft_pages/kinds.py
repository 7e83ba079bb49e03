"""Which pages each kind of draft has."""

import dataclasses
from uuid import UUID

from django.urls import reverse

from raadhus.processes.public.drafts import PROCESS
from raadhus.rules.public import drafts


@dataclasses.dataclass(frozen=True, slots=True)
class PagesOf:
    """The pages of one kind of draft: ``area`` begins their names, ``reading`` is the one where a version is read."""

    kind: str
    area: str
    reading: str

    def url(self, page: str, *where: object) -> str:
        """Return the address of a page of the area: ``history`` with the service's key."""
        return reverse(f"workspace:{self.area}-{page}", args=where)

    def draft_url(self, service: str, draft_id: UUID) -> str:
        """Return the address of a draft."""
        return self.url("draft", service, draft_id)


RULES = PagesOf(drafts.RULES, "rules", "tables")
PROCESSES = PagesOf(PROCESS, "models", "steps")
_BY_KIND = {pages.kind: pages for pages in (RULES, PROCESSES)}


def pages_of(kind: str) -> PagesOf:
    """Return the pages of a kind of draft."""
    return _BY_KIND[kind]
