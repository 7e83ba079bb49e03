"""On which channels people came: one sentence, the picture, the table."""

import csv
import dataclasses
import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from raadhus.catalogue import public as catalogue
from raadhus.console.web.figure_tabs import figure_tabs
from raadhus.identity.public import require_staff
from raadhus.organisation import public as organisation
from raadhus.platform import clock
from raadhus.platform.actor import Role
from raadhus.platform.requests import TownRequest
from raadhus.statistics import public as statistics
from raadhus.statistics.public import SMALLEST_TOLD, Channel, ChannelReport, MonthShare, Number
from raadhus.ui import words
from raadhus.ui.parts import Column, Pager, Tab, Table

_WIDTH = 1000  # the picture's own units from the left edge to the right
_MONTHS = 6
_FIRST_YEAR = 2000  # nobody counted contacts on channels like these before

NAMES = {
    Channel.WEB: gettext_lazy("Website"),
    Channel.PHONE: gettext_lazy("Phone"),
    Channel.PERSONAL: gettext_lazy("In person"),
    Channel.LETTER: gettext_lazy("Letter"),
    Channel.EMAIL: gettext_lazy("E-mail"),
    Channel.SMS: gettext_lazy("SMS"),
    Channel.DIGITAL_POST: gettext_lazy("Digital post"),
    Channel.REMOTE_PRINT: gettext_lazy("Remote print"),
    Channel.SELF_SERVICE: gettext_lazy("Self-service"),
    Channel.SOCIAL_MEDIA: gettext_lazy("Social media"),
    Channel.SYSTEM: gettext_lazy("Systems"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One channel in the picture; lengths in the picture's own units."""

    name: str
    transactions: int
    information: int
    number: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MonthBar:
    """One month's digital share in the picture; ``is_asked``: the month the page is about."""

    name: str
    length: int
    number: str
    is_asked: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPage:
    """
    What a leader sees of one month, and the months before it.

    ``target``: per cent, None where no service sets one; ``is_of_members``: the sums of an association's members.
    """

    tabs: tuple[Tab, ...]
    sentence: str
    months: tuple[MonthBar, ...]
    target_x: int | None
    month: dt.date
    bars: tuple[Bar, ...]
    table: Table
    pager: Pager
    share: int | None
    target: int | None
    updated_at: dt.datetime
    is_of_members: bool
    csv_url: str


@require_safe
@require_staff(Role.LEADER, Role.ASSOCIATION)
def show(request: TownRequest) -> HttpResponse:
    """Show one month, the present one when none is asked for."""
    town = organisation.municipality(request.actor.tenant)
    today = organisation.local_today(town.id)
    month = _month_asked_for(request, today)
    report = statistics.get_channel_report(request.actor, month, _next(month))
    shares = statistics.list_month_shares(request.actor, _months_before(month, _MONTHS - 1), _next(month))
    target = catalogue.find_target_percent(request.actor)
    page = ChannelPage(
        tabs=figure_tabs(request.actor, "console:channels"),
        sentence=_sentence(report, target, month, today),
        months=_month_bars(shares, month),
        target_x=None if target is None else target * _WIDTH // 100,
        month=month,
        bars=_bars(report),
        table=_table(report),
        pager=Pager(
            previous_url=f"?month={_before(month):%Y-%m}",
            next_url=f"?month={_next(month):%Y-%m}" if _next(month) <= today else "",
            shown=words.month_in_words(month),
        ),
        share=report.digital.per_cent,
        target=target,
        updated_at=clock.now(),
        is_of_members=town.is_association,
        csv_url=f"{reverse('console:channels-csv')}?month={month:%Y-%m}",
    )
    return render(request, "console/channels.html", {"page": page})


@require_safe
@require_staff(Role.LEADER, Role.ASSOCIATION)
def export(request: TownRequest) -> HttpResponse:
    """Give one month's counts as a file."""
    today = organisation.local_today(request.actor.tenant)
    month = _month_asked_for(request, today)
    report = statistics.get_channel_report(request.actor, month, _next(month))
    name = f"channels-{month:%Y-%m}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    writer = csv.writer(answer)
    writer.writerow(["month", "channel", "information", "transactions"])
    for count in report.counts:
        numbers = (_in_a_file(count.information), _in_a_file(count.transactions))
        writer.writerow([f"{month:%Y-%m}", count.channel, *numbers])
    return answer


def _month_asked_for(request: TownRequest, today: dt.date) -> dt.date:
    """Return the first day of ``?month=2024-11``; of this month when it is nothing, no month, yet to come, or long ago."""
    this_month = today.replace(day=1)
    try:
        asked = dt.datetime.strptime(request.GET.get("month", ""), "%Y-%m").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return this_month
    return min(asked, this_month) if asked.year >= _FIRST_YEAR else this_month


def _next(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=32)).replace(day=1)


def _before(month: dt.date) -> dt.date:
    return (month - dt.timedelta(days=1)).replace(day=1)


def _months_before(month: dt.date, count: int) -> dt.date:
    for _back in range(count):
        month = _before(month)
    return month


def _month_bars(shares: tuple[MonthShare, ...], asked: dt.date) -> tuple[MonthBar, ...]:
    return tuple(
        MonthBar(
            name=capfirst(words.month_in_words(one.month)),
            length=(one.share.per_cent or 0) * _WIDTH // 100,
            number=_share_in_words(one.share.per_cent),
            is_asked=one.month == asked,
        )
        for one in shares
    )


def _share_in_words(per_cent: int | None) -> str:
    """Return a dash for a share that small numbers hide."""
    return "–" if per_cent is None else _("%(share)s%%") % {"share": per_cent}


def _number_in_words(number: Number) -> str:
    """Return a sum as far as it is told: "1,834", "under 5", "91–94"."""
    if number.least == number.most:
        return words.number_in_words(number.told)
    if number.told == 0 and number.hidden == 1:
        return _("under %(number)s") % {"number": SMALLEST_TOLD}
    return f"{words.number_in_words(number.least)}–{words.number_in_words(number.most)}"


def _in_a_file(number: Number) -> int | str:
    """Return one channel's number of one purpose, of one month: told, or hidden."""
    return f"under {SMALLEST_TOLD}" if number.hidden else number.told


def _period_in_words(month: dt.date, today: dt.date) -> str:
    """Return "February 2024", and of the month that is not over how much of it there is."""
    name = capfirst(words.month_in_words(month))
    if _next(month) <= today:
        return name
    return _("%(month)s until %(day)s") % {"month": name, "day": words.short_date_in_words(today)}


def _sentence(report: ChannelReport, target: int | None, month: dt.date, today: dt.date) -> str:
    share = report.digital.per_cent
    name = _period_in_words(month, today)
    if not report.counts:
        if _next(month) <= today:
            return _("%(month)s: nothing was counted.") % {"month": name}
        return _("%(month)s: nothing has been counted yet.") % {"month": name}
    if report.digital.is_of_nothing:
        return _("%(month)s: nobody has sent anything.") % {"month": name}
    if share is None:
        return _("%(month)s: some numbers are too small to be told, and the digital share with them.") % {
            "month": name
        }
    if target is None:
        said = _("%(month)s: %(share)s%% of what people sent came digitally.")
    elif share >= target:
        said = _(
            "%(month)s: %(share)s%% of what people sent came digitally; the target of %(target)s%% is met."
        )
    else:
        said = _("%(month)s: %(share)s%% of what people sent came digitally; the target is %(target)s%%.")
    return said % {"month": name, "share": share, "target": target}


def _bars(report: ChannelReport) -> tuple[Bar, ...]:
    longest = max((count.total.least for count in report.counts), default=1) or 1
    return tuple(
        Bar(
            name=str(NAMES[count.channel]),
            transactions=round(count.transactions.least * _WIDTH / longest),
            information=round(count.information.least * _WIDTH / longest),
            number=_number_in_words(count.total),
        )
        for count in report.counts
    )


def _table(report: ChannelReport) -> Table:
    return Table(
        caption=_("Contacts by channel"),
        columns=(
            Column(label=_("Channel")),
            Column(label=_("Information"), is_number=True),
            Column(label=_("Transactions"), is_number=True),
            Column(label=_("Total"), is_number=True),
        ),
        rows=tuple(
            (
                str(NAMES[count.channel]),
                _number_in_words(count.information),
                _number_in_words(count.transactions),
                _number_in_words(count.total),
            )
            for count in report.counts
        ),
    )
