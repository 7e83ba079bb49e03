"""Move a case to its next state."""

from django.utils.translation import gettext_lazy as _

from raadhus.bus import outbox
from raadhus.cases.domain.states import CaseStatus, may_follow
from raadhus.cases.events import CaseClosed
from raadhus.cases.models import Case, Task
from raadhus.cases.use_cases.fresh_case import note_moved
from raadhus.platform import clock
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.changing import change

_AWAY = frozenset({CaseStatus.WITH_PARTNER, CaseStatus.HEARING, CaseStatus.ASKED, CaseStatus.WAITING})


class CannotMoveCase(Refusal):
    """The case stands where this cannot follow."""

    code = "case-state"
    happened = _("The case has moved on since you opened this page.")
    kept = _("What you sent now was not kept.")
    next_step = _("Open the case again to see where it stands.")


def move_case(case: Case, to: CaseStatus) -> None:
    """Let ``case`` stand at ``to``; staying is no step. Raises: CannotMoveCase."""
    now = CaseStatus(case.status)
    if now is to:
        return
    if now is CaseStatus.CLOSED or not may_follow(now, to):  # who reopens says so
        raise CannotMoveCase(detail=f"{case.number}: {now} to {to}")
    case.status = to
    change(case, "status")
    if to is CaseStatus.WITH_UNIT and now in _AWAY:  # something new has come: it is not left aside
        aside = Task.objects.filter(case=case, set_aside_until__isnull=False)
        aside.update(set_aside_until=None)
    note_moved(case.id)


def reopen_case(case: Case) -> None:
    """Let a closed case stand with its unit again. Raises: CannotMoveCase."""
    if not may_follow(CaseStatus(case.status), CaseStatus.WITH_UNIT) or case.closed_at is None:
        raise CannotMoveCase(detail=f"{case.number}: reopen at {case.status}")
    case.status, case.closed_at = CaseStatus.WITH_UNIT, None
    change(case, "status", "closed_at")


def close_case(case: Case, outcome: str) -> None:
    """Close a decided case. Raises: CannotMoveCase. Emits: CaseClosed."""
    if not may_follow(CaseStatus(case.status), CaseStatus.CLOSED):
        raise CannotMoveCase(detail=f"{case.number}: close at {case.status}")
    case.status = CaseStatus.CLOSED
    case.closed_at = clock.now()
    change(case, "status", "closed_at")
    note_moved(case.id)
    outbox.emit(CaseClosed(subject=case.flow, case_id=case.id, service_key=case.service_key, outcome=outcome))
