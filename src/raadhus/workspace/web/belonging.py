"""Who and what else belongs to a case: representatives and linked cases, noted by its caseworkers."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from raadhus.cases import public as cases
from raadhus.cases.public import CannotLink, CannotNameRepresentative, RepresentativeOrder, StaffCase
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import Refusal
from raadhus.platform.requests import TownRequest, Whose, rate_limited
from raadhus.platform.tenancy.scope import transaction
from raadhus.workspace.web import case
from raadhus.workspace.web.forms import SentForms
from raadhus.workspace.web.small_forms import link_form, representative_form, wrong_field

_LONGEST = 40


@require_POST
@require_staff(Role.CASEWORKER)
def link(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Link the case with another one; what is refused stays on the case. Raises: NotFoundHere, OwnHousehold."""
    number = request.POST.get("number", "").strip()[:_LONGEST]
    try:
        with transaction(request.actor.tenant):
            cases.link_case(request.actor, case_id, number)
    except CannotLink as refusal:
        found = _to_stay_on(request.actor, case_id, refusal)
        form = link_form(request.POST).refused_by(refusal)
        return case.draw(request, found, SentForms(link=form), status=refusal.status)
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
    """Note who speaks for the applicant; what is refused stays on the case. Raises: NotFoundHere, OwnHousehold."""
    number = request.POST.get("identity", "").strip()[:_LONGEST]
    order = RepresentativeOrder(number=number, ground=request.POST.get("ground", ""))
    try:
        with transaction(request.actor.tenant):
            cases.name_representative(request.actor, case_id, order)
    except CannotNameRepresentative as refusal:
        found = _to_stay_on(request.actor, case_id, refusal)
        form = representative_form(request.POST).refused_by(refusal, wrong_field(refusal))
        return case.draw(request, found, SentForms(represent=form), status=refusal.status)
    return _back(case_id, "represented")


@require_POST
@require_staff(Role.CASEWORKER)
def unrepresent(request: TownRequest, case_id: UUID, party_id: UUID) -> HttpResponse:
    """Take a representative out of the case. Raises: NotFoundHere, OwnHousehold."""
    cases.let_representative_go(request.actor, case_id, party_id)
    return _back(case_id, "unrepresented")


def _to_stay_on(actor: Actor, case_id: UUID, refusal: Refusal) -> StaffCase:
    """Return the case whose page shows what was refused; raise ``refusal`` where the page has no such form."""
    found = cases.read_case(actor, case_id)
    if not found.may_be_acted_on:
        raise refusal
    return found


def _back(case_id: UUID, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('workspace:case', args=[case_id])}?done={done}")
