"""The page on which somebody in a case answers the question they were put."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.cases.public.papers import PAPERS, papers_in
from raadhus.cases.use_cases.answer_question import answer_question
from raadhus.cases.use_cases.show_question import OwnQuestion, get_own_question
from raadhus.cases.web.entered import entered_in_words
from raadhus.cases.web.own_case import case_crumbs
from raadhus.cases.web.question_fields import QuestionFields, Typed, question_fields
from raadhus.forms.public import FileRefused
from raadhus.identity.public import require_login
from raadhus.platform.requests import TownRequest
from raadhus.ui.parts import Crumb, Fact, Problem
from raadhus.ui.uploads import takes_uploads
from raadhus.ui.words import date_in_words, size_in_words

_OWN = frozenset({"csrfmiddlewaretoken", PAPERS})
"""What the page asks beside the answer; a browser sends a file input in which nothing was chosen as an empty text."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PaperLink:
    """A file that was sent with the answer."""

    name: str
    size: str
    url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """What the page shows; no ``asks`` once it was answered or its time is over; ``further``: what else was filled in."""

    title: str
    crumbs: tuple[Crumb, ...]
    text: str
    facts: tuple[Fact, ...]
    until: str
    is_late: bool
    is_unasked: bool
    entered: str
    asks: QuestionFields | None
    problems: tuple[Problem, ...]
    answer: str
    said: str
    further: tuple[Fact, ...]
    papers: tuple[PaperLink, ...]


@takes_uploads
@require_http_methods(["GET", "HEAD", "POST"])
@require_login()
def answer(request: TownRequest, task_id: UUID) -> HttpResponse:
    """Show the question and take the answer. Raises: LoginNeeded, NotFoundHere, CannotTakeForm, QuestionAnswered."""
    asked = get_own_question(request.actor, task_id)
    typed: Typed | None = None
    refused = None
    if request.method == "POST":
        typed = {name: texts for name, texts in request.POST.lists() if name not in _OWN}
        try:
            uploads = papers_in(request)
            is_in_order = not question_fields(request.actor, asked, typed).problems
            if is_in_order and answer_question(request.actor, task_id, typed, uploads) is None:
                return redirect("cases:question", task_id)
        except FileRefused as refusal:
            refused = refusal
    takes_answer = asked.is_open or asked.is_late or asked.may_put_right
    asks = question_fields(request.actor, asked, typed, refused) if takes_answer else None
    page = _page(asked, task_id, asks)
    return render(request, "cases/question.html", {"page": page}, status=422 if page.problems else 200)


def _page(asked: OwnQuestion, task_id: UUID, asks: QuestionFields | None) -> QuestionPage:
    question = asked.question
    title = _in_words(question.title)
    chosen = {one.key: _in_words(one.title) for one in asked.choices}
    silence = _in_words(question.silence)
    until = _("You can answer until the end of %(day)s.") % {"day": date_in_words(asked.answer_by)}
    late = _("You could answer until the end of %(day)s.") % {"day": date_in_words(asked.answer_by)}
    return QuestionPage(
        title=title,
        crumbs=case_crumbs(title),
        text=_in_words(question.text),
        facts=tuple(Fact(label=label, value=value) for label, value in asked.told),
        until=late if asked.is_late else f"{until} {silence}",
        is_late=asked.is_late,
        is_unasked=asked.is_unasked,
        entered=entered_in_words(asked.came_by, may_put_right=asked.may_put_right),
        asks=asks,
        problems=asks.problems if asks else (),
        answer=chosen.get(asked.choice, ""),
        said=asked.said,
        further=tuple(
            Fact(label=one.label, value=", ".join(part.value for part in one.parts)) for one in asked.further
        ),
        papers=tuple(
            PaperLink(
                name=one.name,
                size=size_in_words(one.size),
                url=reverse("cases:completion-paper", args=[task_id, one.document_id]),
            )
            for one in asked.papers
        ),
    )


def _in_words(texts: dict[str, str]) -> str:
    return texts.get(get_language() or "en", texts["en"])
