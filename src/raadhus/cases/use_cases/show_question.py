"""Show somebody the question they were put in a case, and what of the application they may know."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext

from raadhus.cases.access import access_own_task, own_person
from raadhus.cases.domain.answers import may_answer_late, may_put_right, was_decided_without
from raadhus.cases.domain.states import CaseStatus, TaskStatus
from raadhus.cases.domain.veil import Veil
from raadhus.cases.models import Case, Party, PutQuestion, Sending, Task
from raadhus.cases.queries.first_case import first_case
from raadhus.cases.queries.own_papers import OwnPaper, own_papers
from raadhus.cases.queries.question_forms import (
    AnswerChoice,
    choices_of,
    form_asked,
    further_answers,
)
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.fresh_case import what_was_sent
from raadhus.cases.use_cases.letters.compose_decision import reasons_for
from raadhus.cases.use_cases.send_decision import is_let_go, unsent_decision
from raadhus.catalogue.public import Question, package
from raadhus.forms.public import SaidAnswer, answers_in_words
from raadhus.identity.public import person
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.ui.words import date_in_words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """
    What somebody was asked in a case that need not be theirs.

    ``told``: label and answer of what they may know of it; ``is_late``: its time is over, and it can be answered still;
    ``is_unasked``: the case was decided without it.
    ``came_by``: the channel their answer came on, empty before; ``may_put_right``: a clerk entered it, and it can be put
    right still. ``choices``: the answers there are in short; ``form``: of the package, with which it is answered, empty for
    none; ``answers``: what was filled in there, by key; ``further``: what of it is not in ``choice`` and ``said``, in words.
    """

    question: Question
    choices: tuple[AnswerChoice, ...]
    package_hash: str
    form: str
    told: tuple[tuple[str, str], ...]
    case_id: UUID
    is_own_case: bool
    answer_by: dt.date
    is_open: bool
    is_unasked: bool
    is_late: bool
    choice: str
    said: str
    answers: Mapping[str, Any]
    further: tuple[SaidAnswer, ...]
    papers: tuple[OwnPaper, ...]
    came_by: str
    may_put_right: bool


def get_own_question(actor: Actor, task_id: UUID) -> OwnQuestion:
    """Return a question that was put to the actor. Raises: LoginNeeded, NotFoundHere."""
    task = access_own_task(actor, task_id)
    put, question = _put(task)
    form = form_asked(task)
    return OwnQuestion(
        question=question,
        choices=choices_of(task.case.package_hash, question, form),
        package_hash=task.case.package_hash,
        form=form,
        told=told_to_asked(task.case, question, put.person_id, is_open=task.status == TaskStatus.OPEN)
        if _may_still_read(actor, task.case)
        else (),
        case_id=task.case_id,
        is_own_case=task.case.applicant_id == own_person(actor),
        answer_by=put.answer_by,
        is_open=task.status == TaskStatus.OPEN,
        is_unasked=was_decided_without(task.status, task.case.status),
        is_late=put.answered_at is None
        and may_answer_late(task.status, task.case.status, is_offer=question.tells_decision),
        choice=put.choice,
        said=put.said or "",
        answers=put.answers or {},
        further=further_answers(put, task.case.package_hash, form),
        papers=own_papers(actor, task) if question.takes_papers and put.answered_at else (),
        came_by=put.came_by,
        may_put_right=may_put_right(put.came_by, task.case.status, is_offer=question.tells_decision),
    )


def _may_still_read(actor: Actor, case: Case) -> bool:
    """
    Tell whether who was asked may still read the application: its applicant, and others until the case is closed and the
    time to appeal is over; then they need it no more.

    Source: GDPR article 5(1)(c) and (e): no longer, and no more, than is necessary for what it was told for.
    """
    if case.applicant_id == own_person(actor) or case.status != CaseStatus.CLOSED:
        return True
    last = (
        Sending.objects.filter(decision__case=case)
        .order_by("-at")
        .values_list("appeal_last_on", flat=True)
        .first()
    )
    return last is not None and town_days.today(actor) <= last


def question_of(task: Task) -> Question:
    """Return the package's question that ``task`` puts. Raises: NotFoundHere."""
    return _put(task)[1]


def _put(task: Task) -> tuple[PutQuestion, Question]:
    put = PutQuestion.objects.filter(task=task).first()
    if put is None:
        raise NotFoundHere(detail=f"task {task.id} is no question")
    return put, package(task.case.package_hash).service.question(put.question_key)


def told_to_asked(
    case: Case, question: Question, reader: UUID, *, is_open: bool = True
) -> tuple[tuple[str, str], ...]:
    """
    Return what the package lets the asked know of the application, label and answer in the active language.

    What is offered only while it can be answered (``is_open``): what waits later is another decision. Somebody else's
    protected name and address are left out, now and when the case was opened, and with them free text.
    """
    town = Actor.system(case.tenant_id, purpose="cases.questions")
    offered = _offered(case) if question.tells_decision and is_open else ()
    sent = what_was_sent(town, first_case(case)) if question.tells else None
    if sent is None:
        return offered
    veil = Veil(hides_names=False, hides_addresses=False)
    if reader != case.applicant_id:
        veil = _veil(town, case)
    language = get_language() or "en"
    titles = {one.answer: one.title.get(language, one.title["en"]) for one in question.tells}
    told = tuple(
        (titles[answer.key], part.value)
        for answer in answers_in_words(sent)
        if answer.key in titles
        for part in answer.parts
        if not veil.hides(part.kind)
    )
    return (*told, *offered)


def _offered(case: Case) -> tuple[tuple[str, str], ...]:
    """Say what a decision that the unit let go, and that waits to be sent, would give, and from when."""
    decision = unsent_decision(case)
    if decision is None or not is_let_go(decision):
        return ()
    said = " ".join(reasons_for(decision.reasons, get_language() or "en", ()))
    begins = date_in_words(decision.valid_from) if decision.valid_from else ""
    told = ((gettext("What we offer"), said), (gettext("From"), begins))
    return tuple((label, value) for label, value in told if value)


def _veil(town: Actor, case: Case) -> Veil:
    rows = list(Party.objects.filter(case=case, person_id=case.applicant_id))
    now = person(town, case.applicant_id)
    hides_names = now.is_name_protected or any(row.hides_name for row in rows)
    hides_addresses = now.is_address_protected or any(row.hides_address for row in rows)
    return Veil(hides_names=hides_names, hides_addresses=hides_names or hides_addresses)
