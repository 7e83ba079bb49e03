"""Pause a running instance, and let it go on with all that came meanwhile, in the order in which it came."""

import dataclasses
from collections.abc import Callable, Mapping
from uuid import UUID

import structlog

from raadhus.bus import due, queue
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.access import expect_not_own, require_keeper
from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.domain.outside import take_answer, take_failure
from raadhus.processes.domain.run import Run
from raadhus.processes.domain.state import InstanceStatus
from raadhus.processes.domain.work import StepFailed
from raadhus.processes.models import (
    HeldBack,
    Incident,
    Instance,
    MessageSubscription,
    OutwardCall,
    TimerSubscription,
    Token,
)
from raadhus.processes.use_cases.held import Held, variables_of, wait_of
from raadhus.processes.use_cases.hold_back import Came
from raadhus.processes.use_cases.incidents import RETRY
from raadhus.processes.use_cases.interventions import Act, expect_reason, write_intervention
from raadhus.processes.use_cases.order_call import CALL, CallState
from raadhus.processes.use_cases.refusals import CannotPause, CannotResume
from raadhus.processes.use_cases.stepping import step_instance

log = structlog.get_logger("raadhus.processes")


def pause_instance(actor: Actor, instance_id: UUID, *, reason: str) -> None:
    """
    Let an instance stand as it is until somebody lets it go on; what comes for it meanwhile is kept.

    Raises: LoginNeeded, NotAllowed, CannotActWithoutReason, CannotPause when it does not run; nothing has changed.
    """
    require_keeper(actor)
    why = expect_reason(reason)
    with transaction(actor.tenant):
        expect_not_own(actor, instance_id)
        if not _changed(instance_id, InstanceStatus.RUNNING, InstanceStatus.PAUSED):
            raise CannotPause(detail=f"No running instance {instance_id}.")
        write_intervention(actor, instance_id, Act.PAUSED, reason=why)


def resume_instance(actor: Actor, instance_id: UUID, *, reason: str) -> None:
    """
    Let a paused instance go on, first with what came while it stood, in that order.

    What nobody waits for any more by then is dropped; an answer that the model cannot take stops for a person.
    Raises: LoginNeeded, NotAllowed, CannotActWithoutReason, CannotResume when it is not paused; nothing has changed.
    """
    require_keeper(actor)
    why = expect_reason(reason)
    with transaction(actor.tenant):
        expect_not_own(actor, instance_id)
        if not _changed(instance_id, InstanceStatus.PAUSED, InstanceStatus.RUNNING):
            raise CannotResume(detail=f"No paused instance {instance_id}.")
        write_intervention(actor, instance_id, Act.RESUMED, reason=why)
        for held_back in list(HeldBack.objects.filter(instance_id=instance_id).order_by("id")):
            _let_happen(actor, held_back)
            held_back.delete()
        for call in OutwardCall.objects.filter(instance_id=instance_id, state=CallState.ORDERED):
            queue.defer(CALL, call_id=call.id)
        for incident in Incident.objects.filter(instance_id=instance_id, settled_at=None):
            if incident.retry_at is not None:
                due.set_due(RETRY, incident.id, incident.retry_at)


def end_pause_if_paused(instance_id: UUID) -> None:
    """Let a paused instance be ended: what came meanwhile is of no use to anybody."""
    if _changed(instance_id, InstanceStatus.PAUSED, InstanceStatus.RUNNING):
        HeldBack.objects.filter(instance_id=instance_id).delete()


def _changed(instance_id: UUID, old: InstanceStatus, new: InstanceStatus) -> bool:
    return Instance.objects.filter(pk=instance_id, status=old).update(status=new) > 0


def _let_happen(actor: Actor, held_back: HeldBack) -> None:
    """Take the step that was held back, as whoever took it then."""
    then = Actor.system(actor.tenant, purpose="processes.resume", correlation=actor.correlation)
    then = dataclasses.replace(then, person_id=held_back.by)
    try:
        step_instance(then, held_back.instance_id, _acts(held_back))
    except (NotWaiting, Instance.DoesNotExist) as late:
        log.info("held back in vain", what=held_back.what, reason=type(late).__name__)


def _acts(held_back: HeldBack) -> Callable[[Run, Held], None]:
    values = variables_of(held_back.values)
    number = Token.objects.filter(pk=held_back.item_id).values_list("number", flat=True).first()

    def act(run: Run, held: Held) -> None:
        if held_back.what == Came.EVENT:
            run.fire(wait_of(_event(held_back.item_id), held.program), values)
        elif number is None:
            raise NotWaiting("Nothing stands here any more.")
        elif held_back.what == Came.TASK:
            _complete(run, number, values)
        elif held_back.what == Came.ANSWER:
            take_answer(run, number, values)
        else:
            take_failure(run, number, str(values["sentence"]), _code(values["code"]))

    return act


def _complete(run: Run, number: int, values: Mapping[str, object]) -> None:
    try:
        run.complete(number, values)
    except StepFailed as failure:
        run.stop(run.state.tokens[number], str(failure))


def _event(item_id: UUID) -> TimerSubscription | MessageSubscription:
    timer = TimerSubscription.objects.filter(pk=item_id).first()
    found = timer or MessageSubscription.objects.filter(pk=item_id).first()
    if found is None:
        raise NotWaiting("Nothing waits for this any more.")
    return found


def _code(value: object) -> str | None:
    return value if isinstance(value, str) else None
