"""The page of one case."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from raadhus.cases import public as cases
from raadhus.cases.public import StaffCase, Theme
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.requests import TownRequest
from raadhus.ui.parts import Problem
from raadhus.workspace.web.case_page.page import CasePage, page_of
from raadhus.workspace.web.forms import SentForms
from raadhus.workspace.web.inbox_asked import read_id
from raadhus.workspace.web.small_forms import SmallForm, link_form, note_form, representative_form
from raadhus.workspace.web.task import TaskPart, task_of
from raadhus.workspace.web.way_back import inbox_url

# What the address says after an act, and what the page then says.
DONE: dict[str, tuple[str | Promise, str | Promise]] = {
    "taken": (_("The task is yours"), _("It lies under “Mine” in your inbox.")),
    "released": (_("The task is given back"), _("It lies under “Not taken” in the unit's inbox.")),
    "heard": (
        _("The applicant is being heard"),
        _("The letter is on its way. The case comes back with the answer."),
    ),
    "asked": (
        _("The partner is being asked"),
        _("The letter is on its way. The case comes back with the answer."),
    ),
    "completing": (
        _("The applicant is asked"),
        _("The letter is on its way. The case comes back with the answer, or when the time for it is over."),
    ),
    "decided": (
        _("The decision is made"),
        _("Nobody outside the town hall has seen it. Read the letter, then send it."),
    ),
    "forwarded": (
        _("The appeal is ready to be sent on"),
        _("Nobody outside the town hall has seen it. Read the letter, then send it."),
    ),
    "corrected": (_("The figure is corrected"), _("The rules have computed again. Nothing is decided yet.")),
    "worked": (_("The step is done"), _("The case goes on by itself.")),
    "sent": (_("The decision is sent"), _("The letter is being made and brought to the applicant.")),
    "offered": (
        _("The offer is sent"),
        _("The applicant gets a letter and answers on My Page. It is decided when they say yes."),
    ),
    "linked": (_("The cases are linked"), _("Each leads to the other.")),
    "unlinked": (_("The link is taken away"), _("The time line keeps that there was one.")),
    "entered": (
        _("The answer is entered"),
        _("The case says that you entered it, and how it came."),
    ),
    "represented": (
        _("The representative is noted"),
        _("The applicant sees it. From now on they get a copy of each letter to the applicant."),
    ),
    "unrepresented": (_("The representative is taken out"), _("The time line keeps that there was one.")),
    "unasked": (_("The question is taken back"), _("The applicant is told that they need not answer.")),
    "reopened": (
        _("The case is reopened"),
        _("The applicant is told why. What was decided stands until a new decision is sent."),
    ),
    "withdrawn": (_("The decision is taken back"), _("Nobody outside the town hall has seen it.")),
    "told": (_("Your colleague is told"), _("They find it in their inbox until they open the case.")),
    "noted": (_("The note is kept"), _("It is part of the file.")),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The whole page: the case, the task at hand, and what was done just now."""

    case: CasePage
    task: TaskPart
    link: SmallForm
    represent: SmallForm
    note: SmallForm
    problems: tuple[Problem, ...]
    done_title: str
    done_text: str


@require_safe
@require_staff(Role.CASEWORKER)
def show(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Show a case with the ``task`` at hand that was asked for; the look is noted. Raises: NotFoundHere, OwnHousehold."""
    found = cases.read_case(request.actor, case_id)
    return draw(request, found.at(read_id(request.GET.get("task", ""))))


def draw(
    request: TownRequest, case: StaffCase, sent: SentForms | None = None, *, status: int = 200
) -> HttpResponse:
    """Draw the page of a case that was read, with a form as it was sent."""
    wished = request.GET.get("show", "")
    theme = Theme(wished) if wished in set(Theme) else None
    page = _shown(request.actor, case, theme, sent or SentForms(), request.GET.get("done", ""))
    parts = {"page": page, "inbox_url": inbox_url(request)}
    return render(request, "workspace/case.html", parts, status=status)


def _shown(actor: Actor, case: StaffCase, theme: Theme | None, sent: SentForms, done: str) -> Shown:
    title, text = DONE.get("offered" if done == "sent" and case.is_offer else done, ("", ""))
    return Shown(
        case=page_of(case, theme, sent.correct),
        task=task_of(actor, case, sent),
        link=sent.link or link_form(),
        represent=sent.represent or representative_form(),
        note=sent.note or note_form(actor, case),
        problems=sent.problems,
        done_title=str(title),
        done_text=str(text),
    )
