"""The days of its own on which the municipality is closed, kept by its leaders."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from raadhus.identity.public import require_staff
from raadhus.organisation.public import (
    CannotKeepClosedDay,
    ClosedDayInfo,
    keep_closed_day,
    list_closed_days,
    open_closed_day,
)
from raadhus.platform.actor import Role
from raadhus.platform.requests import TownRequest
from raadhus.ui.fields import DateField, Field, TextField, problems_of
from raadhus.ui.parts import Problem
from raadhus.ui.words import date_in_words, short_date_in_words

_EVERY_YEAR = "12-24"
_LEAP_YEAR = 2000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A closed day in words, with where it is opened again."""

    name: str
    day: str
    open_url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDaysPage:
    """All closed days, and the form that keeps another."""

    closed: tuple[Closed, ...]
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]
    done: str


@require_http_methods(["GET", "HEAD", "POST"])
@require_staff(Role.LEADER)
def show(request: TownRequest) -> HttpResponse:
    """Show the closed days, or keep another. Raises: NotAllowed."""
    if request.method != "POST":
        return _draw(request, {}, "")
    post = request.POST
    try:
        day, month, year = (post.get(f"on-{part}", "").strip() for part in ("day", "month", "year"))
        kept_year = int(year) if year else None
        keep_closed_day(
            request.actor, day=int(day), month=int(month), year=kept_year, name=post.get("name", "")
        )
    except (CannotKeepClosedDay, ValueError):
        refusal = CannotKeepClosedDay()
        return _draw(request, post, f"{refusal.happened} {refusal.next_step}")
    return HttpResponseRedirect(f"{reverse('workspace:closed-days')}?done=kept")


@require_POST
@require_staff(Role.LEADER)
def open_again(request: TownRequest, closed_id: UUID) -> HttpResponse:
    """Let a day be a working day again. Raises: NotAllowed, NotFoundHere."""
    open_closed_day(request.actor, closed_id)
    return HttpResponseRedirect(f"{reverse('workspace:closed-days')}?done=opened")


def _draw(request: TownRequest, typed: Mapping[str, str], error: str) -> HttpResponse:
    day, month, year = (typed.get(f"on-{part}", "") for part in ("day", "month", "year"))
    fields = (
        DateField(
            name="on",
            label=_("Day"),
            hint=_("Leave the year empty for a day of every year."),
            day=day,
            month=month,
            year=year,
            error=error,
        ),
        TextField(
            name="name", label=_("What the day is called"), value=typed.get("name", ""), max_length=120
        ),
    )
    said = {"kept": _("The day is kept"), "opened": _("It is a working day again")}
    page = ClosedDaysPage(
        closed=tuple(_closed(one) for one in list_closed_days(request.actor)),
        fields=fields,
        problems=problems_of(fields),
        done=said.get(request.GET.get("done", ""), ""),
    )
    return render(request, "workspace/closed_days.html", {"page": page}, status=422 if error else 200)


def _closed(one: ClosedDayInfo) -> Closed:
    is_every_year = len(one.day) == len(_EVERY_YEAR)
    on = dt.date.fromisoformat(f"{_LEAP_YEAR}-{one.day}" if is_every_year else one.day)
    said = _("%(day)s, every year") % {"day": short_date_in_words(on)} if is_every_year else date_in_words(on)
    return Closed(name=one.name, day=said, open_url=reverse("workspace:closed-day-open", args=[one.id]))
