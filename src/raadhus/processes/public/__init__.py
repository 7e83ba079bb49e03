"""The door of processes: models, instances, tasks, messages, history, and where handlers are registered."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.utils.functional import Promise

from raadhus.platform.actor import Actor
from raadhus.processes.access import register_owner
from raadhus.processes.domain.handlers import Execution, Handler, Reach, Run, Withdraw, handlers
from raadhus.processes.domain.library import NOTHING, check
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.soundness.references import Names
from raadhus.processes.domain.work import BusinessError
from raadhus.processes.queries import (
    InstanceInfo,
    InterventionInfo,
    MigrationInfo,
    Passed,
    Progress,
    StuckInfo,
    VisitInfo,
    find_instances,
    get_instance,
    get_migration,
    get_progress,
    get_variables,
    list_history,
    list_interventions,
    list_migrations,
    list_passed,
    list_stuck,
)
from raadhus.processes.use_cases.begin_activity import begin_activity
from raadhus.processes.use_cases.cancel_instance import cancel_by_hand, cancel_instance
from raadhus.processes.use_cases.complete_task import complete_task
from raadhus.processes.use_cases.correlate_message import correlate_message
from raadhus.processes.use_cases.known_models import StepInfo, list_steps
from raadhus.processes.use_cases.list_incidents import IncidentInfo, list_incidents
from raadhus.processes.use_cases.look_at import (
    AttemptInfo,
    IncidentLook,
    InstanceLook,
    Place,
    StandingInfo,
    look_at_incident,
    look_at_instance,
)
from raadhus.processes.use_cases.migrating.migrate import begin_migration, go_on_migrating, stop_migration
from raadhus.processes.use_cases.migrating.order import MigrationOrder
from raadhus.processes.use_cases.migrating.try_migration import (
    MigrationTrial,
    StuckGroup,
    try_migration,
)
from raadhus.processes.use_cases.move_by_hand import go_on_by_hand, move_by_hand
from raadhus.processes.use_cases.neighbours import neighbours
from raadhus.processes.use_cases.pause_instance import pause_instance, resume_instance
from raadhus.processes.use_cases.read_values import read_values
from raadhus.processes.use_cases.refusals import (
    CannotActWithoutReason,
    CannotBeginActivity,
    CannotCancelProcess,
    CannotCompleteTask,
    CannotCorrelate,
    CannotMigrate,
    CannotMoveToken,
    CannotPause,
    CannotReadValues,
    CannotResume,
    CannotRetry,
    CannotStartProcess,
    CannotStopMigration,
    CannotStoreModel,
    ProcessPaused,
    TaskNotAwaited,
)
from raadhus.processes.use_cases.retry_incident import retry_by_hand, retry_incident
from raadhus.processes.use_cases.schedule_starts import schedule_starts
from raadhus.processes.use_cases.services import ServiceProcess, list_callers, register_services
from raadhus.processes.use_cases.start_instance import start_instance
from raadhus.processes.use_cases.store_model import ModelRef, address_of, store_model
from raadhus.processes.use_cases.throw_signal import broadcast_signal
from raadhus.processes.use_cases.versions import (
    VersionInfo,
    list_made_from,
    list_offered_versions,
    list_versions,
)

__all__ = [
    "AttemptInfo",
    "BusinessError",
    "CannotActWithoutReason",
    "CannotBeginActivity",
    "CannotCancelProcess",
    "CannotCompleteTask",
    "CannotCorrelate",
    "CannotMigrate",
    "CannotMoveToken",
    "CannotPause",
    "CannotReadValues",
    "CannotResume",
    "CannotRetry",
    "CannotStartProcess",
    "CannotStopMigration",
    "CannotStoreModel",
    "Execution",
    "IncidentInfo",
    "IncidentLook",
    "InstanceInfo",
    "InstanceLook",
    "InterventionInfo",
    "MigrationInfo",
    "MigrationOrder",
    "MigrationTrial",
    "ModelRef",
    "Names",
    "Passed",
    "Place",
    "Problem",
    "ProcessPaused",
    "Progress",
    "Reach",
    "ServiceProcess",
    "Severity",
    "StandingInfo",
    "StepInfo",
    "StuckGroup",
    "StuckInfo",
    "TaskNotAwaited",
    "VersionInfo",
    "VisitInfo",
    "address_of",
    "begin_activity",
    "begin_migration",
    "broadcast",
    "cancel",
    "cancel_by_hand",
    "check_model",
    "complete_task",
    "correlate",
    "find_instances",
    "get_migration",
    "get_progress",
    "go_on_by_hand",
    "go_on_migrating",
    "handler_names",
    "handlers",
    "history",
    "incidents",
    "instance",
    "interventions",
    "list_callers",
    "list_made_from",
    "list_migrations",
    "list_offered_versions",
    "list_passed",
    "list_steps",
    "list_stuck",
    "list_versions",
    "look_at_incident",
    "look_at_instance",
    "move_by_hand",
    "pause",
    "read_values",
    "register_handler",
    "register_owner",
    "register_services",
    "resume",
    "retry",
    "retry_by_hand",
    "schedule_starts",
    "start",
    "stop_migration",
    "store_model",
    "try_migration",
    "variables",
]


def check_model(
    source: bytes,
    *,
    handlers: frozenset[str] | None = None,
    names: Names | None = None,
    beside: Mapping[str, bytes] = NOTHING,
) -> tuple[Problem, ...]:
    """
    Return every finding in a BPMN file: errors, warnings, and notes on what is carried without effect.

    ``handlers``: the names that tasks may use, as ``handler_names()``; None leaves them unchecked.
    ``names``: the forms, rules, letters and units there are. ``public.checking`` says findings in other languages.
    ``beside``: the other files of its package that it may call, by name; services that it calls are looked for when it is
    stored.
    """
    return check(source, neighbours().parse_expression, handlers, names, beside)


def register_handler(
    name: str,
    run: Run,
    *,
    withdraw: Withdraw | None = None,
    reach: Reach = Reach.WITHIN,
    reads: Iterable[str] | None = None,
    gives: Iterable[str] | None = None,
    called: str | Promise = "",
) -> None:
    """
    Register the work of tasks called ``name``; the owner's ``apps.py`` does it once.

    ``run`` works within the step: what it returns becomes variables, a ``BusinessError`` takes the model's
    error edge, anything else it raises undoes its work and becomes an incident. For a user task it makes the
    person's task and its answer is not used; ``withdraw`` is told when that task is no longer wanted.
    ``reach`` of a service task that speaks outward: it runs in a job, outside any transaction, with ``task_ref`` as the
    key against doing the same twice; it is tried again as the bus does (``RetryLater``, ``GiveUp``), then an incident.
    ``reads``: the settings it looks at (``public.settings``); a model is told of every other one. None: nobody is told.
    ``gives``: the variables that its answer sets, besides those that a task's ``tells`` and ``form`` name; a model is told
    of expressions that ask for what none of its steps sets. None: nobody knows.
    ``called``: what people call it where processes are read and written.
    """
    read = None if reads is None else frozenset(reads)
    given = None if gives is None else frozenset(gives)
    handlers.register(Handler(name, run, withdraw, reach, read, called, given))


def handler_names() -> frozenset[str]:
    """Return the name of every registered handler."""
    return handlers.names


start = start_instance
broadcast = broadcast_signal
correlate = correlate_message
cancel = cancel_instance
pause = pause_instance
resume = resume_instance
retry = retry_incident
variables: Callable[[Actor, UUID], Mapping[str, object]] = get_variables
history = list_history
incidents = list_incidents
instance = get_instance
interventions = list_interventions
