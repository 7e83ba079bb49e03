"""The page on which somebody in a case answers the question they were put."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.cases.use_cases.answer_question import answer_question
from raadhus.cases.use_cases.show_question import OwnQuestion, get_own_question
from raadhus.cases.web.entered import entered_in_words
from raadhus.cases.web.own_case import case_crumbs
from raadhus.identity.public import require_login
from raadhus.platform.requests import TownRequest
from raadhus.platform.text import clean
from raadhus.ui.fields import ChoiceField, Field, Option, TextAreaField, problems_of
from raadhus.ui.parts import Crumb, Fact, Problem
from raadhus.ui.words import date_in_words

LONGEST = 10_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """What the page shows; no ``fields`` once it was answered or its time is over."""

    title: str
    crumbs: tuple[Crumb, ...]
    text: str
    facts: tuple[Fact, ...]
    until: str
    is_late: bool
    entered: str
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]
    answer: str
    said: str


@require_http_methods(["GET", "HEAD", "POST"])
@require_login()
def answer(request: TownRequest, task_id: UUID) -> HttpResponse:
    """Show the question and take the answer. Raises: LoginNeeded, NotFoundHere, QuestionAnswered."""
    asked = get_own_question(request.actor, task_id)
    choice, said = request.POST.get("answer", ""), clean(request.POST.get("said", ""))
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = _errors(asked, choice, said)
        if not errors:
            answer_question(request.actor, task_id, choice, said)
            return redirect("cases:question", task_id)
    if request.method != "POST":
        choice, said = asked.choice, asked.said
    takes_answer = asked.is_open or asked.is_late or asked.may_put_right
    fields = _fields(asked, choice, said, errors) if takes_answer else ()
    page = _page(asked, fields)
    return render(request, "cases/question.html", {"page": page}, status=422 if errors else 200)


def _page(asked: OwnQuestion, fields: tuple[Field, ...]) -> QuestionPage:
    question = asked.question
    title = _in_words(question.title)
    chosen = {one.key: _in_words(one.title) for one in question.choices}
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
        entered=entered_in_words(asked.came_by, may_put_right=asked.may_put_right),
        fields=fields,
        problems=problems_of(fields),
        answer=chosen.get(asked.choice, ""),
        said=asked.said,
    )


def _fields(asked: OwnQuestion, choice: str, said: str, errors: dict[str, str]) -> tuple[Field, ...]:
    wanted = ", ".join(f"“{_in_words(one.title)}”" for one in asked.question.choices if one.wants_words)
    return (
        ChoiceField(
            name="answer",
            label=_("Your answer"),
            options=tuple(
                Option(value=one.key, label=_in_words(one.title)) for one in asked.question.choices
            ),
            value=choice,
            error=errors.get("answer", ""),
        ),
        TextAreaField(
            name="said",
            label=_("What you want to say"),
            hint=_("Write in a few words why, if you answer: %(answers)s.") % {"answers": wanted}
            if wanted
            else "",
            value=said,
            rows=6,
            max_length=LONGEST,
            is_required=False,
            error=errors.get("said", ""),
        ),
    )


def _errors(asked: OwnQuestion, choice: str, said: str) -> dict[str, str]:
    chosen = next((one for one in asked.question.choices if one.key == choice), None)
    if chosen is None:
        return {"answer": _("Choose one of the answers.")}
    if chosen.wants_words and not said:
        return {"said": _("Write in a few words why.")}
    return {"said": _("Write at most 10,000 characters.")} if len(said) > LONGEST else {}


def _in_words(texts: dict[str, str]) -> str:
    return texts.get(get_language() or "en", texts["en"])
