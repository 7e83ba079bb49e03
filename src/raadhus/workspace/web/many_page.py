"""The page about several chosen cases: what can be done with them, and what that would do."""

import dataclasses
import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from raadhus.cases import public as cases
from raadhus.cases.public import InboxRow, Left, Many, ManyDone, ManyOrder
from raadhus.organisation.public import local_today, staff_names
from raadhus.platform.requests import TownRequest
from raadhus.ui.fields import Field, Option, SelectField, TextAreaField, problems_of
from raadhus.ui.parts import Problem
from raadhus.ui.words import date_in_words
from raadhus.workspace.web.letter_fields import HEADING, LETTER, letter_fields

BACK = "unit"  # given back to the unit
ME = "me"
_ASIDE_FOR = (1, 2, 3, 7, 14, 28, 56)  # days


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A chosen case; ``left``: why it would be left as it is, empty when it would not."""

    key: str
    title: str
    number: str
    url: str
    left: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ManyPage:
    """
    The chosen cases and what can be done with them; once that is said, what it would do.

    said: the sentence that tells it, empty before; hidden: what the button that does it posts; undo: whether it can be;
    preview_url: where the letter can be looked at, empty when none is written.
    """

    title: str
    chosen: tuple[Chosen, ...]
    give: Field
    until: Field
    note: Field
    write: tuple[Field, ...]
    problems: tuple[Problem, ...]
    said: str
    undo: str
    hidden: tuple[tuple[str, str], ...]
    preview_url: str
    is_possible: bool


def page_of(
    request: TownRequest,
    rows: tuple[InboxRow, ...],
    *,
    order: ManyOrder | None = None,
    looked: ManyDone | None = None,
    wrong: tuple[str, str] = ("", ""),
) -> ManyPage:
    """Return the page; ``looked``: what ``order`` would do; ``wrong``: the act that was wished, and what to put right."""
    errors = {wrong[0]: wrong[1]}
    give, until, note = _fields(request, rows, errors)
    write = letter_fields(request, rows, errors.get(Many.WRITE, ""))
    count = len(looked.done) if looked else len(rows)
    return ManyPage(
        title=ngettext("%(count)s chosen case", "%(count)s chosen cases", len(rows)) % {"count": len(rows)},
        chosen=tuple(_chosen(row, order, looked) for row in rows),
        give=give,
        until=until,
        note=note,
        write=write,
        problems=problems_of([give, until, note, *write]),
        said=_said(request, order, count) if order else "",
        undo=_undo(order) if order else "",
        hidden=tuple(_hidden(request, order, rows)) if order else (),
        preview_url=reverse("workspace:many-preview") if order and order.act is Many.WRITE else "",
        is_possible=count > 0,
    )


def _chosen(row: InboxRow, order: ManyOrder | None, looked: ManyDone | None) -> Chosen:
    why = looked.left.get(row.task_id) if looked else None
    gone = _("stays: it is done, or not yours")
    if order is not None and order.to is not None:
        gone = _("stays: the colleague does not work in its unit, or it is done")
    told = {
        Left.HOUSEHOLD: _("stays: it concerns the colleague or somebody in their household"),
        Left.GONE: gone,
    }
    return Chosen(
        key=str(row.task_id),
        title=row.person or row.case_number,
        number=row.case_number,
        url=f"{reverse('workspace:case', args=[row.case_id])}?task={row.task_id}",
        left=told[why] if why else "",
    )


def _hidden(request: TownRequest, order: ManyOrder, rows: tuple[InboxRow, ...]) -> Iterable[tuple[str, str]]:
    yield "act", order.act
    if order.act is Many.WRITE:
        yield from ((HEADING, order.heading), (LETTER, order.text))
    else:
        names = ("to", "until", "text")
        yield from ((name, text) for name in names if (text := request.POST.get(name, "")))
    for row in rows:
        yield "task", str(row.task_id)


def _said(request: TownRequest, order: ManyOrder, count: int) -> str:
    actor = request.actor
    about = {"count": count}
    if order.act is Many.NOTE:
        return (
            ngettext(
                "The note is written in %(count)s case.", "The note is written in %(count)s cases.", count
            )
            % about
        )
    if order.act is Many.WRITE:
        return ngettext(
            "The applicant of %(count)s case gets the letter “%(heading)s”.",
            "The applicants of %(count)s cases get the letter “%(heading)s”.",
            count,
        ) % (about | {"heading": order.heading})
    if order.act is Many.ASIDE and order.until is not None:
        if order.until <= local_today(actor.tenant):
            return ngettext("%(count)s case comes back now.", "%(count)s cases come back now.", count) % about
        until = {"day": date_in_words(order.until)}
        return ngettext(
            "%(count)s case is set aside and comes back on %(day)s.",
            "%(count)s cases are set aside and come back on %(day)s.",
            count,
        ) % (about | until)
    if order.to is None:
        return (
            ngettext("%(count)s case goes back to the unit.", "%(count)s cases go back to the unit.", count)
            % about
        )
    name = {"name": staff_names(actor, {order.to}).get(order.to, "")}
    return ngettext(
        "%(count)s case is given to %(name)s.", "%(count)s cases are given to %(name)s.", count
    ) % (about | name)


def _undo(order: ManyOrder) -> str:
    if order.act is Many.NOTE:
        return _("A note is part of the file and cannot be taken back.")
    if order.act is Many.WRITE:
        return _("It goes out in ten minutes. Until then you can stop it.")
    return _("You can undo it until the end of your day, as far as nobody has gone on with a case.")


def _fields(
    request: TownRequest, rows: tuple[InboxRow, ...], errors: dict[str, str]
) -> tuple[Field, Field, Field]:
    typed, actor = request.POST, request.actor
    units = sorted({row.unit_id for row in rows})
    colleagues = {
        member.id: member.name
        for unit_id in units
        for member in cases.list_colleagues(actor, unit_id)
        if member.id != actor.staff_id
    }
    options = (
        Option(value=ME, label=_("Myself")),
        Option(value=BACK, label=_("Nobody: back to the unit")),
        *(Option(value=str(key), label=name) for key, name in colleagues.items()),
    )
    today = local_today(actor.tenant)
    days = tuple(today + dt.timedelta(days=count) for count in _ASIDE_FOR)
    return (
        SelectField(
            name="to",
            label=_("Who gets them?"),
            options=options,
            value=typed.get("to", ""),
            empty_label=_("Choose"),
            error=errors.get(Many.GIVE, ""),
        ),
        SelectField(
            name="until",
            label=_("Until which day?"),
            hint=_("They come back to the inbox on that day, and at once when something new comes."),
            options=(
                *(Option(value=day.isoformat(), label=date_in_words(day)) for day in days),
                Option(value=today.isoformat(), label=_("Today: bring them back")),
            ),
            value=typed.get("until", ""),
            empty_label=_("Choose"),
            error=errors.get(Many.ASIDE, ""),
        ),
        TextAreaField(
            name="text",
            label=_("The note"),
            hint=_("It is part of each file and cannot be changed. The applicants can ask to read it."),
            value=typed.get("text", ""),
            rows=3,
            max_length=4000,
            error=errors.get(Many.NOTE, ""),
        ),
    )
