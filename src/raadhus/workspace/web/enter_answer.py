"""The page on which a caseworker enters what somebody answered on paper, on the phone or at the desk."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.cases import public as cases
from raadhus.cases.public import AskedOf, CannotEnterAnswer, EnteredAnswer, NeedsWords
from raadhus.cases.public.papers import PAPERS, papers_field, papers_in
from raadhus.forms.public import FileRefused, HelpChannel, fill_task_form
from raadhus.forms.public.presenting.step_page import StepPage
from raadhus.forms.public.presenting.task_form import task_form_page
from raadhus.identity.public import display_names, require_staff
from raadhus.organisation.public import local_today
from raadhus.platform.actor import Role
from raadhus.platform.requests import TownRequest
from raadhus.platform.text import clean
from raadhus.ui.fields import ChoiceField, Field, Option, TextAreaField, problems_of
from raadhus.ui.parts import Problem
from raadhus.ui.uploads import takes_uploads
from raadhus.workspace.web.words import CHANNEL

_LONGEST = 10_000
_OWN = frozenset({"csrfmiddlewaretoken", "channel", "instead_of", PAPERS})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EnterPage:
    """Whose answer is entered, to what, and the form."""

    title: str
    question: str
    instead_of: str
    back_url: str
    channel: tuple[Field, ...]
    form: StepPage | None
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]


@takes_uploads
@require_http_methods(["GET", "HEAD", "POST"])
@require_staff(Role.CASEWORKER)
def show(request: TownRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    """Show what was asked and take the answer. Raises: NotFoundHere, OwnHousehold, AnswerProtected, AnsweredBefore."""
    asked = cases.get_asked(request.actor, case_id, task_id)
    refused, errors = None, dict[str, str]()
    if request.method == "POST":
        try:
            if cases.enter_answer(request.actor, case_id, task_id, _answer(request, asked)) is None:
                return HttpResponseRedirect(f"{reverse('workspace:case', args=[case_id])}?done=entered")
        except FileRefused as refusal:
            refused = refusal
        except CannotEnterAnswer as refusal:
            errors[refusal.field] = str(refusal.happened)
        except NeedsWords as refusal:
            errors["said"] = str(refusal.happened)
    channel, fields = _channel(request, errors), _fields(request, asked, errors, refused)
    form = _form(request, asked)
    page = EnterPage(
        title=_title(request, asked),
        question=_in_words(asked.question.title) if asked.question else "",
        instead_of=request.POST.get("instead_of", asked.stands),
        back_url=reverse("workspace:case", args=[case_id]),
        channel=channel,
        form=form,
        fields=fields,
        problems=(
            *problems_of(channel),
            *(form.problems if form and request.method == "POST" else ()),
            *problems_of(fields),
        ),
    )
    return render(
        request, "workspace/enter_answer.html", {"page": page}, status=422 if page.problems else 200
    )


def _answer(request: TownRequest, asked: AskedOf) -> EnteredAnswer:
    """Return what was typed. Raises: FileRefused for a file that is too large."""
    if asked.form:
        return EnteredAnswer(
            channel=request.POST.get("channel", ""),
            typed=_typed(request),
            uploads=papers_in(request),
            instead_of=request.POST.get("instead_of", ""),
        )
    return EnteredAnswer(
        channel=request.POST.get("channel", ""),
        choice=request.POST.get("answer", ""),
        said=clean(request.POST.get("said", "")),
        uploads=papers_in(request),
        instead_of=request.POST.get("instead_of", ""),
    )


def _typed(request: TownRequest) -> dict[str, list[str]]:
    """Return what was typed in the form of the package; the page's own fields are left out."""
    return {name: texts for name, texts in request.POST.lists() if name not in _OWN}


def _form(request: TownRequest, asked: AskedOf) -> StepPage | None:
    """Return the form of the package with which it is answered, empty or as it was typed in. Raises: CannotTakeForm."""
    if not asked.form:
        return None
    today = local_today(request.actor.tenant)
    filled = (
        fill_task_form(asked.package_hash, asked.form, _typed(request), today=today)
        if request.method == "POST"
        else None
    )
    return task_form_page(asked.package_hash, asked.form, today=today, filled=filled)


def _title(request: TownRequest, asked: AskedOf) -> str:
    names = display_names(request.actor, [asked.person_id] if asked.person_id else [])
    name = next(iter(names.values()), "")
    return _("Enter the answer of %(name)s") % {"name": name} if name else _("Enter an answer")


def _channel(request: TownRequest, errors: dict[str, str]) -> tuple[Field, ...]:
    channel = ChoiceField(
        name="channel",
        label=_("How did the answer come?"),
        options=tuple(Option(value=one.value, label=str(CHANNEL[one.value])) for one in HelpChannel),
        value=request.POST.get("channel", ""),
        error=errors.get("channel", ""),
    )
    return (channel,)


def _fields(
    request: TownRequest, asked: AskedOf, errors: dict[str, str], refused: FileRefused | None
) -> tuple[Field, ...]:
    typed = request.POST
    paper = papers_field(_("The paper"), refused, error=errors.get("uploads", ""))
    if asked.form:
        return (paper,)
    said = TextAreaField(
        name="said",
        label=_("What they say"),
        hint=_("In their own words."),
        value=typed.get("said", ""),
        rows=6,
        max_length=_LONGEST,
        is_required=False,
        error=errors.get("said", ""),
    )
    return (*_choices(asked, typed.get("answer", ""), errors.get("choice", "")), said, paper)


def _choices(asked: AskedOf, value: str, error: str) -> tuple[Field, ...]:
    if asked.question is None:
        return ()
    options = tuple(Option(value=one.key, label=_in_words(one.title)) for one in asked.choices)
    return (ChoiceField(name="answer", label=_("Their answer"), options=options, value=value, error=error),)


def _in_words(texts: dict[str, str]) -> str:
    return texts.get(get_language() or "en", texts["en"])
