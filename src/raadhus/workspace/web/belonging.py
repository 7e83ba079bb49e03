"""Who and what else belongs to a case: representatives and linked cases, noted by its caseworkers."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from raadhus.cases import public as cases
from raadhus.cases.public import RepresentativeOrder
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.requests import TownRequest, Whose, rate_limited

_LONGEST = 40


@require_POST
@require_staff(Role.CASEWORKER)
def link(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Link the case with another one. Raises: NotFoundHere, OwnHousehold, CannotLink."""
    cases.link_case(request.actor, case_id, request.POST.get("number", "").strip()[:_LONGEST])
    return _back(case_id, "linked")


@require_POST
@require_staff(Role.CASEWORKER)
def unlink(request: TownRequest, case_id: UUID, link_id: UUID) -> HttpResponse:
    """Take a link away. Raises: NotFoundHere, OwnHousehold."""
    cases.unlink_case(request.actor, case_id, link_id)
    return _back(case_id, "unlinked")


@rate_limited("workspace.represent", limit=60, per_seconds=3600, whose=Whose.SESSION)
@require_POST
@require_staff(Role.CASEWORKER)
def represent(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Note who speaks for the applicant. Raises: NotFoundHere, OwnHousehold, CannotNameRepresentative."""
    number = request.POST.get("identity", "").strip()[:_LONGEST]
    order = RepresentativeOrder(number=number, ground=request.POST.get("ground", ""))
    cases.name_representative(request.actor, case_id, order)
    return _back(case_id, "represented")


@require_POST
@require_staff(Role.CASEWORKER)
def unrepresent(request: TownRequest, case_id: UUID, party_id: UUID) -> HttpResponse:
    """Take a representative out of the case. Raises: NotFoundHere, OwnHousehold."""
    cases.let_representative_go(request.actor, case_id, party_id)
    return _back(case_id, "unrepresented")


def _back(case_id: UUID, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('workspace:case', args=[case_id])}?done={done}")
