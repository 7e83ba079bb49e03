"""Several cases at once: what can be done with those that were chosen, a look at what it would do, and undoing it."""

import dataclasses
import datetime as dt
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from raadhus.cases import public as cases
from raadhus.cases.public import (
    AT_MOST,
    CannotWorkOnMany,
    CannotWriteLetter,
    CannotWriteNote,
    InboxRow,
    Many,
    ManyOrder,
)
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.requests import TownRequest
from raadhus.workspace.web.inbox_asked import read_id
from raadhus.workspace.web.letter_fields import written_letter
from raadhus.workspace.web.many_page import BACK, ME, ManyPage, page_of
from raadhus.workspace.web.papers import as_paper
from raadhus.workspace.web.way_back import inbox_url

_WRONG = 422


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """What was done just now, told on the inbox; ``undo_url`` is empty when it cannot be undone."""

    said: str
    undo_url: str


@require_http_methods(["GET", "HEAD", "POST"])
@require_staff(Role.CASEWORKER)
def show(request: TownRequest) -> HttpResponse:
    """Show what can be done with the chosen cases; say what it would do; do it. Raises: NotAllowed, CannotWorkOnMany."""
    asked = request.POST if request.method == "POST" else request.GET
    rows = cases.list_chosen(request.actor, _ids(asked))
    if not rows:
        raise CannotWorkOnMany(detail="nothing chosen")
    if request.method != "POST":
        return _draw(request, page_of(request, rows))
    return _act(request, rows)


@require_POST
@require_staff(Role.CASEWORKER)
def preview(request: TownRequest) -> HttpResponse:
    """Show the letter to the first of the chosen. Raises: NotAllowed, NotFoundHere, CannotWorkOnMany, CannotWriteLetter."""
    rows = cases.list_chosen(request.actor, _ids(request.POST))
    order = _order(request, rows)
    if order is None or not rows:
        raise CannotWorkOnMany(detail="no letter")
    return as_paper(order.heading, "application/pdf", cases.preview_for_many(request.actor, order))


@require_POST
@require_staff(Role.CASEWORKER)
def undo(request: TownRequest, act_id: UUID) -> HttpResponse:
    """Undo what was done just now. Raises: NotFoundHere, CannotUndoMany."""
    count = cases.undo_many(request.actor, act_id)
    return HttpResponseRedirect(inbox_url(request, undone=str(count)))


def did_of(asked: QueryDict, actor: Actor) -> Did | None:
    """Return what the inbox tells after an act: an address that nobody wrote tells no more than a number."""
    if (undone := asked.get("undone", "")).isdecimal():
        count = int(undone[:3])
        said = ngettext("%(count)s case is as it was.", "%(count)s cases are as they were.", count)
        return Did(said=said % {"count": count}, undo_url="")
    if not (done := asked.get("done", "")).isdecimal():
        return None
    count, act_id = int(done[:3]), read_id(asked.get("act", ""))
    said = ngettext("Done with %(count)s case.", "Done with %(count)s cases.", count) % {"count": count}
    return Did(said=said, undo_url=reverse("workspace:many-undo", args=[act_id]) if act_id else "")


def _act(request: TownRequest, rows: tuple[InboxRow, ...]) -> HttpResponse:
    order = _order(request, rows)
    error = _error(order, request)
    if order is None or error:
        return _draw(
            request, page_of(request, rows, wrong=(request.POST.get("act", ""), error)), status=_WRONG
        )
    if "sure" not in request.POST:
        return _draw(
            request, page_of(request, rows, order=order, looked=cases.look_at_many(request.actor, order))
        )
    done = cases.work_on_many(request.actor, order)
    if order.act is Many.WRITE and done.id is not None:
        return HttpResponseRedirect(reverse("workspace:many-letter", args=[done.id]))
    told = {"done": str(len(done.done))} | ({"act": str(done.id)} if done.id else {})
    return HttpResponseRedirect(inbox_url(request, **told))


def _ids(asked: QueryDict) -> tuple[UUID, ...]:
    found = (read_id(text) for text in asked.getlist("task")[: AT_MOST + 1])
    return tuple(one for one in found if one is not None)


def _order(request: TownRequest, rows: tuple[InboxRow, ...]) -> ManyOrder | None:
    """Return what was asked for, None when no button of ours was pressed."""
    typed = request.POST
    act = typed.get("act", "")
    if act not in set(Many):
        return None
    to = typed.get("to", "")
    heading, text = written_letter(request, rows) if act == Many.WRITE else ("", typed.get("text", ""))
    return ManyOrder(
        task_ids=tuple(row.task_id for row in rows),
        act=Many(act),
        to=request.actor.staff_id if to == ME else read_id(to),
        until=_day(typed.get("until", "")),
        heading=heading,
        text=text,
    )


def _error(order: ManyOrder | None, request: TownRequest) -> str:
    """Say what is to be put right; empty when the order can be carried out."""
    if order is None:
        return ""
    if order.act is Many.GIVE and order.to is None and request.POST.get("to") != BACK:
        return _("Choose who gets them.")
    try:
        cases.look_at_many(request.actor, order)
    except (CannotWriteLetter, CannotWriteNote) as refusal:
        return str(refusal.happened)
    except CannotWorkOnMany:
        return _("Choose a day.") if order.act is Many.ASIDE else ""
    return ""


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def _draw(request: TownRequest, page: ManyPage, *, status: int = 200) -> HttpResponse:
    parts = {"page": page, "inbox_url": inbox_url(request)}
    return render(request, "workspace/many.html", parts, status=status)
