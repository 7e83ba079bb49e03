"""Put a token of a running instance before another step, or let a step that failed count as done, with a reason."""

from collections.abc import Mapping
from uuid import UUID

from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.access import expect_not_own, in_hand_of, require_keeper
from raadhus.processes.domain.by_hand import go_on_without, move_token
from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.domain.values import CannotKeepValue, normal
from raadhus.processes.models import Incident, Instance, Token
from raadhus.processes.use_cases.hold_back import is_paused
from raadhus.processes.use_cases.interventions import Act, expect_reason, write_intervention
from raadhus.processes.use_cases.refusals import CannotMoveToken, ProcessPaused
from raadhus.processes.use_cases.stepping import step_instance


def move_by_hand(
    actor: Actor, token_id: UUID, target: str, *, reason: str, values: Mapping[str, object] | None = None
) -> None:
    """
    Stop what a token is doing, set ``values``, and put it before the step ``target`` of the same sub-process.

    ``token_id`` names its present stay: a page that is older than its last move moves nothing.
    Raises: LoginNeeded, NotAllowed, CannotActWithoutReason, ProcessPaused, CannotMoveToken; nothing has changed.
    """
    require_keeper(actor)
    why, given = expect_reason(reason), _normal(values)
    with transaction(actor.tenant):
        token = _token(token_id)
        expect_not_own(actor, token.instance_id)
        try:
            step_instance(
                in_hand_of(actor),
                token.instance_id,
                lambda run, held: move_token(
                    run, token.number, _number(held.program.number_of, target), given
                ),
            )
        except (NotWaiting, Instance.DoesNotExist) as late:
            raise _refusal(token.instance_id, late) from late
        write_intervention(
            actor, token.instance_id, Act.MOVED, reason=why, element=token.element, target=target
        )


def go_on_by_hand(
    actor: Actor, incident_id: UUID, *, reason: str, values: Mapping[str, object] | None = None
) -> None:
    """
    Let the step that failed count as done, with ``values`` as its answer, and follow the instance on.

    Raises: LoginNeeded, NotAllowed, CannotActWithoutReason, ProcessPaused, CannotMoveToken when it is settled meanwhile
    or is no work whose answer a person can give; nothing has changed.
    """
    require_keeper(actor)
    why, given = expect_reason(reason), _normal(values)
    with transaction(actor.tenant):
        incident = Incident.objects.filter(pk=incident_id, settled_at=None).first()
        if incident is None:
            raise CannotMoveToken(detail=f"No open incident {incident_id}.")
        expect_not_own(actor, incident.instance_id)
        number = incident.token
        try:
            step_instance(
                in_hand_of(actor), incident.instance_id, lambda run, _held: go_on_without(run, number, given)
            )
        except (NotWaiting, Instance.DoesNotExist) as late:
            raise _refusal(incident.instance_id, late) from late
        write_intervention(actor, incident.instance_id, Act.WENT_ON, reason=why, element=incident.element)


def _refusal(instance_id: UUID, late: Exception) -> Refusal:
    return ProcessPaused() if is_paused(instance_id) else CannotMoveToken(detail=str(late))


def _token(token_id: UUID) -> Token:
    token = Token.objects.filter(pk=token_id).first()
    if token is None:
        raise CannotMoveToken(detail=f"No token {token_id}.")
    return token


def _number(numbers: Mapping[str, int], target: str) -> int:
    if target not in numbers:
        raise NotWaiting(f"The process has no step “{target}”.")
    return numbers[target]


def _normal(values: Mapping[str, object] | None) -> dict[str, object]:
    try:
        return {name: normal(value) for name, value in (values or {}).items()}
    except CannotKeepValue as refused:
        raise CannotMoveToken(detail=str(refused)) from refused
