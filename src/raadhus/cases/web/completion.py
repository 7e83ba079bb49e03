"""The page on which the applicant adds or corrects what a caseworker asked for."""

import dataclasses
import datetime as dt
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from raadhus.cases.public.papers import papers_field, papers_in
from raadhus.cases.queries.own_case_file import get_own_case
from raadhus.cases.queries.own_papers import read_own_paper
from raadhus.cases.queries.own_tasks import OwnCompletion, get_own_completion
from raadhus.cases.use_cases.answer_completion import answer_completion
from raadhus.cases.web.entered import entered_in_words
from raadhus.cases.web.own_case import DONE_ANSWERED, case_crumbs
from raadhus.forms.public import FileRefused
from raadhus.identity.public import require_login
from raadhus.platform.requests import TownRequest
from raadhus.platform.text import clean
from raadhus.ui.downloads import as_download
from raadhus.ui.fields import Field, TextAreaField, problems_of
from raadhus.ui.parts import Crumb, Problem
from raadhus.ui.uploads import takes_uploads
from raadhus.ui.words import size_in_words

LONGEST = 10_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PaperLink:
    """A file that was sent with the answer."""

    name: str
    size: str
    url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CompletionPage:
    """What the page shows; no ``fields`` once it was answered or its time is over."""

    title: str
    crumbs: tuple[Crumb, ...]
    question: str
    answer_by: dt.date
    is_late: bool
    is_unasked: bool
    entered: str
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]
    is_answered: bool
    answer: str
    papers: tuple[PaperLink, ...]


@takes_uploads
@require_http_methods(["GET", "HEAD", "POST"])
@require_login()
def answer(request: TownRequest, task_id: UUID) -> HttpResponse:
    """Show what is asked for and take the answer. Raises: LoginNeeded, NotFoundHere, CompletionAnswered."""
    asked = get_own_completion(request.actor, task_id)
    text, error, refused = clean(request.POST.get("text", "")), "", None
    if request.method == "POST":
        try:
            uploads = papers_in(request)
            error = _problem(text, has_papers=bool(uploads))
            if not error:
                answer_completion(request.actor, task_id, text, uploads)
                return redirect(
                    f"{reverse('cases:own-case', args=[asked.task.case_id])}?done={DONE_ANSWERED}"
                )
        except FileRefused as refusal:
            refused = refusal
    if request.method != "POST":
        text = asked.answer
    takes_answer = asked.task.is_open or asked.is_late or asked.may_put_right
    page = _page(request, asked, _fields(text, error, refused) if takes_answer else ())
    return render(request, "cases/completion.html", {"page": page}, status=422 if page.problems else 200)


@require_safe
@require_login()
def paper(request: TownRequest, task_id: UUID, document_id: UUID) -> HttpResponse:
    """Download a file that one sent with an answer. Raises: LoginNeeded, NotFoundHere."""
    return as_download(*read_own_paper(request.actor, task_id, document_id))


def _page(request: TownRequest, asked: OwnCompletion, fields: tuple[Field, ...]) -> CompletionPage:
    title = _("We need something from you")
    return CompletionPage(
        title=title,
        crumbs=case_crumbs(title, case=get_own_case(request.actor, asked.task.case_id).case),
        question=asked.question,
        answer_by=asked.answer_by,
        is_late=asked.is_late,
        is_unasked=asked.task.is_unasked,
        entered=entered_in_words(asked.came_by, may_put_right=asked.may_put_right),
        fields=fields,
        problems=problems_of(fields),
        is_answered=asked.is_answered,
        answer=asked.answer,
        papers=tuple(
            PaperLink(
                name=one.name,
                size=size_in_words(one.size),
                url=reverse("cases:completion-paper", args=[asked.task.id, one.document_id]),
            )
            for one in asked.papers
        ),
    )


def _fields(text: str, error: str, refused: FileRefused | None) -> tuple[Field, ...]:
    return (
        TextAreaField(
            name="text", label=_("Your answer"), value=text, error=error, rows=8, max_length=LONGEST
        ),
        papers_field(_("Papers that show it"), refused),
    )


def _problem(text: str, *, has_papers: bool) -> str:
    if not text and not has_papers:
        return _("Write your answer. If you cannot give it, write why.")
    return _("Write at most 10,000 characters.") if len(text) > LONGEST else ""
