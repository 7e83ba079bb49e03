"""Keep what a leader entered for the planned process of a service."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from raadhus.platform import audit
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed, Refusal
from raadhus.statistics.domain.plans import Plan
from raadhus.statistics.models import ServicePlan


class PlanChangedSince(Refusal):
    """Somebody else saved the plan after this page was read."""

    code = "plan-changed"
    happened = _("Somebody else has changed these figures since you opened the page.")
    kept = _("Their figures stand; yours were not saved.")
    next_step = _("Look at theirs in another window, and save again if yours are to stand.")


def save_plan(actor: Actor, service_key: str, plan: Plan, *, read: int) -> None:
    """
    Save a plan over the edition that was ``read``, 0 where none was; noted in the audit.

    Raises: NotAllowed for all but leaders; PlanChangedSince.
    """
    if not actor.has(Role.LEADER):
        raise NotAllowed
    row = ServicePlan.objects.select_for_update().filter(service_key=service_key).first()
    if (row.edition if row else 0) != read:
        raise PlanChangedSince
    kept = row or ServicePlan(service_key=service_key)
    kept.rate = plan.rate
    kept.today = {step.place: {"minutes": str(step.minutes), "cost": str(step.cost)} for step in plan.today}
    kept.planned = [
        {
            "name": step.name,
            "minutes": str(step.minutes),
            "cost": str(step.cost),
            "share": str(step.share),
        }
        for step in plan.planned
    ]
    kept.edition = read + 1
    try:
        with transaction.atomic():
            kept.save(force_insert=row is None)
    except IntegrityError:  # two saved the first one at the same moment
        raise PlanChangedSince from None
    audit.record(actor, "statistics.save_plan", f"service:{service_key}", {"edition": kept.edition})
