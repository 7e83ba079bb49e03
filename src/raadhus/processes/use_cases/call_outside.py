"""
Do the outward work of a service task, in a job: the attempt is committed, then the word goes out, then the answer.

A crash before the attempt is committed changes nothing; after it the same call goes out again with the same key, or,
where the other side knows no key, a person is shown that it is doubtful. The answer and the step it leads to are one
transaction, and a second one of the same call finds nothing that waits for it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from raadhus.bus.registry import GiveUp, RetryLater, RetryPolicy
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.faults import place_of
from raadhus.platform.tenancy.appending import append
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.domain.handlers import Execution, Handler, Reach, handlers
from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.domain.outside import take_answer, take_failure
from raadhus.processes.domain.run import Run
from raadhus.processes.domain.state import TokenStatus
from raadhus.processes.domain.values import CannotKeepValue, from_json, normal
from raadhus.processes.domain.work import BusinessError
from raadhus.processes.models import CallAttempt, Instance, OutwardCall, Token
from raadhus.processes.use_cases.hold_back import Came, hold_back_if_paused, is_paused
from raadhus.processes.use_cases.order_call import CallState
from raadhus.processes.use_cases.stepping import step_instance

PATIENCE = RetryPolicy(attempts=8, first_wait_seconds=5, longest_wait_seconds=3600)
_DOUBTFUL = "It was cut off while it spoke outward: it may have been done, or not."
log = structlog.get_logger("raadhus.processes")


@dataclass(frozen=True, slots=True)
class _Ended:
    """How an attempt ended: with an answer, or with a sentence for a person and perhaps an error's code."""

    answer: dict[str, object] | None
    sentence: str = ""
    code: str | None = None


def call_outside(actor: Actor, call_id: UUID, *, attempt: int) -> None:
    """
    Try an outward call once, and let its instance go on with the answer or stop with an incident.

    ``attempt``: how often the bus has tried this job before. Raises: what the handler raised, as long as the bus is to
    try again. Does nothing when nobody waits for the call any more.
    """
    begun = _begin(actor, call_id)
    if begun is None:
        return
    call, handler, execution = begun
    try:
        ended = _Ended({name: normal(value) for name, value in (handler.run(execution) or {}).items()})
    except BusinessError as error:
        ended = _Ended(None, f"Nothing in the model catches the error {error}.", error.code)
    except (GiveUp, CannotKeepValue) as error:
        ended = _Ended(None, str(error))
    except Exception as error:
        place = place_of(error)
        log.warning("outward call failed", element=call.element, handler=call.handler, error=place)
        is_known_undone = handler.reach is Reach.OUTWARD or isinstance(error, RetryLater)
        if is_known_undone and PATIENCE.wait_after(attempt + 1) is not None:
            _note_failed(actor, call, place)
            raise
        ended = _Ended(None, place if is_known_undone else f"{place}. {_DOUBTFUL}")
    _end(actor, call, ended)


def _begin(actor: Actor, call_id: UUID) -> tuple[OutwardCall, Handler, Execution] | None:
    """Commit that an attempt begins; None when there is nothing to be done (any more)."""
    with transaction(actor.tenant):
        call = OutwardCall.objects.select_for_update().filter(pk=call_id).first()
        if call is None or call.state not in {CallState.ORDERED, CallState.CALLING}:
            return None
        if is_paused(call.instance_id):
            return None  # ordered again when it goes on
        if not Token.objects.filter(pk=call_id, status=TokenStatus.WAITING).exists():
            call.state = CallState.WITHDRAWN
            call.save(update_fields=["state"])
            return None
        handler = _handler_of(call)
        was_cut_off = call.state == CallState.CALLING
        call.attempts, call.state, began = call.attempts + 1, CallState.CALLING, call.begun_at
        call.begun_at = clock.now()
        call.save(update_fields=["attempts", "state", "begun_at"])
        if was_cut_off:
            _write_attempt(call, call.attempts - 1, "cut off", began or call.begun_at, _DOUBTFUL)
        if handler is None or (was_cut_off and handler.reach is Reach.OUTWARD_ONCE):
            sentence = f"No handler is called {call.handler}." if handler is None else _DOUBTFUL
            _settle(actor, call, _Ended(None, sentence))
            return None
        instance = Instance.objects.only("business_key", "rules").get(pk=call.instance_id)
        return call, handler, _execution(actor, call, instance)


def _handler_of(call: OutwardCall) -> Handler | None:
    return handlers.get(call.handler) if call.handler in handlers.names else None


def _execution(actor: Actor, call: OutwardCall, instance: Instance) -> Execution:
    given = from_json(call.given)
    known = given if isinstance(given, dict) else {}
    return Execution(
        actor=actor,
        instance_id=call.instance_id,
        business_key=instance.business_key,
        task_ref=call.id,
        element_id=call.element,
        element_name=call.name,
        properties=call.settings,
        inputs=known,
        variables=known,
        rules=instance.rules,
    )


def _note_failed(actor: Actor, call: OutwardCall, place: str) -> None:
    """Commit that an attempt failed and another will come."""
    with transaction(actor.tenant):
        held = _held(call)
        if held is not None:
            _write_attempt(held, held.attempts, "failed", held.begun_at, place)
            held.state, held.begun_at = CallState.ORDERED, None
            held.save(update_fields=["state", "begun_at"])


def _end(actor: Actor, call: OutwardCall, ended: _Ended) -> None:
    """Commit the outcome together with the step it leads to."""
    with transaction(actor.tenant):
        held = _held(call)
        if held is None:
            return
        outcome = "failed" if ended.answer is None else "answered"
        _write_attempt(held, held.attempts, outcome, held.begun_at, ended.sentence)
        _settle(actor, held, ended)


def _settle(actor: Actor, call: OutwardCall, ended: _Ended) -> None:
    """Let the instance go on with the outcome, or have it when it goes on; nobody may want it any more."""
    call.state = CallState.FAILED if ended.answer is None else CallState.ANSWERED
    try:
        step_instance(
            actor, call.instance_id, lambda run, _held: _take(run, call.token, ended), at=call.token
        )
    except (NotWaiting, Instance.DoesNotExist):
        came = Came.FAILURE if ended.answer is None else Came.ANSWER
        failure = {"sentence": ended.sentence, "code": ended.code}
        values = failure if ended.answer is None else ended.answer
        if not hold_back_if_paused(actor, call.instance_id, came, call.id, values):
            log.warning("answer that nobody awaits", element=call.element, call=str(call.id))
            call.state = CallState.WITHDRAWN
    call.save(update_fields=["state"])


def _take(run: Run, number: int, ended: _Ended) -> None:
    if ended.answer is None:
        take_failure(run, number, ended.sentence, ended.code)
    else:
        take_answer(run, number, ended.answer)


def _held(call: OutwardCall) -> OutwardCall | None:
    """Return the call, locked, while it is in the attempt that ``call`` began; None when another took it since."""
    calling = OutwardCall.objects.select_for_update().filter(state=CallState.CALLING, attempts=call.attempts)
    return calling.filter(pk=call.pk).first()


def _write_attempt(
    call: OutwardCall, number: int, outcome: str, began: datetime | None, sentence: str
) -> None:
    now = clock.now()
    append(
        CallAttempt(
            call_id=call.id,
            number=number,
            begun_at=began or now,
            ended_at=now,
            outcome=outcome,
            sentence=sentence,
        )
    )
