"""What leaders were told of: tasks whose deadline is near or over, and what they do about each."""

import dataclasses
import datetime as dt
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from raadhus.cases import public as cases
from raadhus.cases.public import EscalationInfo
from raadhus.cases.public.presenting import title_of
from raadhus.identity.public import require_staff
from raadhus.organisation.public import list_units
from raadhus.platform.actor import Actor, Role
from raadhus.platform.requests import TownRequest
from raadhus.ui.fields import Option, SelectField
from raadhus.workspace.web.inbox_asked import read_id


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One task, as leaders read it."""

    title: str
    number: str
    unit: str
    due_on: dt.date
    who: str
    url: str
    give: SelectField


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesPage:
    """Everything that leaders were told of and have not seen to."""

    title: str
    told: tuple[Told, ...]
    done: str


@require_safe
@require_staff(Role.LEADER)
def show(request: TownRequest) -> HttpResponse:
    """Show which deadlines are near or over. Raises: NotAllowed."""
    actor = request.actor
    found = cases.list_escalations(actor)
    units = {unit.id: unit.name for unit in list_units(actor)}
    colleagues = {one.unit_id: _colleagues(actor, one.unit_id) for one in found}
    count = len(found)
    title = (
        ngettext("%(count)s deadline needs you", "%(count)s deadlines need you", count) % {"count": count}
        if count
        else _("Deadlines are kept")
    )
    done = {"given": _("The task is given"), "seen": _("Left where it is")}.get(
        request.GET.get("done", ""), ""
    )
    told = tuple(_told(one, units.get(one.unit_id, ""), colleagues[one.unit_id]) for one in found)
    return render(
        request, "workspace/deadlines.html", {"page": DeadlinesPage(title=title, told=told, done=done)}
    )


@require_POST
@require_staff(Role.LEADER)
def see_to(request: TownRequest, escalation_id: UUID) -> HttpResponse:
    """Give the task to somebody, or leave it. Raises: NotAllowed, NotFoundHere, OwnHousehold."""
    to = read_id(request.POST.get(f"to-{escalation_id}", ""))
    cases.see_to_deadline(request.actor, escalation_id, to=to)
    return HttpResponseRedirect(f"{reverse('workspace:deadlines')}?done={'given' if to else 'seen'}")


def _colleagues(actor: Actor, unit_id: UUID) -> tuple[Option, ...]:
    return tuple(Option(value=str(one.id), label=one.name) for one in cases.list_colleagues(actor, unit_id))


def _told(one: EscalationInfo, unit: str, colleagues: tuple[Option, ...]) -> Told:
    return Told(
        title=title_of(one.package_hash, one.subject, is_appeal=False),
        number=one.case_number,
        unit=unit,
        due_on=one.due_on,
        who=_who(one),
        url=reverse("workspace:see-to", args=[one.id]),
        give=SelectField(
            name=f"to-{one.id}",
            label=_("Give it to"),
            options=colleagues,
            empty_label=_("nobody: leave it where it is"),
            is_required=False,
        ),
    )


def _who(one: EscalationInfo) -> str:
    if not one.taken_by:
        return _("Nobody has taken it.")
    if one.is_taker_away:
        return _("%(name)s has it, and is away.") % {"name": one.taken_by}
    return _("%(name)s has it.") % {"name": one.taken_by}
