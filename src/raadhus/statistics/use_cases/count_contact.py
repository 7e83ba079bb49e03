"""Count a contact."""

import dataclasses
import datetime as dt
import secrets

from raadhus.platform.actor import Actor
from raadhus.platform.database.statements import Statement
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import current_tenant
from raadhus.statistics.domain.contacts import Channel, Counterpart, Direction, Purpose

_SHARDS = 8
_COUNT = Statement("""
INSERT INTO statistics_contactcount AS counted
    (id, tenant_id, "on", channel, task_code, purpose, direction, is_failed, counterpart, shard, number)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (tenant_id, "on", channel, task_code, purpose, direction, is_failed, counterpart, shard)
DO UPDATE SET number = counted.number + EXCLUDED.number
""")


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
    kind = (contact.on, contact.channel, contact.task_code, contact.purpose, contact.direction)
    more = (contact.is_failed, contact.counterpart, secrets.randbelow(_SHARDS), number)
    _COUNT.count([new_id(), current_tenant(), *kind, *more])
