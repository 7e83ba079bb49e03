"""Count a contact."""

import dataclasses
import datetime as dt
import secrets

from django.db.models import F

from raadhus.platform.actor import Actor
from raadhus.statistics.domain.contacts import Channel, Counterpart, Direction, Purpose
from raadhus.statistics.models import ContactCount

_SHARDS = 8


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact. ``task_code``: the service's code in the municipality's task catalogue; ``on``: the local day."""

    on: dt.date
    channel: Channel
    task_code: str
    purpose: Purpose
    direction: Direction = Direction.INBOUND
    counterpart: Counterpart = Counterpart.CITIZEN
    is_failed: bool = False


def count_contact(actor: Actor, contact: Contact, number: int = 1) -> None:
    """Add ``number`` contacts of one kind to the day's count; no person is named. Raises: ValueError below 1."""
    if number < 1:
        raise ValueError("Only what happened is counted.")
    same = dataclasses.asdict(contact) | {"shard": secrets.randbelow(_SHARDS)}
    ContactCount.objects.bulk_create(
        [ContactCount(**same, number=0)],
        ignore_conflicts=True,
    )
    ContactCount.objects.filter(**same).update(number=F("number") + number)
