"""Invented contacts of the weeks before, so that a leader's page has something to say."""

import datetime as dt

from raadhus.organisation import public as organisation
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.statistics.domain.contacts import Channel, Purpose
from raadhus.statistics.models import ContactCount
from raadhus.statistics.use_cases.count_contact import Contact, count_contact

_DAYS = 70
_A_WEEKDAY = {
    # channel: (information, transactions) on a working day, in a town of 5,000
    Channel.PHONE: (14, 3),
    Channel.PERSONAL: (6, 2),
    Channel.LETTER: (1, 1),
    Channel.EMAIL: (7, 1),
    Channel.WEB: (90, 0),
    Channel.SELF_SERVICE: (0, 16),
}
_TASK = "28.09.20"  # the free-place subsidy: what people can do themselves in this town
# What people read about, in per cent of the visits; codes as in the service packages.
_READ = {"28.09.20": 34, "23.05.00": 22, "23.15.00": 16, "28.03.10": 12, "07.18.00": 9, "29.03.08": 7}


def load() -> None:
    """Count what came in the ten weeks before today, in every municipality; doing it again changes nothing."""
    for town in organisation.list_municipalities():
        actor = Actor.system(town.id, purpose="demo")
        with transaction(town.id):
            if not ContactCount.objects.exists():
                _load_town(actor, organisation.local_today(town.id))


def _load_town(actor: Actor, today: dt.date) -> None:
    for back in range(1, _DAYS + 1):
        on = today - dt.timedelta(days=back)
        if on.weekday() >= 5:
            continue
        for channel, (information, transactions) in _A_WEEKDAY.items():
            for purpose, number in ((Purpose.INFORMATION, information), (Purpose.TRANSACTION, transactions)):
                counted = number + (on.toordinal() * 7 + len(channel)) % 3 - 1 if number else 0
                for task, number_of_task in _by_task(channel, counted):
                    contact = Contact(on=on, channel=channel, task_code=task, purpose=purpose)
                    count_contact(actor, contact, number_of_task)


def _by_task(channel: Channel, counted: int) -> list[tuple[str, int]]:
    """Spread visits over what people read about; whole contacts only."""
    if channel is not Channel.WEB:
        return [(_TASK, counted)] if counted > 0 else []
    parts = [(task, counted * share // 100) for task, share in _READ.items()]
    return [(task, number) for task, number in parts if number]
