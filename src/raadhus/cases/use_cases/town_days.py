"""The municipality's calendar: its today, and when one of its days is over."""

import datetime as dt
from zoneinfo import ZoneInfo

from raadhus.cases.domain import deadlines
from raadhus.catalogue.public import ServiceFile
from raadhus.organisation.public import local_today, municipality, working_days
from raadhus.platform.actor import Actor

DESK_DAYS = 28  # what a unit aims at where neither law nor package sets a time
ANSWER_DAYS = 14  # what a citizen has to answer where the package sets no time


def zone_of(actor: Actor) -> ZoneInfo:
    """Return the time zone of the actor's municipality."""
    return municipality(actor.tenant).zone


def today(actor: Actor) -> dt.date:
    """Return the local date in the actor's municipality."""
    return local_today(actor.tenant)


def in_days(actor: Actor, days: int) -> dt.date:
    """Return the last local day of a time of ``days`` that begins today."""
    return deadlines.after_days(today(actor), days)


def by_package(actor: Actor, service: ServiceFile, days: int) -> dt.date:
    """Return the last local day of a time that begins today, counted as the package says: in days or working days."""
    if service.counted_in == "working-days":
        return working_days(actor.tenant).after(today(actor), days)
    return in_days(actor, days)


def answer_by(actor: Actor, service: ServiceFile, days: int | None) -> dt.date:
    """Return the last local day for a citizen's answer, when the package gives ``days`` for it from today."""
    return in_days(actor, ANSWER_DAYS) if days is None else by_package(actor, service, days)


def over_at(actor: Actor, last_on: dt.date) -> dt.datetime:
    """Return the instant (UTC) at which ``last_on`` is over in the actor's municipality."""
    return deadlines.ends_at(last_on, zone_of(actor))
