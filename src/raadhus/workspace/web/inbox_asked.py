"""What an address of the inbox asks for: which unit's, which queue, narrowed to what, from where on."""

import dataclasses
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from raadhus.cases.public import Cursor, Narrowed, Queue
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.text import clean_line

DUE_WITHIN = (7, 28)
_LONGEST_KEY = 80


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A look at the inbox, as its address says; ``takes_all``: every row of the page is chosen; ``is_narrowing``: asks."""

    unit_id: UUID
    queue: Queue
    narrowed: Narrowed
    after: Cursor | None = None
    takes_all: bool = False
    is_narrowing: bool = False

    @classmethod
    def of(cls, request: HttpRequest, units: tuple[UUID, ...]) -> Self:
        """Return what the address says; what it does not say or nobody offers is the beginning. Raises: NotFoundHere."""
        asked = request.GET
        return cls(
            unit_id=read_unit(asked, units),
            queue=read_queue(asked),
            narrowed=read_narrowed(asked),
            after=Cursor.from_text(asked.get("after", "")),
            takes_all="all" in asked,
            is_narrowing="narrow" in asked,
        )

    @property
    def fields(self) -> dict[str, str]:
        """Return unit, queue and what it is narrowed to, as they stand in an address or a form."""
        return {"queue": str(self.queue), "unit": str(self.unit_id)} | fields_of(self.narrowed)

    def url(self, **other: Any) -> str:
        """Return the address of this look with ``other`` queue, unit, narrowed, after or takes_all; from the beginning."""
        changes: dict[str, Any] = {"after": None, "takes_all": False, "is_narrowing": False} | other
        look = dataclasses.replace(self, **changes)
        parts = dict(look.fields)
        if look.after is not None:
            parts["after"] = look.after.to_text()
        if look.takes_all:
            parts["all"] = "1"
        if look.is_narrowing:
            parts["narrow"] = "1"
        return f"{reverse('workspace:inbox')}?{urlencode(parts)}"


def read_unit(asked: QueryDict, units: tuple[UUID, ...]) -> UUID:
    """Return which unit's inbox it is, the first when it is not said. Raises: NotFoundHere."""
    wished = asked.get("unit", "")
    found = next((unit for unit in units if str(unit) == wished), None if wished else next(iter(units), None))
    if found is None:
        raise NotFoundHere(detail=f"unit {wished[:40]}")
    return found


def read_queue(asked: QueryDict) -> Queue:
    """Return which queue it is."""
    name = asked.get("queue", "")
    return Queue(name) if name in set(Queue) else Queue.TODO


def read_narrowed(asked: QueryDict) -> Narrowed:
    """Return what the queue is narrowed to; what makes no sense narrows nothing."""
    days = asked.get("due", "")
    return Narrowed(
        service_key=clean_line(asked.get("service", "")[:_LONGEST_KEY]),
        colleague=read_id(asked.get("colleague", "")),
        due_within=int(days) if days in {str(one) for one in DUE_WITHIN} else None,
    )


def fields_of(narrowed: Narrowed) -> dict[str, str]:
    """Return what ``read_narrowed`` reads; nothing for what is not narrowed."""
    said = {
        "service": narrowed.service_key,
        "colleague": str(narrowed.colleague or ""),
        "due": str(narrowed.due_within or ""),
    }
    return {name: value for name, value in said.items() if value}


def read_id(text: str) -> UUID | None:
    """Return an id, None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
