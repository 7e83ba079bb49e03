"""The page on which a citizen appeals a decision."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.cases.public import presenting
from raadhus.cases.queries.own_case_file import OwnDecision, get_own_decision
from raadhus.cases.queries.own_cases import OwnCase
from raadhus.cases.use_cases.file_appeal import LONGEST, file_appeal
from raadhus.cases.use_cases.letters.compose_decision import appeal_in_words
from raadhus.cases.web.own_case import DONE_APPEALED, case_crumbs
from raadhus.catalogue.public import package
from raadhus.identity.public import require_login
from raadhus.organisation.public import local_today
from raadhus.platform.requests import TownRequest
from raadhus.platform.text import clean
from raadhus.ui.fields import TextAreaField, problems_of
from raadhus.ui.parts import Crumb, Problem


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppealPage:
    """What the page shows."""

    title: str
    crumbs: tuple[Crumb, ...]
    heading: str
    decision: OwnDecision
    case: OwnCase
    how: str
    is_late: bool
    field: TextAreaField
    problems: tuple[Problem, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@require_login()
def file(request: TownRequest, decision_id: UUID) -> HttpResponse:
    """Take an appeal; who has appealed already is led to it. Raises: LoginNeeded, NotFoundHere, CannotAppeal."""
    decision, case = get_own_decision(request.actor, decision_id)
    if decision.appealed_case_id is not None and request.method != "POST":  # nobody writes in vain
        return redirect("cases:own-case", decision.appealed_case_id)
    text = clean(request.POST.get("text", ""))
    error = _("Write at most 10,000 characters.") if len(text) > LONGEST else ""
    if request.method == "POST" and not error:
        appealed = file_appeal(request.actor, decision_id, text)
        return redirect(f"{reverse('cases:own-case', args=[appealed.id])}?done={DONE_APPEALED}")
    page = _page(request, decision, case, text, error)
    return render(request, "cases/appeal.html", {"page": page}, status=422 if error else 200)


def _page(request: TownRequest, decision: OwnDecision, case: OwnCase, text: str, error: str) -> AppealPage:
    title = _("Appeal the decision")
    field = TextAreaField(
        name="text",
        label=_("Why do you disagree?"),
        hint=_("You do not have to write anything. It helps us if you say what we have got wrong."),
        value=text,
        error=error,
        rows=8,
        max_length=LONGEST,
        is_required=False,
    )
    last_on = decision.appeal_last_on
    return AppealPage(
        title=title,
        crumbs=case_crumbs(title, case=case),
        heading=presenting.outcome_in_words(case, decision.outcome, decision.percent),
        decision=decision,
        case=case,
        how=appeal_in_words(package(case.package_hash), get_language() or "en", last_on),
        is_late=last_on is not None and local_today(request.municipality.id) > last_on,
        field=field,
        problems=problems_of([field]),
    )
