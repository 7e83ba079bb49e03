"""A caseworker does a step of the process: says that it is done, with the form that belongs to it filled in."""

from collections.abc import Mapping
from uuid import UUID

from raadhus.cases.access import access_task_of_unit
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.models import Task
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.tasks import end_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.forms.public import FilledForm, fill_task_form
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere

Typed = Mapping[str, list[str]]


def do_work(actor: Actor, task_id: UUID, typed: Typed) -> FilledForm | None:
    """
    Keep what was ``typed`` (input name -> texts) and let the process go on; None: the step has no form, and is done.

    A form with something to put right is given back, and nothing is kept.
    Raises: LoginNeeded, NotFoundHere, OwnHousehold, CannotTakeForm. Emits: TaskCompleted.
    """
    task = access_task_of_unit(actor, task_id)
    if task.task_kind != TaskKind.WORK:
        raise NotFoundHere(detail=f"task {task_id} is no step to do")
    form = task.shown["form"]
    filled = None
    if form:
        today = town_days.today(actor)
        filled = fill_task_form(task.case.package_hash, form, typed, today=today)
        if not filled.is_in_order:
            return filled
    _end(actor, task, {"form": form, "answers": filled.answers if filled else {}})
    return filled


def _end(actor: Actor, task: Task, outcome: dict[str, object]) -> None:
    end_task(task, TaskStatus.DONE, {"answer": "done", **outcome})
    detail = {"title": task.shown["title"]}
    write_timeline(actor, task.case, Happening.WORK_DONE, Who.STAFF, thing_id=task.id, detail=detail)
    audit.record(actor, "cases.do_work", f"task:{task.id}")
