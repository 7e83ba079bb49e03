"""Where the rows of the matrix lead: which ids stand in an address."""

from typing import Any
from uuid import UUID

from raadhus.cases.models import Case
from raadhus.cases.tests.casekit import EGEBY
from raadhus.cases.use_cases.decide_by_rules import newest_assessment
from raadhus.cases.use_cases.send_decision import unsent_decision
from raadhus.cases.use_cases.staff.expect_read import mark_now
from raadhus.platform.tenancy.scope import transaction
from tests.rights.laid import Laid
from tests.rights.laying import SERVICE
from tests.rights.matrix import GONE
from tests.rights.people import Who

__all__ = ["SERVICE"]

NOT_OFFERED = dict.fromkeys((Who.NORTHERNER, Who.NORTHERN_DESK, Who.NORTHERN_AUTHOR, Who.ASSOCIATION), GONE)
"""In Nordby a Danish service is not offered, and the association offers none."""


def service_page(laid: Laid) -> dict[str, Any]:
    """Lead to the service's page."""
    return {"service_key": SERVICE}


def waiting_case(laid: Laid) -> dict[str, Any]:
    """Lead to the case that waits for its unit."""
    return {"case_id": laid.waiting}


def waiting_task(laid: Laid) -> dict[str, Any]:
    """Lead to what the unit is to do in the case that waits for it."""
    return {"case_id": laid.waiting, "task_id": laid.task}


def rules_of_service(laid: Laid) -> dict[str, Any]:
    """Lead to the service's rules or process."""
    return {"service": SERVICE}


def mark_on(case_id: UUID) -> dict[str, str]:
    """Return what the forms on the page of a case in Egeby post of what its reader has read."""
    with transaction(EGEBY):
        case = Case.objects.get(id=case_id)
        return {"read": mark_now(case, assessment=newest_assessment(case), unsent=unsent_decision(case))}
