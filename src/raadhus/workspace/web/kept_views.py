"""Keeping a way to look at the inbox under a name, and letting it go; what is refused stays on the inbox."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from raadhus.cases import public as cases
from raadhus.cases.public import CannotKeepView, ViewOrder
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.requests import TownRequest
from raadhus.workspace.web import inbox
from raadhus.workspace.web.inbox_asked import Asked, read_narrowed, read_queue, read_unit
from raadhus.workspace.web.inbox_views import view_form
from raadhus.workspace.web.way_back import inbox_url


@require_POST
@require_staff(Role.CASEWORKER)
def keep(request: TownRequest) -> HttpResponse:
    """Keep what is shown under a name. Raises: NotFoundHere."""
    typed, actor = request.POST, request.actor
    units = inbox.units_of(actor)
    asked = Asked(
        unit_id=read_unit(typed, tuple(unit.id for unit in units)),
        queue=read_queue(typed),
        narrowed=read_narrowed(typed),
    )
    order = ViewOrder(
        unit_id=asked.unit_id,
        name=typed.get("name", ""),
        queue=asked.queue,
        narrowed=asked.narrowed,
        is_units=typed.get("whose") == "unit",
    )
    try:
        cases.keep_view(actor, order)
    except CannotKeepView as refusal:
        form = view_form(order.name).refused_by(refusal)
        return inbox.draw(request, asked, units, form, status=refusal.status)
    return HttpResponseRedirect(asked.url())


@require_POST
@require_staff(Role.CASEWORKER)
def delete(request: TownRequest, view_id: UUID) -> HttpResponse:
    """Let a view go. Raises: NotFoundHere."""
    cases.delete_view(request.actor, view_id)
    return HttpResponseRedirect(inbox_url(request))
