"""What case work tells the rooms above."""

import dataclasses
import datetime as dt
from typing import ClassVar
from uuid import UUID

from raadhus.bus.events import DomainEvent


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(DomainEvent):
    """A case was opened. ``kind``: application or appeal."""

    type: ClassVar[str] = "cases.CaseOpened.v1"
    case_id: UUID
    service_key: str
    kind: str
    channel: str
    submission_id: UUID | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaskCreated(DomainEvent):
    """Somebody is asked for something by ``due_on``. ``is_for_staff`` is False for a task of a citizen."""

    type: ClassVar[str] = "cases.TaskCreated.v1"
    case_id: UUID
    task_id: UUID
    service_key: str
    kind: str
    due_on: dt.date
    is_for_staff: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaskCompleted(DomainEvent):
    """A task ended. ``status``: done, expired or cancelled."""

    type: ClassVar[str] = "cases.TaskCompleted.v1"
    case_id: UUID
    task_id: UUID
    service_key: str
    kind: str
    status: str
    is_for_staff: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HearingStarted(DomainEvent):
    """The applicant is heard until the end of ``answer_by``."""

    type: ClassVar[str] = "cases.HearingStarted.v1"
    case_id: UUID
    service_key: str
    answer_by: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade(DomainEvent):
    """A decision was made. ``milliseconds``: since the application was sent."""

    type: ClassVar[str] = "cases.DecisionMade.v1"
    case_id: UUID
    decision_id: UUID
    service_key: str
    outcome: str
    is_automatic: bool
    milliseconds: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(DomainEvent):
    """The decision was sent and the case closed."""

    type: ClassVar[str] = "cases.CaseClosed.v1"
    case_id: UUID
    service_key: str
    outcome: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppealFiled(DomainEvent):
    """A decision was appealed; ``case_id`` is the appeal's own case."""

    type: ClassVar[str] = "cases.AppealFiled.v1"
    case_id: UUID
    decision_id: UUID
    service_key: str
    is_late: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppealForwarded(DomainEvent):
    """The appealed decision stands and the next instance has the appeal; ``case_id`` is the appeal's own case."""

    type: ClassVar[str] = "cases.AppealForwarded.v1"
    case_id: UUID
    decision_id: UUID
    service_key: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CitizenActed(DomainEvent):
    """Somebody did something in a case that they were asked for or have a right to. ``what``: appeal, or the task's kind."""

    type: ClassVar[str] = "cases.CitizenActed.v1"
    case_id: UUID
    package_hash: str
    what: str
    channel: str
    acted_at: dt.datetime
