"""Ask the unit to decide what the rules cannot, and say why they cannot."""

from uuid import UUID

from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.routes import Why
from raadhus.cases.domain.states import DECIDING, CaseStatus, TaskKind, TaskStatus
from raadhus.cases.models import Assessment, Case, Hearing, Task
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.lay_on_desk import lay_on_desk
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.place_task import AS_EVER, Place
from raadhus.cases.use_cases.tasks import TaskOrder, open_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.platform.actor import Actor

_A_YEAR = 365
_NOT_OF_THE_RULES = frozenset(
    {Why.LATE_APPEAL, Why.HEARING_ANSWERED, Why.UNIT_LACKING, Why.BY_RULE, Why.NOBODY_NAMED}
)


def ask_unit(actor: Actor, case: Case, *, process_task: UUID | None, place: Place = AS_EVER) -> Task:
    """
    Put ``case`` into its unit's inbox, due by the case's own deadline; a decision that waits there stands.

    ``place``: another unit, colleague or deadline, as the process says.

    Emits: TaskCreated.
    """
    order = TaskOrder(
        kind=TaskKind.ASSESS,
        due_on=place.due_on or case.deadline_on or town_days.in_days(actor, _days_of(case)),
        why=(*_why(case), *place.notes),
        unit_id=place.unit_id,
        process_task=process_task,
        shown={"because": dict(place.because)} if place.because else None,
    )
    task = open_task(case, order)
    if case.status != CaseStatus.DECIDED:
        move_case(case, CaseStatus.WITH_UNIT)
    write_timeline(
        actor, case, Happening.UNIT_ASKED, Who.TOWN, thing_id=task.id, detail={"why": list(order.why)}
    )
    lay_on_desk(actor, task, place)
    return task


def ask_unit_unless_asked(actor: Actor, case: Case) -> None:
    """Ask the unit as ``ask_unit`` does, beside any process, unless it has such a task to decide already."""
    asked = Task.objects.filter(
        case=case, person_id=None, status=TaskStatus.OPEN, task_kind__in=DECIDING, process_task=None
    )
    if not asked.exists():
        ask_unit(actor, case, process_task=None)


def renew_why(task: Task, assessment: Assessment) -> None:
    """Let the unit's ``task`` say why a person must look now that the rules have looked again."""
    task.why = [*(code for code in task.why if code in _NOT_OF_THE_RULES), *assessment.why]
    task.save(update_fields=["why"])


def _days_of(case: Case) -> int:
    """Return what a unit aims at without a deadline; on a waiting list it looks at each once a year."""
    return _A_YEAR if package(case.package_hash).service.waits else town_days.DESK_DAYS


def _why(case: Case) -> tuple[str, ...]:
    newest = Assessment.objects.filter(case=case).order_by("-at", "-id").values_list("why", flat=True).first()
    found = tuple(newest or ())
    if Hearing.objects.filter(case=case, answered_at__isnull=False).exists():
        return (*found, Why.HEARING_ANSWERED)
    return found
