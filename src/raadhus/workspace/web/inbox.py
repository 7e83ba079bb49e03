"""The inbox: queues, the list, and a preview of the case that is chosen."""

import dataclasses
from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from raadhus.cases import public as cases
from raadhus.cases.public import ALL, COUNT_CAP, InboxPage, InboxRow, Narrowed, Queue
from raadhus.cases.public import words as case_words
from raadhus.cases.public.presenting import title_of
from raadhus.identity.public import expect_staff, require_staff
from raadhus.organisation.public import UnitInfo, list_units
from raadhus.platform.actor import Actor, Role
from raadhus.platform.requests import TownRequest
from raadhus.ui.fields import Field
from raadhus.ui.parts import Pager, Tab, WorkItem
from raadhus.ui.parts import Queue as QueuePart
from raadhus.ui.words import short_date_in_words
from raadhus.workspace.access import has_desk, own_page_of
from raadhus.workspace.web import words
from raadhus.workspace.web.case_page.link import Link
from raadhus.workspace.web.case_page.preview import preview_of
from raadhus.workspace.web.inbox_asked import Asked
from raadhus.workspace.web.inbox_views import View, narrow_fields, view_form, views_of
from raadhus.workspace.web.many import Did, did_of
from raadhus.workspace.web.mass_letters import letters_of
from raadhus.workspace.web.messages import messages_of
from raadhus.workspace.web.small_forms import SmallForm
from raadhus.workspace.web.way_back import remember


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """
    The inbox of one unit.

    missed: the case number that was searched for in vain; may_pick: something can be done with several; hidden: what forms
    on the page carry along; did: what was done with several cases just now.
    """

    title: str
    shown: str
    units: tuple[Tab, ...]
    queues: tuple[QueuePart, ...]
    views: tuple[View, ...]
    view: SmallForm
    narrow: tuple[Field, ...]
    narrow_url: str
    is_narrowed: bool
    whole_url: str
    all_url: str
    takes_all: bool
    may_pick: bool
    hidden: dict[str, str]
    queue: dict[str, str]
    did: Did | None
    messages: tuple[Link, ...]
    letters: tuple[Link, ...]
    stood_in: tuple[Link, ...]
    items: tuple[WorkItem, ...]
    pager: Pager
    praise_title: str
    praise_text: str
    typed: str
    missed: str


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
    units = units_of(actor)
    asked = Asked.of(request, tuple(unit.id for unit in units))
    response = draw(request, asked, units, typed=typed)
    remember(request, response, asked.url(after=asked.after))
    return response


def units_of(actor: Actor) -> tuple[UnitInfo, ...]:
    """Return the units whose inbox the actor has, in their order."""
    return tuple(unit for unit in list_units(actor) if unit.id in actor.units)


def draw(
    request: TownRequest,
    asked: Asked,
    units: tuple[UnitInfo, ...],
    view: SmallForm | None = None,
    *,
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    """Draw the inbox; ``view``: the form of a view that could not be kept, ``typed``: a number that was found nowhere."""
    actor = request.actor
    tabs = tuple(
        Tab(
            label=unit.name, url=asked.url(unit_id=unit.id, narrowed=ALL), is_current=unit.id == asked.unit_id
        )
        for unit in units
    )
    page = dataclasses.replace(
        _desk(actor, asked, tabs if len(tabs) > 1 else ()),
        typed=typed,
        missed=typed,
        did=did_of(request.GET, actor),
        view=view or view_form(),
    )
    return render(request, "workspace/inbox.html", {"page": page}, status=status)


@require_safe
@require_staff(Role.CASEWORKER)
def preview(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Show a case in short, as a part of the inbox. Raises: NotFoundHere, OwnHousehold."""
    found = cases.read_case(request.actor, case_id, what="preview")
    return render(request, "workspace/preview.html", {"page": preview_of(found)})


def _desk(actor: Actor, asked: Asked, units: tuple[Tab, ...]) -> Desk:
    page = cases.list_inbox(actor, asked.unit_id, asked.queue, asked.after, asked.narrowed)
    counts = cases.count_queues(actor, asked.unit_id)
    is_narrowed = not asked.narrowed.is_all
    praise = words.NOTHING_FITS if is_narrowed else case_words.PRAISE[asked.queue]
    return Desk(
        title=str(case_words.QUEUE[asked.queue]),
        shown=_nearest_first(page) if is_narrowed else _shown(counts[asked.queue]),
        units=units,
        queues=tuple(_queues(asked, counts)),
        views=views_of(actor, asked),
        view=view_form(),
        narrow=narrow_fields(actor, asked) if is_narrowed or asked.is_narrowing else (),
        narrow_url=asked.url(is_narrowing=True),
        is_narrowed=is_narrowed,
        whole_url=asked.url(narrowed=ALL),
        all_url=asked.url(after=asked.after, takes_all=True),
        takes_all=asked.takes_all,
        may_pick=asked.queue is not Queue.WAITING,
        hidden=asked.fields,
        queue={"queue": str(asked.queue), "unit": str(asked.unit_id)},
        did=None,
        messages=messages_of(actor),
        letters=letters_of(actor),
        stood_in=tuple(_stood_in(actor, asked)),
        items=tuple(item_of(actor, row, is_picked=asked.takes_all) for row in page.rows),
        pager=Pager(
            previous_url=asked.url() if asked.after else "",
            next_url=asked.url(after=page.after) if page.after else "",
        ),
        praise_title=str(praise[0]),
        praise_text=str(praise[1]),
        typed="",
        missed="",
    )


def _stood_in(actor: Actor, asked: Asked) -> Iterable[Link]:
    for one in cases.list_stood_in(actor, asked.unit_id):
        told = {"name": one.name, "day": short_date_in_words(one.until_on)}
        narrowed = Narrowed(colleague=one.staff_id)
        yield Link(
            title=_("%(name)s, until %(day)s") % told, url=asked.url(queue=Queue.TODO, narrowed=narrowed)
        )


def _queues(asked: Asked, counts: dict[Queue, int]) -> Iterable[QueuePart]:
    for queue in Queue:
        yield QueuePart(
            label=str(case_words.QUEUE[queue]),
            url=asked.url(queue=queue, narrowed=ALL),
            count=capped(counts[queue]),
            is_current=queue is asked.queue and asked.narrowed.is_all,
            late=counts[Queue.LATE] if queue is Queue.TODO else 0,
        )


def _nearest_first(page: InboxPage) -> str:
    if page.after is not None:
        return _("The first %(count)s, nearest deadline first") % {"count": len(page.rows)}
    return _shown(len(page.rows))


def capped(count: int) -> int | str:
    """Return a count as people read it: "99+" when nobody counted further."""
    return f"{COUNT_CAP}+" if count > COUNT_CAP else count


def _shown(count: int) -> str:
    if count > COUNT_CAP:
        number = _("More than %(count)s") % {"count": COUNT_CAP}
    else:
        number = ngettext("%(count)s case", "%(count)s cases", count) % {"count": count}
    return _("%(number)s, nearest deadline first") % {"number": number}


def item_of(actor: Actor, row: InboxRow, *, is_picked: bool = False) -> WorkItem:
    """Return a row of the inbox as its list draws it."""
    return WorkItem(
        key=str(row.task_id),
        title=row.person or row.case_number,
        url=f"{reverse('workspace:case', args=[row.case_id])}?task={row.task_id}",
        person=_about(actor, row),
        step=_step(row),
        due_on=row.due_on,
        preview_url=reverse("workspace:preview", args=[row.case_id]),
        is_unread=row.assigned_to is None,
        pick="" if row.awaited else str(row.task_id),
        is_picked=is_picked,
    )


def _about(actor: Actor, row: InboxRow) -> str:
    title = title_of(row.package_hash, row.subject, is_appeal=row.kind == "reassess")
    if row.assigned_to is None:
        return title
    taker = _("you") if row.assigned_to == actor.staff_id else row.assigned_name or _("a colleague")
    return _("%(subject)s · taken by %(taker)s") % {"subject": title, "taker": taker}


def _step(row: InboxRow) -> str:
    if row.awaited > 1:
        said = ngettext("%(count)s answer awaited", "%(count)s answers awaited", row.awaited)
        return said % {"count": row.awaited}
    known = [words.WHY[code][0] for code in row.why if code in words.WHY]
    task = row.title or str(case_words.STAFF_TASK[row.kind])
    if row.is_aside and row.set_aside_until is not None:
        return _("Set aside until %(day)s") % {"day": short_date_in_words(row.set_aside_until)}
    return f"{task}: {known[0]}" if known else task
