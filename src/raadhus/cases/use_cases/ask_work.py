"""Ask a unit to do a step of the process, perhaps to fill in a form of the package."""

from uuid import UUID

from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseStatus, TaskKind
from raadhus.cases.models import Case, Task
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.expect_form import expect_form
from raadhus.cases.use_cases.lay_on_desk import lay_on_desk
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.place_task import Place
from raadhus.cases.use_cases.tasks import TaskOrder, open_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform.actor import Actor

_STAYS = frozenset({CaseStatus.DECIDED, CaseStatus.CLOSED})


def ask_work(actor: Actor, case: Case, title: str, form: str, *, process_task: UUID, place: Place) -> Task:
    """
    Put the step called ``title`` into the inbox of a unit; ``form``: what is filled in there, empty for nothing.

    Called by a job. Raises: BusinessError "no-form" when the package has none of that name. Emits: TaskCreated.
    """
    if form:
        expect_form(case, form)
    order = TaskOrder(
        kind=TaskKind.WORK,
        due_on=place.due_on or case.deadline_on or town_days.in_days(actor, town_days.DESK_DAYS),
        why=place.notes,
        unit_id=place.unit_id,
        process_task=process_task,
        shown={"title": title, "form": form, "because": dict(place.because)},
    )
    task = open_task(case, order)
    if case.status not in _STAYS:
        move_case(case, CaseStatus.WITH_UNIT)
    write_timeline(actor, case, Happening.WORK_ASKED, Who.TOWN, thing_id=task.id, detail={"title": title})
    lay_on_desk(actor, task, place)
    return task
