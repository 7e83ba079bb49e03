"""Ask the applicant to add or correct something, remind them, and end the waiting; the package may let the clock stand."""

import datetime as dt
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext, override

from raadhus.bus import due
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import DECIDING, CaseStatus, TaskKind, TaskStatus
from raadhus.cases.models import Case, Completion, Task
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.letters.compose_decision import signer
from raadhus.cases.use_cases.letters.write_letters import MESSAGE, letter_order, send_noted
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.tasks import TaskOrder, end_task, open_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed
from raadhus.ui.words import date_in_words

DUE = "cases.completion"
REMIND = "cases.completion_reminder"
REMIND_BEFORE_DAYS = 3  # where the package says nothing


def ask(actor: Actor, case: Case, question: str, *, unit_id: UUID) -> Completion:
    """
    Write to the applicant what is wanted, by when, and wait; the clock stands if the package stops it.

    ``case``: locked; ``unit_id``: the unit that asks, and has to do with the answer.
    Raises: NotAllowed, CannotMoveCase. Emits: TaskCreated.
    """
    if actor.staff_id is None:
        raise NotAllowed
    service = package(case.package_hash).service
    says = service.completion
    answer_by = town_days.answer_by(actor, service, says.days if says else None)
    order = TaskOrder(kind=TaskKind.COMPLETE, due_on=answer_by, person_id=case.applicant_id, unit_id=unit_id)
    task = open_task(case, order)
    move_case(case, CaseStatus.ASKED)
    asked: Completion = Completion.objects.create(
        case=case,
        task=task,
        asked_at=task.created_at,
        asked_by=actor.staff_id,
        asked_on=town_days.today(actor),
        question=question,
        answer_by=answer_by,
        stops_clock=bool(says and says.stops_clock),
        letter_id=_write(actor, case, question, answer_by, is_reminder=False),
    )
    if asked.stops_clock:
        _shift(case, answer_by - asked.asked_on)
    write_timeline(actor, case, Happening.COMPLETION_ASKED, Who.STAFF, thing_id=task.id)
    due.set_due(DUE, task.id, town_days.over_at(actor, answer_by))
    before = dt.timedelta(days=says.remind_days if says else REMIND_BEFORE_DAYS)
    if answer_by - before > asked.asked_on:
        due.set_due(REMIND, task.id, town_days.over_at(actor, answer_by - before - dt.timedelta(days=1)))
    return asked


def end(actor: Actor, task: Task, status: TaskStatus) -> Completion:
    """
    Note that the applicant has answered, or did not in time, and give the case back; time they did not use is not ours.

    ``task``: locked, with its case. Raises: CannotEndTask, CannotMoveCase. Emits: TaskCompleted.
    """
    end_task(task, status, {"answer": "answered"} if status is TaskStatus.DONE else None)
    asked: Completion = Completion.objects.get(task=task)
    if asked.stops_clock:
        waited = min(town_days.today(actor), asked.answer_by)
        _shift(task.case, waited - asked.answer_by)
    due.clear_due(DUE, task.id)
    due.clear_due(REMIND, task.id)
    if status is not TaskStatus.CANCELLED:
        move_case(task.case, CaseStatus.WITH_UNIT)
    return asked


def end_if_silent(actor: Actor, task: Task) -> None:
    """Give the case back when nobody has answered in time; nothing happens to what was answered."""
    if task.status == TaskStatus.OPEN:
        end(actor, task, TaskStatus.EXPIRED)
        write_timeline(actor, task.case, Happening.COMPLETION_SILENT, Who.TOWN, thing_id=task.id)


def remind_if_open(actor: Actor, task: Task) -> None:
    """Write to the applicant once more while the time runs; nothing happens when it was answered."""
    if task.status != TaskStatus.OPEN:
        return
    asked = Completion.objects.get(task=task)
    _write(actor, task.case, asked.question, asked.answer_by, is_reminder=True)
    write_timeline(actor, task.case, Happening.COMPLETION_REMINDED, Who.TOWN, thing_id=task.id)


def _shift(case: Case, by: dt.timedelta) -> None:
    """Move the case's deadline, and the open tasks due by it; what has a time of its own stays, as a step or for a unit."""
    of_units = Task.objects.filter(case=case, person_id__isnull=True, status=TaskStatus.OPEN)
    is_moved = Q(task_kind__in=DECIDING) if case.deadline_on is None else Q(due_on=case.deadline_on)
    for task in of_units.filter(is_moved):
        task.due_on += by
        task.save(update_fields=["due_on"])
    if case.deadline_on is not None:
        case.deadline_on += by
        case.save(update_fields=["deadline_on"])


def _write(actor: Actor, case: Case, question: str, answer_by: dt.date, *, is_reminder: bool) -> UUID:
    """Send the letter that asks, or reminds, in the official language; return its id."""
    with override(municipality(actor.tenant).language):
        title = (
            gettext("We still wait for your answer") if is_reminder else gettext("We need something from you")
        )
        data = {
            "heading": title,
            "signed_by": signer(actor, actor.staff_id),
            "paragraphs": [
                gettext("To decide your case we need this:"),
                *(line.strip() for line in question.splitlines() if line.strip()),
            ],
            "box_title": gettext("Answer by the end of %(day)s") % {"day": date_in_words(answer_by)},
            "box_text": gettext(
                "Answer on our website under My Page, or call us. If we do not hear from you, we decide from what we know."
            ),
        }
    order = letter_order(
        actor, case, recipient_id=case.applicant_id, template=MESSAGE, title=title, data=data
    )
    return send_noted(actor, case, order)
