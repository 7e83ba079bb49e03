"""The planned side of “now and planned”, taken from a draft of the process."""

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.processes.public.drafts import PROCESS as KIND
from raadhus.processes.public.outline import Step, outline
from raadhus.rules.public import drafts
from raadhus.statistics import public as statistics
from raadhus.statistics.public import Plan, PlannedStep
from raadhus.ui.words import instant_in_words

_NOTHING = Decimal(0)
_EVERY_CASE = Decimal(100)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftLink:
    """A draft that the planned side can be taken from."""

    title: str
    about: str
    url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What a draft plans, and what the draft is called."""

    title: str
    plan: Plan


def list_links(actor: Actor, service_key: str) -> tuple[DraftLink, ...]:
    """Return the drafts of a service's process that are written or reviewed. Raises: NotAllowed."""
    page = reverse("console:plan", args=[service_key])
    return tuple(
        DraftLink(
            title=one.title,
            about=_("changed %(when)s") % {"when": instant_in_words(one.changed_at)},
            url=f"{page}?draft={one.id}#change",
        )
        for one in drafts.list_drafts(actor, service_key, kind=KIND)
    )


def take(actor: Actor, service_key: str, draft: str, kept: Plan, shares: Mapping[str, Decimal]) -> Drafted:
    """
    Return ``kept`` with the steps of a draft as the planned side.

    A step keeps the minutes and cost that were entered for one of its name in the plan, else for the same step of today,
    and the share of cases it has today (``shares``, per cent by element); every case goes through a new one.
    Raises: NotAllowed; NotFoundHere, also for a draft of another service, and for what is no draft of a process.
    """
    try:
        info, source = drafts.get_draft_source(actor, UUID(draft), kind=KIND)
    except ValueError as error:
        raise NotFoundHere(detail="draft of the plan") from error
    if info.service_key != service_key:
        raise NotFoundHere(detail=f"draft {info.id} is of {info.service_key}")
    steps = [step for step in outline(source).steps if statistics.takes_time(step.kind)]
    planned = tuple(_planned(step, kept, shares) for step in steps[: statistics.MOST_STEPS])
    return Drafted(title=info.title, plan=dataclasses.replace(kept, planned=planned))


def _planned(step: Step, kept: Plan, shares: Mapping[str, Decimal]) -> PlannedStep:
    name = (" ".join(step.name.split()) or step.id)[: statistics.LONGEST_NAME]
    known = next((one for one in kept.planned if one.name == name and (one.minutes or one.cost)), None)
    today = next((one for one in kept.today if one.place == step.id), None)
    entered = known or today
    return PlannedStep(
        name=name,
        minutes=entered.minutes if entered else _NOTHING,
        cost=entered.cost if entered else _NOTHING,
        share=shares.get(step.id, _EVERY_CASE),
    )
