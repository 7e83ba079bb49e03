"""Give a case whose process was cancelled to its unit: no case is left without somebody who has it."""

from uuid import UUID

from raadhus.cases.access import access_case_as_job
from raadhus.cases.domain.states import CaseStatus, TaskStatus
from raadhus.cases.models import Case, Task
from raadhus.cases.use_cases.ask_unit import ask_unit
from raadhus.platform.actor import Actor


def take_over_if_left(actor: Actor, case_id: UUID) -> bool:
    """
    Ask the unit to decide a case that no process carries any more; tell whether it was left to nobody.

    Called by a job. Nothing happens to what is no case, is decided, or lies with its unit already. Emits: TaskCreated.
    """
    if not Case.objects.filter(id=case_id).exists():
        return False
    case = access_case_as_job(actor, case_id)
    is_decided = case.status in {CaseStatus.DECIDED, CaseStatus.CLOSED}
    has_task = Task.objects.filter(case=case, person_id=None, status=TaskStatus.OPEN).exists()
    if is_decided or has_task:
        return False
    ask_unit(actor, case, process_task=None)
    return True
