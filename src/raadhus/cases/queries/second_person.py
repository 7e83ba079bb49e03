"""Whether a decision needs a second person, and who cannot be it."""

from uuid import UUID

from django.db.models import QuerySet

from raadhus.cases.models import Approval, Case, Correction, Decision
from raadhus.catalogue.public import package


def needs_second(case: Case, decision: Decision) -> bool:
    """Tell whether the package wants somebody else than who decided to read ``decision``; what rules decide nobody wrote."""
    desk = package(case.package_hash).service.desk
    return desk is not None and decision.outcome in desk.four_eyes and not decision.is_automatic


def is_approved(decision: Decision) -> bool:
    """Tell whether a second person has let ``decision`` go. One query."""
    return Approval.objects.filter(decision=decision).exists()


def rules_need_second(case: Case, outcome: str) -> bool:
    """Tell whether a person must look though the rules suffice: somebody put right a figure that ``outcome`` rests on."""
    desk = package(case.package_hash).service.desk
    return desk is not None and outcome in desk.four_eyes and _corrections(case).exists()


def wrote_on(case: Case, decision: Decision) -> frozenset[UUID]:
    """Return the staff who decided, or put right a figure that it may rest on: they do not approve it. One query."""
    corrected = _corrections(case).values_list("staff_id", flat=True)
    return frozenset(corrected) | ({decision.decided_by} if decision.decided_by else frozenset())


def _corrections(case: Case) -> QuerySet[Correction]:
    """Return what was put right in the case, and in the one that its appeal is about: both are decided on."""
    cases = [case.id, case.linked_case_id]
    return Correction.objects.filter(case_id__in=[one for one in cases if one is not None])
