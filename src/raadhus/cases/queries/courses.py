"""What counting needs to know of a case: when it began and ended, by whom, on which process; nothing about persons."""

import dataclasses
import datetime as dt
from uuid import UUID

from raadhus.cases.access.beyond_cases import require_courses
from raadhus.cases.domain.states import CaseKind
from raadhus.platform.actor import Actor
from raadhus.platform.database.statements import Statement
from raadhus.platform.tenancy.scope import expect_tenant

_COURSE = Statement("""
SELECT c.case_kind, c.service_key, c.package_hash, c.process_id, c.channel, c.deadline_on, c.opened_at, c.closed_at,
    d.is_automatic
FROM cases_case c LEFT JOIN LATERAL (
    SELECT is_automatic FROM cases_decision
    WHERE tenant_id = c.tenant_id AND case_id = c.id ORDER BY made_at DESC LIMIT 1
) d ON TRUE
WHERE c.id = %s
""")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseCourse:
    """The course of one case; ``is_automatic``: its last decision was made by the rules alone, None without one."""

    kind: CaseKind
    service_key: str
    package_hash: str
    process_id: UUID | None
    channel: str
    deadline_on: dt.date | None
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    is_automatic: bool | None


def find_course(actor: Actor, case_id: UUID) -> CaseCourse | None:
    """
    Return the course of a case, None when there is no such case. One statement.

    Raises: LoginNeeded, NotAllowed for all but leaders and jobs.
    """
    require_courses(actor)
    expect_tenant(actor.tenant)
    for kind, key, package, process, channel, deadline, opened, closed, automatic in _COURSE.rows([case_id]):
        return CaseCourse(
            kind=CaseKind(kind),
            service_key=key,
            package_hash=package,
            process_id=process,
            channel=channel,
            deadline_on=deadline,
            opened_at=opened,
            closed_at=closed,
            is_automatic=automatic,
        )
    return None


_BATCH = Statement("""
SELECT id, process_id, package_hash FROM cases_case
WHERE service_key = %s AND case_kind = %s AND opened_at >= %s AND process_id IS NOT NULL AND id > %s
ORDER BY id LIMIT %s
""")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseProcess:
    """On which process an application's case runs, and by which version of the service."""

    case_id: UUID
    process_id: UUID
    package_hash: str


def list_case_processes(
    actor: Actor, service_key: str, since: dt.datetime, *, after: UUID, at_most: int
) -> tuple[CaseProcess, ...]:
    """
    Return the processes of the cases opened from ``since`` on, in the order of their ids behind ``after``.

    Raises: LoginNeeded, NotAllowed for all but leaders and jobs.
    """
    require_courses(actor)
    expect_tenant(actor.tenant)
    rows = _BATCH.rows([service_key, CaseKind.APPLICATION.value, since, after, at_most])
    return tuple(CaseProcess(case_id=case, process_id=run, package_hash=of) for case, run, of in rows)
