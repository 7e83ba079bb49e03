"""Whether a decision needs a second person, and who cannot be it."""

from uuid import UUID

from raadhus.cases.models import Case, Correction, Decision
from raadhus.catalogue.public import package


def needs_second(case: Case, decision: Decision) -> bool:
    """Tell whether the package wants somebody else than who decided to read ``decision``; what rules decide nobody wrote."""
    desk = package(case.package_hash).service.desk
    return desk is not None and decision.outcome in desk.four_eyes and not decision.is_automatic


def wrote_on(case: Case, decision: Decision) -> frozenset[UUID]:
    """Return the staff who decided, or put right a figure that it may rest on: they do not approve it. One query."""
    corrected = Correction.objects.filter(case=case).values_list("staff_id", flat=True)
    return frozenset(corrected) | ({decision.decided_by} if decision.decided_by else frozenset())
