"""A town's earlier decisions for ``./raadhus rules simulate --town HOST``: what rules were given, and nothing else."""

import datetime as dt
from uuid import UUID

from raadhus.cases.models import RuleTrial
from raadhus.cases.queries.tried_decisions import list_earlier_decisions
from raadhus.catalogue.public import ServiceFile
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public.trying import TriedCase

_AT_ONCE = 500


def read_earlier_cases(
    tenant: UUID, service: ServiceFile, begins_on: dt.date, ends_on: dt.date
) -> tuple[TriedCase, ...]:
    """Return what the decisions of a period (half open) were made from, without names; that it was read is noted."""
    actor = Actor.system(tenant, purpose="rules.simulate")
    found: list[TriedCase] = []
    if service.decision is None:
        return ()
    with transaction(tenant):
        asked = RuleTrial(service_key=service.id, begins_on=begins_on, ends_on=ends_on)  # never saved
        audit.record(actor, "cases.try_rules", f"service:{service.id}", {"from": begins_on.isoformat()})
        while some := list_earlier_decisions(actor, asked, service.decision, _AT_ONCE):
            found += [decision.tried for decision in some if decision.tried is not None]
            asked.after_on, asked.after_id = some[-1].made_on, some[-1].decision_id
    return tuple(found)
