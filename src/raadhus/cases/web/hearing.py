"""The page on which the applicant is heard before a decision."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.cases.access import own_person
from raadhus.cases.domain.states import TaskKind
from raadhus.cases.public import presenting
from raadhus.cases.queries.own_case_file import OwnHearing, get_own_case
from raadhus.cases.queries.own_tasks import OwnTask, get_own_task
from raadhus.cases.use_cases.answer_hearing import answer_hearing
from raadhus.cases.use_cases.letters.compose_decision import figures_for, pays_for, reasons_for
from raadhus.cases.use_cases.letters.compose_hearing import about_to_decide, if_nobody_answers
from raadhus.cases.web.own_case import DONE_ANSWERED, case_crumbs
from raadhus.catalogue.public import package
from raadhus.identity.public import require_login
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.platform.text import clean
from raadhus.ui.fields import TextAreaField, problems_of
from raadhus.ui.parts import Crumb, Problem, Table

LONGEST = 10_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HearingPage:
    """What the page shows; ``field`` is None once it was answered or its time is over."""

    title: str
    crumbs: tuple[Crumb, ...]
    hearing: OwnHearing
    lead: str
    pays: Table | None
    otherwise: str
    reasons: tuple[str, ...]
    figures: Table | None
    field: TextAreaField | None
    is_unasked: bool
    problems: tuple[Problem, ...]
    case_id: UUID


@require_http_methods(["GET", "HEAD", "POST"])
@require_login()
def answer(request: TownRequest, task_id: UUID) -> HttpResponse:
    """Show what is about to be decided and take the answer. Raises: LoginNeeded, NotFoundHere, HearingAnswered."""
    task = get_own_task(request.actor, task_id)
    if task.kind is not TaskKind.ANSWER_HEARING:
        raise NotFoundHere(detail=f"task {task_id} is no hearing")
    text, error = clean(request.POST.get("text", "")), ""
    if request.method == "POST":
        error = _problem(text, agrees="agree" in request.POST)
        if not error:
            answer_hearing(request.actor, task_id, "" if "agree" in request.POST else text)
            return redirect(f"{reverse('cases:own-case', args=[task.case_id])}?done={DONE_ANSWERED}")
    page = _page(request, task, text, error)
    return render(request, "cases/hearing.html", {"page": page}, status=422 if error else 200)


def _problem(text: str, *, agrees: bool) -> str:
    if not agrees and not text:
        return _("Write what you want us to know, or choose “I have nothing to add”.")
    return _("Write at most 10,000 characters.") if len(text) > LONGEST else ""


def _page(request: TownRequest, task: OwnTask, text: str, error: str) -> HearingPage:
    file = get_own_case(request.actor, task.case_id)
    hearing = file.hearing
    if hearing is None or hearing.task_id != task.id:
        raise NotFoundHere(detail=f"task {task.id} has no hearing")
    rules = package(file.case.package_hash)
    title = _("Before we decide: what do you say?")
    field = TextAreaField(
        name="text",
        label=_("What should we know before we decide?"),
        hint=_("For example what is wrong with a figure, or what has changed."),
        value=text,
        error=error,
        rows=8,
        max_length=LONGEST,
        is_required=False,
    )
    return HearingPage(
        title=title,
        crumbs=case_crumbs(title, case=file.case),
        hearing=hearing,
        lead=about_to_decide(hearing.percent),
        pays=presenting.pays_table(pays_for(hearing.payments, rules.service.currency)),
        otherwise=if_nobody_answers(hearing.percent),
        reasons=reasons_for(hearing.reasons, get_language() or "en", hearing.hidden),
        figures=presenting.figure_table(
            figures_for(own_person(request.actor), hearing.figures, rules.service.currency)
        ),
        field=field if hearing.is_open else None,
        is_unasked=task.is_unasked,
        problems=problems_of([field]),
        case_id=task.case_id,
    )
