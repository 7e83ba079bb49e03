"""The page on which the applicant adds or corrects what a caseworker asked for."""

import dataclasses
import datetime as dt
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.cases.queries.own_case_file import get_own_case
from raadhus.cases.queries.own_tasks import get_own_completion
from raadhus.cases.use_cases.answer_completion import answer_completion
from raadhus.cases.web.own_case import DONE_ANSWERED, case_crumbs
from raadhus.identity.public import require_login
from raadhus.platform.requests import TownRequest
from raadhus.platform.text import clean
from raadhus.ui.fields import TextAreaField, problems_of
from raadhus.ui.parts import Crumb, Problem

LONGEST = 10_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CompletionPage:
    """What the page shows; ``field`` is None once it was answered or its time is over."""

    title: str
    crumbs: tuple[Crumb, ...]
    question: str
    answer_by: dt.date
    field: TextAreaField | None
    problems: tuple[Problem, ...]
    answer: str


@require_http_methods(["GET", "HEAD", "POST"])
@require_login()
def answer(request: TownRequest, task_id: UUID) -> HttpResponse:
    """Show what is asked for and take the answer. Raises: LoginNeeded, NotFoundHere, CompletionAnswered."""
    asked = get_own_completion(request.actor, task_id)
    text, error = clean(request.POST.get("text", "")), ""
    if request.method == "POST":
        error = _problem(text)
        if not error:
            answer_completion(request.actor, task_id, text)
            return redirect(f"{reverse('cases:own-case', args=[asked.task.case_id])}?done={DONE_ANSWERED}")
    file = get_own_case(request.actor, asked.task.case_id)
    field = TextAreaField(
        name="text", label=_("Your answer"), value=text, error=error, rows=8, max_length=LONGEST
    )
    title = _("We need something from you")
    page = CompletionPage(
        title=title,
        crumbs=case_crumbs(title, case=file.case),
        question=asked.question,
        answer_by=asked.answer_by,
        field=field if asked.task.is_open else None,
        problems=problems_of([field]),
        answer=asked.answer,
    )
    return render(request, "cases/completion.html", {"page": page}, status=422 if error else 200)


def _problem(text: str) -> str:
    if not text:
        return _("Write your answer. If you cannot give it, write why.")
    return _("Write at most 10,000 characters.") if len(text) > LONGEST else ""
