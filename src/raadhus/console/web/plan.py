"""Now and planned: what today's process of a service takes in a year, beside a planned one, and what that saves."""

import csv
import dataclasses
from decimal import ROUND_HALF_UP, Decimal

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from raadhus.console.web import plan_draft, service_of_page
from raadhus.console.web.activity_tables import names_of
from raadhus.console.web.plan_form import PlanForm
from raadhus.console.web.plan_words import (
    example_of,
    money_in_words,
    sentence_of,
    side_table,
    sums_table,
)
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.requests import TownRequest
from raadhus.statistics import public as statistics
from raadhus.statistics.public import (
    Comparison,
    KeptPlan,
    Plan,
    PlanChangedSince,
    PlannedStep,
    StepActivity,
)
from raadhus.ui import words
from raadhus.ui.parts import Crumb, Fact, Problem, Table

_MONTHS = 12
_COLUMNS = (
    "side",
    "step",
    "share_percent",
    "times",
    "minutes_each",
    "cost_each",
    "hours",
    "money",
    "currency",
)
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """
    What a leader sees: the saving, both sides, how it is counted, and the form.

    ``drafts``: of the process, which the planned side can be taken from; ``drafted``: says that it was, and is not kept yet.
    """

    title: str
    sentence: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[Fact, ...]
    sums: Table
    today: Table
    planned: Table
    example: str
    form: PlanForm
    problems: tuple[Problem, ...]
    edition: int
    currency: str
    url: str
    csv_url: str
    drafts: tuple[plan_draft.DraftLink, ...]
    drafted: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Service:
    """A service, what its steps of today are called, and how often they were gone through in twelve months."""

    key: str
    title: str
    currency: str
    names: dict[str, str]
    cases: int
    times: tuple[tuple[str, int], ...]

    def compared(self, plan: Plan) -> Comparison:
        """Return both sides of ``plan``."""
        return statistics.compare(plan, self.cases, self.times)

    def shares(self) -> dict[str, Decimal]:
        """Return of each step of today what share of the cases goes through it, in per cent."""
        return {place: _share(times, self.cases) for place, times in self.times}


@require_http_methods(["GET", "HEAD", "POST"])
@require_staff(Role.LEADER)
def show(request: TownRequest, service_key: str) -> HttpResponse:
    """
    Show both sides and the form (``?draft=``: planned as in that draft); what is sent is saved, and the page shown anew.

    Raises: NotAllowed; NotFoundHere, also for a draft that is not of this service's process.
    """
    service = _service(request, service_key)
    kept = _kept(request, service)
    if request.method != "POST":
        return _shown(request, service, kept)
    form = PlanForm.sent(service.names, service.currency, request.POST)
    sent = form.read()
    if sent is None:
        return _drawn(request, service, kept, form, problems=form.problems)
    try:
        statistics.save_plan(request.actor, service_key, sent, read=_edition(request))
    except PlanChangedSince as refusal:
        problem = Problem(text=refusal.in_a_form, href="#change")
        return _drawn(request, service, kept, form, problems=(problem,))
    return HttpResponseRedirect(reverse("console:plan", args=[service_key]))


def _shown(request: TownRequest, service: _Service, kept: KeptPlan) -> HttpResponse:
    draft = request.GET.get("draft", "")
    if not draft:
        return _drawn(request, service, kept, PlanForm.of(service.names, kept.plan))
    taken = plan_draft.take(request.actor, service.key, draft, kept.plan, service.shares())
    form = PlanForm.of(service.names, taken.plan)
    planned = dataclasses.replace(kept, plan=taken.plan)
    return _drawn(request, service, planned, form, drafted=taken.title)


@require_safe
@require_staff(Role.LEADER)
def export(request: TownRequest, service_key: str) -> HttpResponse:
    """Give both sides as CSV (UTF-8, points for decimals), one line a step and one for each sum."""
    service = _service(request, service_key)
    plan = _kept(request, service).plan
    told = service.compared(plan)
    headers = {"Content-Disposition": f'attachment; filename="{service_key}-plan.csv"'}
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    writer = csv.writer(answer)
    writer.writerow(_COLUMNS)
    shares = [step.share for step in plan.planned]
    for side, year, parts in (("today", told.today, None), ("planned", told.planned, shares)):
        for number, step in enumerate(year.steps):
            name = service.names.get(step.name, step.name)
            row = (side, _harmless(name), parts[number] if parts else "", step.times, step.minutes, step.cost)
            writer.writerow([*row, step.hours, step.money.amount, service.currency])
        writer.writerow([side, "total", "", "", "", "", year.hours, year.money.amount, service.currency])
    writer.writerow(["saved", "total", "", "", "", "", told.saved_hours, told.saved.amount, service.currency])
    return answer


def _service(request: TownRequest, key: str) -> _Service:
    found = service_of_page.find(request, key, months=_MONTHS)
    steps: dict[str, StepActivity] = {step.place: step for step in found.report.steps}
    called = names_of(found.known)
    names = {step.element: called[step.element] for step in found.known if statistics.takes_time(step.kind)}
    names = dict(list(names.items())[: statistics.MOST_STEPS])
    return _Service(
        key=key,
        title=found.title,
        currency=found.package.service.currency,
        names=names,
        cases=found.report.cases.entered,
        times=tuple((place, steps[place].left if place in steps else 0) for place in names),
    )


def _kept(request: TownRequest, service: _Service) -> KeptPlan:
    """Return what was entered; edition 0 with something to begin from where nothing was."""
    found = statistics.find_plan(request.actor, service.key, service.currency)
    return found or KeptPlan(plan=_beginning(service), edition=0)


def _beginning(service: _Service) -> Plan:
    """Return what stands there before anything was entered: the steps of today as the plan, by the share they have now."""
    nothing = Decimal(0)
    planned = tuple(
        PlannedStep(
            name=service.names[place][: statistics.LONGEST_NAME],
            minutes=nothing,
            cost=nothing,
            share=share,
        )
        for place, share in service.shares().items()
    )
    return Plan(rate=nothing, currency=service.currency, today=(), planned=planned)


def _share(times: int, cases: int) -> Decimal:
    if not cases:
        return Decimal(100)
    share = (Decimal(times * 100) / cases).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return min(share, statistics.MOST_SHARE)


def _edition(request: TownRequest) -> int:
    read = request.POST.get("read", "")
    return int(read) if read.isascii() and read.isdigit() and len(read) < 9 else 0


def _drawn(
    request: TownRequest,
    service: _Service,
    kept: KeptPlan,
    form: PlanForm,
    *,
    problems: tuple[Problem, ...] = (),
    drafted: str = "",
) -> HttpResponse:
    plan = kept.plan
    told = service.compared(plan)
    title = capfirst(service.title)
    page = PlanPage(
        title=title,
        sentence=sentence_of(told, is_entered=kept.edition > 0),
        crumbs=(
            Crumb(label=_("Where cases are"), url=reverse("console:activities")),
            Crumb(label=title, url=reverse("console:activity", args=[service.key])),
            Crumb(label=_("Now and planned")),
        ),
        facts=(
            Fact(label=_("Cases that came in twelve months"), value=words.number_in_words(told.cases)),
            Fact(
                label=_("What an hour of work costs"),
                value=money_in_words(plan.rate, service.currency),
            ),
        ),
        sums=sums_table(told),
        today=side_table(_("Today"), told.today, service.names),
        planned=side_table(_("Planned"), told.planned, service.names, [step.share for step in plan.planned]),
        example=example_of(told, plan, service.names),
        form=form,
        problems=problems,
        edition=kept.edition,
        currency=words.currency_in_words(service.currency),
        url=reverse("console:plan", args=[service.key]),
        csv_url=reverse("console:plan-csv", args=[service.key]),
        drafts=plan_draft.list_links(request.actor, service.key),
        drafted=_("The planned side is the draft “%(title)s”") % {"title": drafted} if drafted else "",
    )
    return render(request, "console/activity/plan.html", {"page": page}, status=422 if problems else 200)


def _harmless(text: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text
