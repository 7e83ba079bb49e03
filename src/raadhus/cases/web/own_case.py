"""A citizen's case: where it stands, what was decided and why, how to appeal."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_safe

from raadhus.cases.access import own_person
from raadhus.cases.domain.happenings import Happening
from raadhus.cases.domain.states import CaseKind, Outcome
from raadhus.cases.public import presenting, words
from raadhus.cases.queries.calculation_pages import calculation_page
from raadhus.cases.queries.happened import Happened
from raadhus.cases.queries.own_case_file import OwnCaseFile, OwnDecision, get_own_case
from raadhus.cases.queries.own_cases import OwnCase
from raadhus.cases.queries.own_tasks import OwnTask, list_own_tasks
from raadhus.cases.use_cases.letters.compose_decision import (
    appeal_in_words,
    figures_for,
    how_decided,
    pays_for,
    reasons_for,
)
from raadhus.catalogue.public import package
from raadhus.identity.public import require_login
from raadhus.platform.actor import Actor
from raadhus.platform.requests import TownRequest
from raadhus.ui.parts import Crumb, Moment, Table
from raadhus.ui.words import instant_in_words, language_in_words

DONE_APPEALED, DONE_ANSWERED = "appealed", "answered"
_DONE = {
    DONE_APPEALED: gettext_lazy("We have your appeal"),
    DONE_ANSWERED: gettext_lazy("We have your answer"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A decision in words."""

    id: UUID
    heading: str
    share: str
    pays: Table | None
    reasons: tuple[str, ...]
    written_in: str
    figures: Table | None
    law: tuple[dict[str, str], ...]
    how_decided: str
    calculation_url: str
    is_automatic: bool
    appeal: str
    may_appeal: bool
    appealed_url: str
    is_appeal_ended: bool
    letter_url: str
    letter_waits: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """What the page of one case shows; ``hearing_answer``: what was said in a hearing, None without an answer."""

    title: str
    number: str
    status: str
    tone: str
    crumbs: tuple[Crumb, ...]
    waits: tuple["Waiting", ...]
    moments: tuple[Moment, ...]
    next_sentence: str
    decision: DecisionView | None
    happened: tuple[Moment, ...]
    linked_url: str
    is_appeal: bool
    appeal_text: str
    replaced: str
    replaced_url: str
    done: str
    hearing_answer: str | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits for the citizen."""

    title: str
    url: str
    task: OwnTask


@require_safe
@require_login()
def show(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Show one case to its applicant. Raises: LoginNeeded, NotFoundHere."""
    file = get_own_case(request.actor, case_id)
    waiting = tuple(waiting_of(task) for task in list_own_tasks(request.actor, case_id=case_id))
    page = _page(request.actor, file, waiting, done=str(_DONE.get(request.GET.get("done", ""), "")))
    return render(request, "cases/own_case.html", {"page": page})


def waiting_of(task: OwnTask) -> Waiting:
    """Return what waits, with where to do it."""
    return Waiting(title=str(words.OWN_TASK[task.kind]), url=presenting.task_url(task), task=task)


def case_crumbs(title: str, *, case: OwnCase | None = None) -> tuple[Crumb, ...]:
    """Return the way to a page under My Page, through its case when there is one."""
    crumbs = [Crumb(label=gettext("My Page"), url=reverse("my-page:home"))]
    if case is not None:
        url = reverse("cases:own-case", args=[case.id])
        crumbs.append(Crumb(label=presenting.service_title(case), url=url))
    return (*crumbs, Crumb(label=title))


def _page(actor: Actor, file: OwnCaseFile, waiting: tuple[Waiting, ...], *, done: str) -> CasePage:
    case, hearing, letters = file.case, file.hearing, _letters_there(file)
    status, tone = presenting.status_of(case)
    title = presenting.service_title(case)
    return CasePage(
        title=title,
        number=case.number,
        status=status,
        tone=tone,
        crumbs=case_crumbs(title),
        waits=waiting,
        moments=presenting.moments(case),
        next_sentence=presenting.what_happens_next(case),
        decision=_decision(actor, file, file.decision, letters) if file.decision else None,
        happened=tuple(_moment_of(entry, letters) for entry in file.happened),
        linked_url=reverse("cases:own-case", args=[file.linked_case_id]) if file.linked_case_id else "",
        is_appeal=case.kind is CaseKind.APPEAL,
        appeal_text=file.appeal_text or "",
        replaced=presenting.replaced_in_words(case),
        replaced_url=reverse("cases:own-case", args=[case.replaced_by.case_id]) if case.replaced_by else "",
        done=done,
        hearing_answer=hearing.answer if hearing is not None and hearing.answered_at is not None else None,
    )


def _letters_there(file: OwnCaseFile) -> frozenset[UUID]:
    """Return the letters of the case that lie in the mailbox: before that nobody can open them."""
    delivered = (entry for entry in file.happened if entry.what == Happening.LETTER_DELIVERED)
    return frozenset(entry.thing_id for entry in delivered if entry.thing_id is not None)


def _letter_waits(decision: OwnDecision, letters: frozenset[UUID]) -> str:
    """Say that the decision's letter is being made, empty once it lies there."""
    if decision.letter_id is None or decision.letter_id in letters:
        return ""
    return gettext(
        "We are making the letter about the decision. You can read it here as soon as it is ready."
    )


def _decision(
    actor: Actor, file: OwnCaseFile, decision: OwnDecision, letters: frozenset[UUID]
) -> DecisionView:
    case, payments = file.case, file.payments
    language = get_language() or "en"
    rules = package(case.package_hash)
    rows = figures_for(own_person(actor), decision.figures, rules.service.currency)
    appealed = decision.appealed_case_id
    return DecisionView(
        id=decision.id,
        heading=_heading(case, decision),
        share="" if case.replaced_by else presenting.share_in_words(case, decision),
        pays=None if case.replaced_by else presenting.pays_table(pays_for(payments, rules.service.currency)),
        reasons=reasons_for(decision.reasons, language, decision.hidden),
        written_in=_written_in(decision, language),
        figures=presenting.figure_table(rows),
        law=presenting.law_in(rules, language, decision.law),
        how_decided=how_decided(is_automatic=decision.is_automatic),
        calculation_url=calculation_page(rules),
        is_automatic=decision.is_automatic,
        appeal=appeal_in_words(rules, language, decision.appeal_last_on),
        may_appeal=appealed is None
        and case.replaced_by is None
        and bool(decision.appeal_instance)
        and decision.outcome is not Outcome.FORWARDED,
        appealed_url=reverse("cases:own-case", args=[appealed]) if appealed else "",
        is_appeal_ended=decision.is_appeal_ended,
        letter_url=reverse("my-page:letter", args=[decision.letter_id])
        if decision.letter_id in letters
        else "",
        letter_waits=_letter_waits(decision, letters),
    )


def _heading(case: OwnCase, decision: OwnDecision) -> str:
    said = presenting.outcome_in_words(case, decision.outcome, decision.percent)
    return gettext("The old decision: %(outcome)s") % {"outcome": said} if case.replaced_by else said


def _written_in(decision: OwnDecision, language: str) -> str:
    """Say in which language a caseworker wrote the reasons, empty when they stand in the reader's."""
    if decision.reasons.get(language) or not decision.reasons:
        return ""
    written = next(iter(decision.reasons))
    return gettext("A caseworker wrote these reasons. They are in %(language)s, like all our letters.") % {
        "language": language_in_words(written)
    }


def _moment_of(entry: Happened, letters: frozenset[UUID]) -> Moment:
    """Return one entry of the time line as the citizen reads it; a letter that lies there can be opened from it."""
    what = Happening(entry.what)
    url = (
        reverse("my-page:letter", args=[entry.thing_id])
        if _is_own_letter(entry, what) and entry.thing_id in letters
        else ""
    )
    return Moment(title=str(words.HAPPENED[what]), when=instant_in_words(entry.at), url=url)


def _is_own_letter(entry: Happened, what: Happening) -> bool:
    return (
        what is Happening.LETTER_ORDERED
        and entry.thing_id is not None
        and bool(entry.detail.get("to_applicant"))
    )
