"""What a caseworker does with a case: each act is one form, one use case, and back to the case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from raadhus.cases import public as cases
from raadhus.cases.public import CannotDecideByHand
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.workspace.web import case
from raadhus.workspace.web.decide_form import DecideForm, Typed

View = Callable[..., HttpResponse]


def _task_act(act: Callable[[Actor, UUID], Any], done: str) -> View:
    @require_POST
    @require_staff(Role.CASEWORKER)
    def view(request: TownRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
        cases.expect_task_of_case(request.actor, case_id, task_id)
        act(request.actor, task_id)
        return _back(case_id, done)

    return view


take = _task_act(cases.take_task, "taken")
release = _task_act(cases.release_task, "released")
hear = _task_act(cases.hear_by_hand, "heard")
ask_partner = _task_act(cases.ask_partner_by_hand, "asked")
send = _task_act(cases.send_by_hand, "sent")


@require_POST
@require_staff(Role.CASEWORKER)
def decide(request: TownRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    """Decide; what is wrong is shown beside what was typed. Raises: NotFoundHere, OwnHousehold, DecidedAlready."""
    found = cases.read_case(request.actor, case_id)
    if found.task is None or found.task.id != task_id:
        raise NotFoundHere(detail=f"{found.number} has no open task {task_id}")
    form = DecideForm.sent(found, Typed.of(request.POST))
    if form.decision is None:
        return case.draw(request, found, form, status=422)
    try:
        cases.decide_by_hand(request.actor, task_id, form.decision)
    except CannotDecideByHand as refusal:
        return case.draw(request, found, form.refused_by(refusal), status=refusal.status)
    return _back(case_id, "decided")


@require_POST
@require_staff(Role.CASEWORKER)
def withdraw(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Take an unsent decision back. Raises: NotFoundHere, OwnHousehold, AlreadyOnItsWay."""
    cases.withdraw_decision(request.actor, case_id)
    return _back(case_id, "withdrawn")


@require_POST
@require_staff(Role.CASEWORKER)
def write_note(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Keep a note. Raises: NotFoundHere, OwnHousehold, CannotWriteNote."""
    cases.write_note(request.actor, case_id, request.POST.get("text", ""))
    return _back(case_id, "noted")


def _back(case_id: UUID, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('workspace:case', args=[case_id])}?done={done}")
