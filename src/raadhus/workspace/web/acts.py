"""What a caseworker does with a case: each act is one form, one use case, and back to the case."""

import dataclasses
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from raadhus.cases import public as cases
from raadhus.cases.public import (
    CannotAskForNothing,
    CannotCorrectFigure,
    CannotDecideByHand,
    CannotWriteNote,
    CaseChangedSince,
    NobodySaysWhy,
    StaffCase,
    TaskKind,
)
from raadhus.catalogue.public import package
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.workspace.web import case
from raadhus.workspace.web.correct_form import CorrectForm
from raadhus.workspace.web.decide_form import DecideForm, Typed
from raadhus.workspace.web.forms import SentForms
from raadhus.workspace.web.forward_form import ForwardForm
from raadhus.workspace.web.inbox_asked import read_id
from raadhus.workspace.web.reason_blocks import CHOSEN, CHOSEN_TO_HOLD, misfits, unfit_in_words, with_blocks
from raadhus.workspace.web.small_forms import ask_form, note_form, reopen_form
from raadhus.workspace.web.way_back import inbox_url
from raadhus.workspace.web.work_form import WorkForm

View = Callable[..., HttpResponse]


_READ = "read"  # the mark of the page that a form stands on


def _task_act(act: Callable[[Actor, UUID], Any], done: str) -> View:
    @require_POST
    @require_staff(Role.CASEWORKER)
    def view(request: TownRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
        cases.expect_task_of_case(request.actor, case_id, task_id)
        act(request.actor, task_id)
        return _back(case_id, done, task_id)

    return view


def _task_act_on_what_was_read(act: Callable[..., Any], done: str) -> View:
    @require_POST
    @require_staff(Role.CASEWORKER)
    def view(request: TownRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
        cases.expect_task_of_case(request.actor, case_id, task_id)
        act(request.actor, task_id, read=_read(request))
        return _onward(request, case_id, done)

    return view


take = _task_act(cases.take_task, "taken")
release = _task_act(cases.release_task, "released")
hear = _task_act_on_what_was_read(cases.hear_by_hand, "heard")
ask_partner = _task_act(cases.ask_partner_by_hand, "asked")
send = _task_act_on_what_was_read(cases.send_by_hand, "sent")


@require_POST
@require_staff(Role.CASEWORKER)
def decide(request: TownRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    """Decide; what is wrong is shown beside what was typed. Raises: NotFoundHere, OwnHousehold, DecidedAlready."""
    found = _with_task(request.actor, case_id, task_id)
    form = _decide_form(found, request.POST)
    if form.decision is None:
        return case.draw(request, found, SentForms(decide=form), status=422)
    try:
        cases.decide_by_hand(request.actor, task_id, form.decision, read=_read(request))
    except (CannotDecideByHand, CaseChangedSince) as refusal:
        return case.draw(request, found, SentForms(decide=form.refused_by(refusal)), status=refusal.status)
    return _back(case_id, "decided")


@require_POST
@require_staff(Role.CASEWORKER)
def forward(request: TownRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    """Hold to an appealed decision and send the appeal on. Raises: NotFoundHere, OwnHousehold, DecidedAlready."""
    found = _with_task(request.actor, case_id, task_id)
    form = ForwardForm.sent(found, request.POST, request.POST.getlist(CHOSEN_TO_HOLD))
    if not form.reasons and found.task is not None and found.task.kind is TaskKind.REASSESS:
        return case.draw(request, found, SentForms(forward=form), status=422)
    try:
        cases.forward_appeal(request.actor, task_id, form.reasons, read=_read(request))
    except CaseChangedSince as refusal:
        return case.draw(request, found, SentForms(forward=form.refused_by(refusal)), status=refusal.status)
    return _back(case_id, "forwarded")


@require_POST
@require_staff(Role.CASEWORKER)
def correct(request: TownRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    """Put a figure right and let the rules compute again. Raises: NotFoundHere, OwnHousehold, DecidedAlready."""
    found = _with_task(request.actor, case_id, task_id)
    which = request.POST.get("figure", "")
    info = next((one for one in found.figures if f"{one.figure.concerns}:{one.figure.key}" == which), None)
    if info is None:
        raise NotFoundHere(detail=f"{found.number} has no figure {which[:80]}")
    form = CorrectForm.sent(info, package(found.package_hash).service.currency, request.POST)
    if form.correction is None:
        return case.draw(request, found, SentForms(correct=form), status=422)
    try:
        cases.correct_figure(request.actor, task_id, form.correction)
    except CannotCorrectFigure as refusal:
        return case.draw(request, found, SentForms(correct=form.refused_by(refusal)), status=refusal.status)
    return _back(case_id, "corrected")


@require_POST
@require_staff(Role.CASEWORKER)
def ask_to_complete(request: TownRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    """Ask the applicant for something. Raises: NotFoundHere, OwnHousehold, CannotMoveCase."""
    cases.expect_task_of_case(request.actor, case_id, task_id)
    try:
        cases.ask_to_complete(request.actor, task_id, request.POST.get("question", ""))
    except CannotAskForNothing as refusal:
        found = _with_task(request.actor, case_id, task_id)
        form = ask_form(found, request.POST).refused_by(refusal)
        return case.draw(request, found, SentForms(ask=form), status=refusal.status)
    return _back(case_id, "completing")


@require_POST
@require_staff(Role.CASEWORKER)
def withdraw(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Take an unsent decision back. Raises: NotFoundHere, OwnHousehold, AlreadyOnItsWay."""
    cases.withdraw_decision(request.actor, case_id, read=_read(request))
    return _back(case_id, "withdrawn")


@require_POST
@require_staff(Role.CASEWORKER)
def write_note(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Keep a note, perhaps to a colleague. Raises: NotFoundHere, OwnHousehold."""
    to = read_id(request.POST.get("to", ""))
    try:
        cases.write_note(request.actor, case_id, request.POST.get("text", ""), to=to)
    except CannotWriteNote as refusal:
        found = cases.read_case(request.actor, case_id)
        form = note_form(request.actor, found, request.POST).refused_by(refusal)
        return case.draw(request, found, SentForms(note=form), status=refusal.status)
    return _back(case_id, "told" if to else "noted")


@require_POST
@require_staff(Role.CASEWORKER)
def work(request: TownRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    """Do a step of the process; what is wrong is shown beside what was typed. Raises: NotFoundHere, OwnHousehold."""
    found = _with_task(request.actor, case_id, task_id)
    typed = {name: texts for name, texts in request.POST.lists() if name != "csrfmiddlewaretoken"}
    filled = cases.do_work(request.actor, task_id, typed)
    if filled is not None and not filled.is_in_order:
        form = WorkForm.begin(request.actor, found, filled)
        return case.draw(request, found, SentForms(work=form), status=422)
    return _onward(request, case_id, "worked")


@require_POST
@require_staff(Role.CASEWORKER)
def take_question_back(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Ask the applicant nothing any more. Raises: NotFoundHere, OwnHousehold, NothingToTakeBack."""
    cases.take_question_back(request.actor, case_id)
    return _back(case_id, "unasked")


@require_POST
@require_staff(Role.CASEWORKER)
def reopen(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Look again at a closed case. Raises: NotFoundHere, OwnHousehold, CannotMoveCase, CannotReopen."""
    try:
        cases.reopen(request.actor, case_id, request.POST.get("reason", ""))
    except NobodySaysWhy as refusal:
        found = cases.read_case(request.actor, case_id)
        form = reopen_form(found, request.POST).refused_by(refusal)
        return case.draw(request, found, SentForms(reopen=form), status=refusal.status)
    return _back(case_id, "reopened")


def _decide_form(found: StaffCase, post: QueryDict) -> DecideForm:
    """Return the form as it was sent; sentences that do not go with the decision stay chosen and are no reason of it."""
    typed, chosen = Typed.of(post), post.getlist(CHOSEN)
    unfit = unfit_in_words(misfits(found, chosen, DecideForm.sent(found, typed).outcome))
    if unfit:
        return dataclasses.replace(DecideForm.sent(found, typed), unfit=unfit, chosen=tuple(chosen))
    return DecideForm.sent(found, with_blocks(found, typed, chosen))


def _read(request: TownRequest) -> str:
    """Return the mark of the page somebody acts from; a form without one is refused as a stale page is."""
    return request.POST.get(_READ, "")


def _with_task(actor: Actor, case_id: UUID, task_id: UUID) -> StaffCase:
    """Return the case with ``task_id``, an open task of it, at hand. Raises: NotFoundHere, OwnHousehold."""
    found = cases.read_case(actor, case_id).at(task_id)
    if found.task is None or found.task.id != task_id:
        raise NotFoundHere(detail=f"{found.number} has no open task {task_id}")
    return found


def _back(case_id: UUID, done: str, task_id: UUID | None = None) -> HttpResponse:
    task = f"&task={task_id}" if task_id else ""
    return HttpResponseRedirect(f"{reverse('workspace:case', args=[case_id])}?done={done}{task}")


def _onward(request: TownRequest, case_id: UUID, done: str) -> HttpResponse:
    """Lead back to the case, or to the inbox when it was the actor's only as long as their unit had its task."""
    if cases.may_open(request.actor, case_id):
        return _back(case_id, done)
    return HttpResponseRedirect(inbox_url(request, done=done))
