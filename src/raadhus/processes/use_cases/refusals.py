"""Why an act on a process may not happen, in words for people."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from raadhus.platform.refusals import Refusal
from raadhus.processes.domain.problems import Problem


class CannotStoreModel(Refusal):
    """The model has errors; ``problems`` holds every finding."""

    code = "process-model-refused"
    happened = _("The process model cannot be carried out.")
    next_step = _("Correct what is listed, and install it again.")

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(detail="; ".join(str(problem) for problem in problems if problem.is_error))


class CannotStartProcess(Refusal):
    """There is no such model, process or start event."""

    code = "process-not-started"
    happened = _("The process could not be started.")
    next_step = _("Tell those who look after the service that its process is missing.")


class CannotCompleteTask(Refusal):
    """The task is done already, was withdrawn, or never was."""

    code = "task-not-open"
    happened = _("This task is no longer open.")
    kept = _("What was done before is kept. Nothing was changed now.")
    next_step = _("Open the case to see where it is.")


class TaskNotAwaited(CannotCompleteTask):
    """The process waits for it no more, and has gone on or ended."""


class CannotCorrelate(Refusal):
    """Nothing waits for this message with this key."""

    code = "message-not-awaited"
    happened = _("Nothing waits for this message.")
    next_step = _("Open the case to see where it is.")


class CannotCancelProcess(Refusal):
    """The process has ended, or never was."""

    code = "process-not-running"
    happened = _("This process has already ended.")
    next_step = _("Open the case to see how it ended.")


class CannotRetry(Refusal):
    """The step has been done meanwhile, or never failed."""

    code = "incident-not-open"
    happened = _("This step no longer waits to be tried again.")
    next_step = _("Open the case to see where it is.")


class CannotBeginActivity(Refusal):
    """The place for such work is not open, or has no such activity."""

    code = "activity-not-begun"
    happened = _("This work cannot be begun here any more.")
    next_step = _("Open the case to see where it is.")


class CannotActWithoutReason(Refusal):
    """Whoever interferes with a case says why."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "reason-missing"
    happened = _("A reason is missing.")
    next_step = _("Write in a few words why this is done. It stays in the history of the case.")


class CannotMoveToken(Refusal):
    """It stands there no more, or may not be put there."""

    code = "token-not-moved"
    happened = _("The process has moved on, or cannot go there.")
    next_step = _("Look at where it is now, and choose again.")


class CannotPause(Refusal):
    """It does not run: it has ended, is paused already, or never was."""

    code = "process-not-paused"
    happened = _("This process does not run, so it cannot be paused.")
    next_step = _("Look at how it stands now.")


class CannotResume(Refusal):
    """It is not paused."""

    code = "process-not-resumed"
    happened = _("This process is not paused.")
    next_step = _("Look at how it stands now.")


class ProcessPaused(Refusal):
    """It is paused, and must go on before anybody moves it."""

    code = "process-paused"
    happened = _("This process is paused.")
    next_step = _("Let it go on first.")


class CannotMigrate(Refusal):
    """A version is not stored, the mapping names what is not there, or the same is being migrated already."""

    code = "versions-not-migrated"
    happened = _("These versions cannot be migrated as it was ordered.")
    next_step = _("Look at the versions and at which step becomes which, and order it again.")

    def __init__(self, *, unknown: tuple[str, ...] = (), detail: str = "") -> None:
        self.unknown = unknown
        super().__init__(detail=detail or f"Unknown elements: {', '.join(unknown)}")


class CannotStopMigration(Refusal):
    """It has stopped, gone on or ended meanwhile."""

    code = "migration-not-switched"
    happened = _("This migration stands differently by now.")
    next_step = _("Look at how it stands now.")


class CannotReadValues(Refusal):
    """What was typed is no context of FEEL."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "values-not-read"
    happened = _("The values cannot be read.")
    next_step = _("Write them as {name: value, name: value}, texts in quotation marks.")
