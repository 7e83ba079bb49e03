"""What the tasks of a process do: each step fetches its case and calls one act."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from raadhus.cases.access import lock_task
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseStatus, TaskKind, TaskStatus
from raadhus.cases.models import IS_OPEN, Case, Task, Withdrawal
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.ask_partner import ask_partner
from raadhus.cases.use_cases.ask_unit import ask_unit, ask_unit_unless_asked
from raadhus.cases.use_cases.ask_work import ask_work
from raadhus.cases.use_cases.assess_case import assess_case
from raadhus.cases.use_cases.charge_fee import charge_fee
from raadhus.cases.use_cases.decide_by_rules import CannotDecideByRules, decide_by_rules, newest_assessment
from raadhus.cases.use_cases.decided_elsewhere import go_on_without, is_over
from raadhus.cases.use_cases.fresh_case import case_of_step
from raadhus.cases.use_cases.gather_figures import partner_of
from raadhus.cases.use_cases.hear_applicant import end_hearing_if_silent, hear_applicant
from raadhus.cases.use_cases.letters.send_of_process import send_of_process
from raadhus.cases.use_cases.look_up_neighbours import look_up_neighbours
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.place_task import place_of
from raadhus.cases.use_cases.put_question import end_question_if_open, put_question
from raadhus.cases.use_cases.send_decision import is_let_go, send_decision, unsent_decision
from raadhus.cases.use_cases.tasks import end_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.platform import clock
from raadhus.processes.public import BusinessError, Execution

Variables = Mapping[str, object]


def gather(step: Execution) -> Variables:
    """Say whether a partner is to be asked, and until when."""
    case = _case(step)
    service = package(case.package_hash).service
    return {
        "has_partner": partner_of(case) is not None,
        "partner_answer_by": town_days.answer_by(step.actor, service, service.partner_days),
    }


def ask_the_partner(step: Execution) -> None:
    """Open the partner's task; in a case that was closed meanwhile nobody is asked, and the process goes on."""
    case = _case(step)
    if _go_on_if_over(step, case, TaskKind.CONFIRM_INCOME):
        return
    answer_by = _date(step, "partner_answer_by")
    ask_partner(step.actor, case, answer_by=answer_by, process_task=step.task_ref)


def decide(step: Execution) -> Variables:
    """
    Let the rules look at the case, and say who goes on.

    ``tells``: outputs of the package, besides, that the process may know: yes or no, codes, amounts, days.
    """
    case = _case(step)
    assessed = assess_case(step.actor, case)
    service = package(case.package_hash).service
    return {
        "route": assessed.route,
        "outcome": assessed.assessment.outcome,
        **{
            name.replace("-", "_"): assessed.told.get(name)
            for name in step.properties.get("tells", "").split()
        },
        "hearing_answer_by": town_days.answer_by(step.actor, service, service.hearing_days),
    }


def hear_the_applicant(step: Execution) -> None:
    """Open the hearing on what the rules propose; in a case that was closed meanwhile the process goes on."""
    case = _case(step)
    if _go_on_if_over(step, case, TaskKind.ANSWER_HEARING):
        return
    assessment = newest_assessment(case)
    if assessment is None:
        raise BusinessError("no-assessment", "Nobody is heard before the rules have looked at the case.")
    answer_by = _hearing_until(step, case, _date(step, "hearing_answer_by"))
    hear_applicant(step.actor, case, assessment, answer_by=answer_by, process_task=step.task_ref)


def _hearing_until(step: Execution, case: Case, given: dt.date) -> dt.date:
    """
    Return ``given``, what the process says, unless a model or an operator leaves less than half of the package's time.

    Then the package's holds. What was set a few days ago, before a step was tried again, stands.
    """
    service, today = package(case.package_hash).service, town_days.today(step.actor)
    promised = town_days.answer_by(step.actor, service, service.hearing_days)
    return promised if (given - today) * 2 < promised - today else given


def ask_the_unit(step: Execution) -> None:
    """
    Open the unit's task: in the unit, with the colleague and until the day that the step is set to.

    In a case that was closed meanwhile nobody is asked, and the process goes on.
    """
    case = _case(step)
    if not _go_on_if_over(step, case, TaskKind.ASSESS):
        ask_unit(step.actor, case, process_task=step.task_ref, place=place_of(step, case))


def ask_for_work(step: Execution) -> None:
    """
    Open a unit's task to do the step, with its ``form``.

    In a case that was closed meanwhile the process goes on without, unless its model asks for the step once it is decided.
    """
    case = _case(step)
    if step.variables.get("decided") is not True and _go_on_if_over(step, case, TaskKind.WORK):
        return
    ask_work(
        step.actor,
        case,
        step.element_name,
        step.properties.get("form", ""),
        process_task=step.task_ref,
        place=place_of(step, case),
    )


def send_the_decision(step: Execution) -> Variables:
    """
    Send what a caseworker let go; else decide as the rules propose, and send that.

    What a caseworker wrote and has not let go stays theirs, whoever put the process here. Then, and where there is nothing
    to send and rules may not decide, the unit is asked: no case is left without somebody who has it. In a case that was
    closed meanwhile there is nothing to send, and one that was reopened since a caseworker decides.
    """
    case = _case(step)
    if case.status == CaseStatus.CLOSED:
        return {"decided": True}
    waiting = unsent_decision(case)
    if waiting is not None and case.status == CaseStatus.WAITING:
        move_case(case, CaseStatus.DECIDED)  # an offer was taken
    if is_over(case) if waiting is None else not is_let_go(waiting):
        ask_unit_unless_asked(step.actor, case)
        return {"decided": False}
    try:
        decision = waiting or decide_by_rules(step.actor, case)
    except CannotDecideByRules:
        ask_unit_unless_asked(step.actor, case)
        return {"decided": False}
    send_decision(step.actor, case, decision)
    return {"decided": True}


def find_neighbours(step: Execution) -> Variables:
    """
    Ask the person register who lives at the addresses in the form's group ``answers``; they become parties.

    Returns ``neighbours``, ids of persons as text, and ``neighbours_answer_by``, by the question's time.
    """
    case = _case(step)
    service = package(case.package_hash).service
    question = service.question(step.properties["question"])
    return {
        "neighbours": [str(one) for one in look_up_neighbours(step.actor, case, step.properties["answers"])],
        "neighbours_answer_by": town_days.answer_by(step.actor, service, question.days),
    }


def set_answer_by(step: Execution) -> Variables:
    """Say until when the ``question`` can be answered when it is put today."""
    service = package(_case(step).package_hash).service
    question = service.question(step.properties["question"])
    return {"answer_by": town_days.answer_by(step.actor, service, question.days)}


def ask(step: Execution) -> None:
    """
    Put the ``question`` to the ``person`` (an input: an id as text), else to the applicant, until ``answer_by``.

    ``form``: with which form of the package it is answered; without one by the question's choices.
    In a case that was closed meanwhile nobody is asked, and the process goes on.
    """
    case = _case(step)
    if _go_on_if_over(step, case, TaskKind.QUESTION):
        return
    person = step.inputs.get("person")
    put_question(
        step.actor,
        case,
        step.properties["question"],
        form=step.properties.get("form", ""),
        person_id=case.applicant_id if person is None else UUID(str(person)),
        answer_by=_date(step, "answer_by"),
        process_task=step.task_ref,
    )


def charge(step: Execution) -> Variables:
    """Charge the applicant the ``amount``; nothing when it is nothing. Tells whether there is something to pay."""
    amount = step.inputs.get("amount")
    if not isinstance(amount, Decimal) or amount <= 0:
        return {"charged": False}
    charge_fee(step.actor, _case(step), amount, days=int(step.properties.get("days", "30")))
    return {"charged": True}


def take_back(step: Execution) -> None:
    """Take back the decision that waits to be sent: an offer that nobody took. Nothing happens without one."""
    case = _case(step)
    decision = unsent_decision(case)
    if decision is None or decision.decided_by is None or is_over(case):
        return
    Withdrawal.objects.create(decision=decision, at=clock.now(), staff_id=None)
    write_timeline(step.actor, case, Happening.WITHDRAWN, Who.TOWN, thing_id=decision.id)


def send_letter(step: Execution) -> None:
    """
    Send the package's ``letter`` to the ``person`` (an input: an id as text), else to the applicant.

    The letter may tell the other inputs.
    """
    case = _case(step)
    person = step.inputs.get("person")
    send_of_process(
        step.actor,
        case,
        step.properties.get("letter", ""),
        recipient_id=case.applicant_id if person is None else UUID(str(person)),
        told={name: value for name, value in step.inputs.items() if name != "person"},
    )


def withdraw_question(step: Execution) -> None:
    """Note that nobody answered the question in time."""
    for task in _open_tasks(step):
        end_question_if_open(step.actor, task)


def withdraw_partner(step: Execution) -> None:
    """Note that the partner did not answer in time, or, while there is time, that nobody waits for the answer any more."""
    for task in _open_tasks(step):
        is_over = clock.now() >= town_days.over_at(step.actor, task.due_on)
        end_task(task, TaskStatus.EXPIRED if is_over else TaskStatus.CANCELLED)
        what = Happening.PARTNER_SILENT if is_over else Happening.PARTNER_UNASKED
        write_timeline(step.actor, task.case, what, Who.TOWN, thing_id=task.id)


def withdraw_hearing(step: Execution) -> None:
    """Note that nobody answered the hearing in time."""
    for task in _open_tasks(step):
        end_hearing_if_silent(step.actor, task)


def withdraw_unit(step: Execution) -> None:
    """Take back from the unit what the process no longer wants of it."""
    for task in _open_tasks(step):
        end_task(task, TaskStatus.CANCELLED)


def _open_tasks(step: Execution) -> list[Task]:
    tasks = Task.objects.filter(IS_OPEN, process_task=step.task_ref)
    task = lock_task(tasks)  # a process waits for one task at a time in each place
    return [] if task is None else [task]


def _case(step: Execution) -> Case:
    return case_of_step(step.actor, step.business_key)


def _go_on_if_over(step: Execution, case: Case, kind: TaskKind) -> bool:
    """Tell whether the case was closed meanwhile, or reopened since; then the process goes on without what it asks for."""
    was_sent = is_over(case)
    if was_sent:
        go_on_without(step.task_ref, kind)
    return was_sent


def _date(step: Execution, name: str) -> dt.date:
    value = step.inputs.get(name, step.variables.get(name))
    if not isinstance(value, dt.date):
        raise BusinessError("no-deadline", f"The process gives no date in “{name}”.")
    return value
