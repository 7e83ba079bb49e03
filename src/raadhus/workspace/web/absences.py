"""Who of a unit is away, until when, and who stands in."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from raadhus.cases import public as cases
from raadhus.cases.public import AbsenceOrder, CannotNoteAbsence
from raadhus.identity.public import require_staff
from raadhus.organisation.public import UnitInfo, list_units, local_today
from raadhus.platform.actor import Actor, Role
from raadhus.platform.requests import TownRequest
from raadhus.ui.fields import DateField, Field, Option, SelectField, problems_of
from raadhus.ui.parts import Problem, Tab
from raadhus.ui.words import date_in_words
from raadhus.workspace.web.inbox_asked import read_id, read_unit
from raadhus.workspace.web.way_back import inbox_url

_WRONG = 422


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Somebody who is or will be away, in words, with where it is ended."""

    name: str
    days: str
    stand_in: str
    end_url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AbsencesPage:
    """Who of the unit is away, and the form that notes another; ``done`` says what was done just now."""

    unit: str
    units: tuple[Tab, ...]
    away: tuple[Away, ...]
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]
    done: str


@require_http_methods(["GET", "HEAD", "POST"])
@require_staff(Role.CASEWORKER, Role.LEADER)
def show(request: TownRequest) -> HttpResponse:
    """Show who is away, or note it. Raises: NotAllowed, NotFoundHere."""
    if request.method == "POST":
        return _note(request)
    today = local_today(request.actor.tenant)
    typed = {"from-day": str(today.day), "from-month": str(today.month), "from-year": str(today.year)}
    return _draw(request, typed | {"who": str(request.actor.staff_id)})


@require_POST
@require_staff(Role.CASEWORKER, Role.LEADER)
def end(request: TownRequest, absence_id: UUID) -> HttpResponse:
    """Let an absence be over. Raises: NotAllowed, NotFoundHere."""
    cases.end_absence(request.actor, absence_id)
    return HttpResponseRedirect(f"{reverse('workspace:absences')}?done=ended")


def _note(request: TownRequest) -> HttpResponse:
    post = request.POST
    who, begins, ends = read_id(post.get("who", "")), _day(post, "from"), _day(post, "until")
    errors = {
        "who": "" if who else _("Choose who is away."),
        "from": "" if begins else _("Write the first day with day, month and year."),
        "until": "" if ends else _("Write the last day with day, month and year."),
    }
    if who is None or begins is None or ends is None:
        return _draw(request, post, errors)
    unit_id = _unit(request)
    stand_in = read_id(post.get("stand-in", ""))
    order = AbsenceOrder(unit_id=unit_id, staff_id=who, from_on=begins, until_on=ends, stand_in=stand_in)
    try:
        cases.note_absence(request.actor, order)
    except CannotNoteAbsence as refusal:
        return _draw(request, post, {"until": f"{refusal.happened} {refusal.next_step}"})
    return HttpResponseRedirect(f"{reverse('workspace:absences')}?unit={unit_id}&done=noted")


def _draw(
    request: TownRequest, typed: Mapping[str, str], errors: Mapping[str, str] | None = None
) -> HttpResponse:
    actor, unit_id = request.actor, _unit(request)
    units = _units(actor)
    address = reverse("workspace:absences")
    tabs = tuple(
        Tab(label=unit.name, url=f"{address}?unit={unit.id}", is_current=unit.id == unit_id) for unit in units
    )
    fields = _fields(actor, unit_id, typed, errors or {})
    said = {"noted": _("The absence is noted"), "ended": _("The absence is over")}
    page = AbsencesPage(
        unit=str(unit_id),
        units=tabs if len(tabs) > 1 else (),
        away=tuple(_away(actor, one) for one in cases.list_absences(actor, unit_id)),
        fields=fields,
        problems=problems_of(fields),
        done=said.get(request.GET.get("done", ""), ""),
    )
    parts = {"page": page, "inbox_url": inbox_url(request)}
    return render(request, "workspace/absences.html", parts, status=_WRONG if errors else 200)


def _unit(request: TownRequest) -> UUID:
    asked = request.POST if request.method == "POST" else request.GET
    return read_unit(asked, tuple(unit.id for unit in _units(request.actor)))


def _units(actor: Actor) -> tuple[UnitInfo, ...]:
    """Return the units whose absences the actor sees: a leader all."""
    return tuple(unit for unit in list_units(actor) if unit.id in actor.units or actor.has(Role.LEADER))


def _may_end(actor: Actor, one: cases.AbsenceInfo) -> bool:
    return one.staff_id == actor.staff_id or actor.has(Role.LEADER)


def _away(actor: Actor, one: cases.AbsenceInfo) -> Away:
    days = {"first": date_in_words(one.from_on), "last": date_in_words(one.until_on)}
    return Away(
        name=one.name,
        days=_("%(first)s to %(last)s") % days,
        stand_in=_("%(name)s stands in") % {"name": one.stand_in} if one.stand_in else _("Nobody stands in"),
        end_url=reverse("workspace:absence-end", args=[one.id]) if _may_end(actor, one) else "",
    )


def _fields(
    actor: Actor, unit_id: UUID, typed: Mapping[str, str], errors: Mapping[str, str]
) -> tuple[Field, ...]:
    colleagues = tuple(
        Option(value=str(one.id), label=one.name) for one in cases.list_colleagues(actor, unit_id)
    )
    leads = actor.has(Role.LEADER)
    return (
        SelectField(
            name="who",
            label=_("Who is away"),
            options=tuple(one for one in colleagues if leads or one.value == str(actor.staff_id)),
            value=typed.get("who", ""),
            error=errors.get("who", ""),
        ),
        _date("from", _("First day"), typed, errors),
        _date("until", _("Last day"), typed, errors),
        SelectField(
            name="stand-in",
            label=_("Who stands in"),
            hint=_("They find the tasks of who is away in their inbox."),
            options=tuple(one for one in colleagues if leads or one.value != str(actor.staff_id)),
            value=typed.get("stand-in", ""),
            empty_label=_("Nobody"),
            is_required=False,
        ),
    )


def _date(name: str, label: str, typed: Mapping[str, str], errors: Mapping[str, str]) -> DateField:
    day, month, year = (typed.get(f"{name}-{part}", "") for part in ("day", "month", "year"))
    return DateField(name=name, label=label, day=day, month=month, year=year, error=errors.get(name, ""))


def _day(post: Mapping[str, str], name: str) -> dt.date | None:
    try:
        year, month, day = (int(post.get(f"{name}-{part}", "")) for part in ("year", "month", "day"))
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        return None
