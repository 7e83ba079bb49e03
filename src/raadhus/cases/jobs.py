"""The jobs of case work."""

from uuid import UUID

from raadhus.bus.registry import JobContext, job, on_due
from raadhus.cases.domain.states import TaskKind
from raadhus.cases.use_cases.decided_elsewhere import TELL, tell_decided_if_awaited
from raadhus.cases.use_cases.letters.mass_letters import DUE, WRITE, write_copies_if_not_stopped
from raadhus.cases.use_cases.trials.begin_trial import FORGET, TRY
from raadhus.cases.use_cases.trials.forget_trial import forget_trial
from raadhus.cases.use_cases.trials.go_on_trying import go_on_trying_if_running


@job(TRY)
def try_rules(context: JobContext, *, trial_id: UUID) -> None:
    """Compute the next cases of a trial."""
    go_on_trying_if_running(context.actor, trial_id)


@job(TELL)
def tell_decided(context: JobContext, *, process_task: UUID, kind: str) -> None:
    """Let a process go on whose case was decided without what it asks for."""
    tell_decided_if_awaited(context.actor, process_task, TaskKind(kind))


@job(WRITE)
def write_copies(context: JobContext, *, letter_id: UUID) -> None:
    """Write the next copies of a letter to many."""
    write_copies_if_not_stopped(context.actor, letter_id)


@on_due(DUE)
def letter_goes_out(context: JobContext, letter_id: UUID) -> None:
    """The time to stop a letter to many is over."""
    write_copies_if_not_stopped(context.actor, letter_id)


@on_due(FORGET)
def trial_is_over(_context: JobContext, trial_id: UUID) -> None:
    """Let go of a trial whose time is over."""
    forget_trial(trial_id)
