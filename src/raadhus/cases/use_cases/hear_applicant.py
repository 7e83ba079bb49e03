"""Hear the applicant before less is decided than was asked for on figures that somebody else has to confirm."""

import datetime as dt
from uuid import UUID

from raadhus.bus import due, outbox
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseStatus, TaskKind, TaskStatus
from raadhus.cases.events import HearingStarted
from raadhus.cases.models import Assessment, Case, Hearing, Task
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.letters.compose_hearing import hearing_letter
from raadhus.cases.use_cases.letters.write_letters import send_noted
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.tasks import TaskOrder, end_task, open_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id

DUE = "cases.hearing"


def hear_applicant(
    actor: Actor,
    case: Case,
    assessment: Assessment,
    *,
    answer_by: dt.date,
    process_task: UUID | None = None,
    unit_id: UUID | None = None,
) -> Hearing:
    """
    Write to the applicant what is about to be decided and why, and wait until the end of ``answer_by``.

    ``unit_id``: the unit that asks, where it is not the case's own.
    Without a process (a caseworker began it) the bus wakes us when the time is over.
    Emits: TaskCreated, HearingStarted.
    """
    order = TaskOrder(
        kind=TaskKind.ANSWER_HEARING,
        due_on=answer_by,
        person_id=case.applicant_id,
        process_task=process_task,
        unit_id=unit_id,
    )
    task = open_task(case, order)
    move_case(case, CaseStatus.HEARING)
    hearing = Hearing.objects.create(
        id=new_id(),
        case=case,
        assessment=assessment,
        task=task,
        started_at=task.created_at,
        answer_by=answer_by,
        letter_id=send_noted(actor, case, hearing_letter(actor, case, assessment, answer_by)),
    )
    who = Who.STAFF if actor.is_staff else Who.TOWN
    write_timeline(actor, case, Happening.HEARING_STARTED, who, thing_id=hearing.id)
    outbox.emit(
        HearingStarted(subject=case.flow, case_id=case.id, service_key=case.service_key, answer_by=answer_by)
    )
    if process_task is None:
        due.set_due(DUE, task.id, town_days.over_at(actor, answer_by))
    return hearing


def end_hearing_if_silent(actor: Actor, task: Task) -> None:
    """
    Note that the time of a hearing is over without an answer; nothing happens to one that was answered.

    Before its time is over nobody has been silent: whoever lets the process go on then has not heard the applicant.
    """
    if task.status != TaskStatus.OPEN:
        return
    if town_days.today(actor) <= task.due_on:
        end_task(task, TaskStatus.CANCELLED)
    else:
        end_task(task, TaskStatus.EXPIRED)
        write_timeline(actor, task.case, Happening.HEARING_SILENT, Who.TOWN, thing_id=task.id)
    if task.process_task is None:
        move_case(task.case, CaseStatus.WITH_UNIT)
