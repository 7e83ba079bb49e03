"""Put a question of the package to somebody in a case, with a letter and a deadline of its own, and end it unanswered."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext, override

from raadhus.bus import due
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseStatus, TaskKind, TaskStatus
from raadhus.cases.models import Case, Party, PutQuestion, Task
from raadhus.cases.queries.question_forms import choices_of, form_asked
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.expect_form import expect_form
from raadhus.cases.use_cases.letters.write_letters import send_message
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.show_question import told_to_asked
from raadhus.cases.use_cases.tasks import QUESTION_REMINDER, TaskOrder, end_task, open_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import Question, package
from raadhus.forms.public import task_form_asks
from raadhus.notifications.public import notify
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.processes.public import BusinessError
from raadhus.ui.words import date_in_words

REMIND = QUESTION_REMINDER


def put_question(
    actor: Actor,
    case: Case,
    key: str,
    *,
    person_id: UUID,
    answer_by: dt.date,
    process_task: UUID,
    form: str = "",
) -> PutQuestion:
    """
    Ask ``person_id`` the package's question ``key`` until the end of ``answer_by``, by letter and short message.

    ``form``: with which form of the package they answer; empty: with the question's choices.
    Called by a job. Raises: BusinessError "no-party" when the person is nobody in the case, "no-form" where there is
    nothing to answer with; LookupError for an unknown question. Emits: TaskCreated.
    """
    if person_id != case.applicant_id and not Party.objects.filter(case=case, person_id=person_id).exists():
        raise BusinessError("no-party", "Nobody is asked who has no part in the case.")
    question = package(case.package_hash).service.question(key)
    if form:
        expect_form(case, form)
    if not choices_of(case.package_hash, question, form):
        raise BusinessError("no-form", f"The question “{key}” has no answers to choose from.")
    order = TaskOrder(
        kind=TaskKind.QUESTION,
        due_on=answer_by,
        person_id=person_id,
        process_task=process_task,
        shown={"form": form} if form else None,
    )
    task = open_task(case, order)
    move_case(case, CaseStatus.WAITING)
    put: PutQuestion = PutQuestion.objects.create(
        case=case,
        task=task,
        question_key=key,
        person_id=person_id,
        asked_at=task.created_at,
        answer_by=answer_by,
        letter_id=_write(actor, task, question, person_id, answer_by),
    )
    write_timeline(actor, case, Happening.QUESTION_PUT, Who.TOWN, thing_id=task.id)
    if question.remind_days and answer_by - dt.timedelta(days=question.remind_days) > town_days.today(actor):
        first_day = answer_by - dt.timedelta(days=question.remind_days)
        due.set_due(REMIND, task.id, town_days.over_at(actor, first_day - dt.timedelta(days=1)))
    notify(actor, person_id, "task_waits", about=task.id, subject=case.flow)
    return put


def remind_of_question_if_open(actor: Actor, task: Task) -> None:
    """Write to who was asked once more while the time runs; nothing happens when it was answered, or in a closed case."""
    put = PutQuestion.objects.filter(task=task).first()
    if task.status != TaskStatus.OPEN or put is None or task.case.status == CaseStatus.CLOSED:
        return
    question = package(task.case.package_hash).service.question(put.question_key)
    _write(actor, task, question, put.person_id, put.answer_by, is_reminder=True)
    write_timeline(actor, task.case, Happening.QUESTION_REMINDED, Who.TOWN, thing_id=task.id)


def end_question_if_open(actor: Actor, task: Task) -> None:
    """Note that nobody answered in time; nothing happens to what was answered."""
    if task.status == TaskStatus.OPEN:
        end_task(task, TaskStatus.EXPIRED)
        due.clear_due(REMIND, task.id)
        give_back_to_unit(task.case)
        write_timeline(actor, task.case, Happening.QUESTION_SILENT, Who.TOWN, thing_id=task.id)


def give_back_to_unit(case: Case) -> None:
    """Let the case wait for its unit again when the unit has had a task beside the question; else the process moves it."""
    has_task = Task.objects.filter(case=case, person_id=None, status=TaskStatus.OPEN).exists()
    asked = Task.objects.filter(case=case, task_kind=TaskKind.QUESTION, status=TaskStatus.OPEN).exists()
    if has_task and not asked and case.status == CaseStatus.WAITING:
        move_case(case, CaseStatus.WITH_UNIT)


def _write(
    actor: Actor,
    task: Task,
    question: Question,
    person_id: UUID,
    answer_by: dt.date,
    *,
    is_reminder: bool = False,
) -> UUID:
    """Send the letter that asks, or reminds, in the official language; return its id."""
    case, form = task.case, form_asked(task)
    language = municipality(actor.tenant).language
    with override(language):
        title = question.title.get(language, question.title["en"])
        told = (f"{label}: {said}" for label, said in told_to_asked(case, question, person_id))
        return send_message(
            actor,
            case,
            recipient_id=person_id,
            title=gettext("Reminder: %(title)s") % {"title": title} if is_reminder else title,
            heading=gettext("We still wait for your answer") if is_reminder else title,
            paragraphs=(question.text.get(language, question.text["en"]), *told, *_asks(case, form)),
            box_title=gettext("Answer by the end of %(day)s") % {"day": date_in_words(answer_by)},
            box_text=" ".join(
                (
                    gettext("Answer on our website under My Page, or call us."),
                    question.silence.get(language, question.silence["en"]),
                )
            ),
        )


def _asks(case: Case, form: str) -> tuple[str, ...]:
    """Say in the letter what the form asks, so that it can be answered on the phone or on paper too."""
    if not form:
        return ()
    asks = task_form_asks(case.package_hash, form)
    return (gettext("You answer by filling in a form. It asks:"), *(f"– {label}" for label in asks))
