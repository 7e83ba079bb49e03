"""The inbox: queues, the list, and a preview of the case that is chosen."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from raadhus.cases import public as cases
from raadhus.cases.public import COUNT_CAP, Cursor, InboxPage, InboxRow, Queue
from raadhus.cases.public import words as case_words
from raadhus.cases.public.presenting import title_of
from raadhus.identity.public import expect_staff, require_staff
from raadhus.organisation.public import list_units
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.ui.parts import Pager, Tab, WorkItem
from raadhus.ui.parts import Queue as QueuePart
from raadhus.workspace.access import has_desk, own_page_of
from raadhus.workspace.web import words
from raadhus.workspace.web.case_page.preview import preview_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The inbox of one unit; ``missed``: the case number that was searched for in vain."""

    title: str
    shown: str
    units: tuple[Tab, ...]
    queues: tuple[QueuePart, ...]
    items: tuple[WorkItem, ...]
    pager: Pager
    praise_title: str
    praise_text: str
    typed: str
    missed: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    unit_id: UUID
    queue: Queue
    after: Cursor | None


@require_safe
def show(request: TownRequest) -> HttpResponse:
    """Show the inbox to caseworkers; take leaders and operators to what is theirs. Raises: NotAllowed."""
    actor = request.actor
    expect_staff(actor)
    if not has_desk(actor):
        return HttpResponseRedirect(reverse(own_page_of(actor)))
    typed = request.GET.get("q", "").strip()[:40]
    found = cases.find_case_by_number(actor, typed) if typed else None
    if found is not None:
        return HttpResponseRedirect(reverse("workspace:case", args=[found]))
    units = tuple(unit for unit in list_units(actor) if unit.id in actor.units)
    asked = _asked(request, tuple(unit.id for unit in units))
    page = cases.list_inbox(actor, asked.unit_id, asked.queue, asked.after)
    counts = cases.count_queues(actor, asked.unit_id)
    tabs = tuple(
        Tab(label=unit.name, url=_url(asked, unit_id=unit.id), is_current=unit.id == asked.unit_id)
        for unit in units
    )
    desk = _desk(actor, asked, page, counts, tabs if len(tabs) > 1 else ())
    return render(
        request, "workspace/inbox.html", {"page": dataclasses.replace(desk, typed=typed, missed=typed)}
    )


@require_safe
@require_staff(Role.CASEWORKER)
def preview(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Show a case in short, as a part of the inbox. Raises: NotFoundHere, OwnHousehold."""
    found = cases.read_case(request.actor, case_id, what="preview")
    return render(request, "workspace/preview.html", {"page": preview_of(found)})


def _asked(request: TownRequest, units: tuple[UUID, ...]) -> _Asked:
    """Return what the address asks for; what it does not say or nobody offers is the beginning. Raises: NotFoundHere."""
    wished = request.GET.get("unit", "")
    unit_id = next(
        (unit for unit in units if str(unit) == wished), None if wished else next(iter(units), None)
    )
    if unit_id is None:
        raise NotFoundHere(detail=f"unit {wished[:40]}")
    name = request.GET.get("queue", "")
    queue = Queue(name) if name in set(Queue) else Queue.TODO
    return _Asked(unit_id=unit_id, queue=queue, after=Cursor.from_text(request.GET.get("after", "")))


def _desk(
    actor: Actor, asked: _Asked, page: InboxPage, counts: dict[Queue, int], units: tuple[Tab, ...]
) -> Desk:
    praise_title, praise_text = case_words.PRAISE[asked.queue]
    return Desk(
        title=str(case_words.QUEUE[asked.queue]),
        shown=_shown(counts[asked.queue]),
        units=units,
        queues=tuple(
            QueuePart(
                label=str(case_words.QUEUE[queue]),
                url=_url(asked, queue=queue),
                count=capped(counts[queue]),
                is_current=queue is asked.queue,
                late=counts[Queue.LATE] if queue is Queue.TODO else 0,
            )
            for queue in Queue
        ),
        items=tuple(_item(actor, row) for row in page.rows),
        pager=Pager(
            previous_url=_url(asked) if asked.after else "",
            next_url=_url(asked, after=page.after) if page.after else "",
        ),
        praise_title=str(praise_title),
        praise_text=str(praise_text),
        typed="",
        missed="",
    )


def capped(count: int) -> int | str:
    """Return a count as people read it: "99+" when nobody counted further."""
    return f"{COUNT_CAP}+" if count > COUNT_CAP else count


def _shown(count: int) -> str:
    if count > COUNT_CAP:
        number = _("More than %(count)s") % {"count": COUNT_CAP}
    else:
        number = ngettext("%(count)s case", "%(count)s cases", count) % {"count": count}
    return _("%(number)s, nearest deadline first") % {"number": number}


def _item(actor: Actor, row: InboxRow) -> WorkItem:
    return WorkItem(
        key=str(row.task_id),
        title=row.person or row.case_number,
        url=reverse("workspace:case", args=[row.case_id]),
        person=_about(actor, row),
        step=_step(row),
        due_on=row.due_on,
        preview_url=reverse("workspace:preview", args=[row.case_id]),
        is_unread=row.assigned_to is None,
    )


def _about(actor: Actor, row: InboxRow) -> str:
    title = title_of(row.package_hash, row.subject, is_appeal=row.kind == "reassess")
    if row.assigned_to is None:
        return title
    taker = _("you") if row.assigned_to == actor.staff_id else row.assigned_name or _("a colleague")
    return _("%(subject)s · taken by %(taker)s") % {"subject": title, "taker": taker}


def _step(row: InboxRow) -> str:
    known = [words.WHY[code][0] for code in row.why if code in words.WHY]
    task = str(case_words.STAFF_TASK[row.kind])
    return f"{task}: {known[0]}" if known else task


def _url(
    asked: _Asked, *, queue: Queue | None = None, unit_id: UUID | None = None, after: Cursor | None = None
) -> str:
    parts = {"queue": str(queue or asked.queue), "unit": str(unit_id or asked.unit_id)}
    if after is not None:
        parts["after"] = after.to_text()
    return f"{reverse('workspace:inbox')}?{urlencode(parts)}"
