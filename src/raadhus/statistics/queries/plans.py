"""What a leader entered for the planned process of a service."""

import dataclasses
from decimal import Decimal

from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed
from raadhus.statistics.domain.plans import Plan, PlannedStep, StepCost
from raadhus.statistics.models import ServicePlan


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan:
    """A plan, and which ``edition`` of it this is: 1 when it was first saved."""

    plan: Plan
    edition: int


def find_plan(actor: Actor, service_key: str, currency: str) -> KeptPlan | None:
    """Return what was entered for a service, amounts in ``currency``. Raises: NotAllowed for all but leaders."""
    if not actor.has(Role.LEADER):
        raise NotAllowed
    row = ServicePlan.objects.filter(service_key=service_key).first()
    if row is None:
        return None
    plan = Plan(
        rate=row.rate,
        currency=currency,
        today=tuple(
            StepCost(place=place, minutes=Decimal(told["minutes"]), cost=Decimal(told["cost"]))
            for place, told in row.today.items()
        ),
        planned=tuple(
            PlannedStep(
                name=told["name"],
                minutes=Decimal(told["minutes"]),
                cost=Decimal(told["cost"]),
                share=Decimal(told["share"]),
            )
            for told in row.planned
        ),
    )
    return KeptPlan(plan=plan, edition=row.edition)
