"""An instance between its rows and its state: read what a step needs, write only what it changed."""

import functools
from collections.abc import Iterator
from uuid import UUID

from raadhus.bus import due
from raadhus.platform.actor import Actor
from raadhus.platform.database.statements import Statement
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.tenancy.appending import append_all
from raadhus.platform.tenancy.changing import change
from raadhus.platform.tenancy.models import TenantModel
from raadhus.processes import models
from raadhus.processes.domain.run import Run
from raadhus.processes.domain.state import ROOT, InstanceStatus, State, Token, TokenStatus, Wait
from raadhus.processes.domain.values import to_json
from raadhus.processes.use_cases.held import Held, TokenRow, Written, variables_of
from raadhus.processes.use_cases.known_models import library_of
from raadhus.processes.use_cases.unread import Unread

TIMER = "processes.timer"
_running = ReadyQuery(
    models.Instance.objects.select_for_update().filter(status=InstanceStatus.RUNNING).filter
)


def new_instance(instance: models.Instance, variables: dict[str, object]) -> Held:
    """Return an instance that has not begun; its row is written by ``write_step``."""
    program = library_of(instance.model_id).programs[instance.process]
    return Held(instance, program, State(str(instance.business_key), variables))


def lock_instance(instance_id: UUID, at: int | None = None) -> Held:
    """
    Return a running instance, locked until the transaction ends: all its tokens, or so far only the one ``at``.

    Raises: Instance.DoesNotExist when there is none, or when it has ended.
    """
    instance = _running.first(pk=instance_id)
    if instance is None:
        raise models.Instance.DoesNotExist(f"No running instance {instance_id}.")
    program = library_of(instance.model_id).programs[instance.process]
    variables = variables_of(instance.variables)
    state = State(str(instance.business_key), variables, next_number=instance.next_token)
    held = Held(instance, program, state, variables_before=dict(variables))
    unread = Unread(held)
    if at is None or instance.within is None:
        unread.read_all()
    else:
        state.unread = unread
        state.live[ROOT] = instance.within
        unread.read_token(at)
    if program.watches.get(-1):
        unread.read_waits([ROOT])
    return held


def write_step(held: Held, run: Run, actor: Actor) -> None:
    """Write what the step changed; within the transaction that holds the lock."""
    begun = _change_instance(held, run)
    rows = [*_change_tokens(held), *_change_waits(held)]
    append_all([*begun, *rows, *_visits(held, run, actor.staff_id or actor.person_id)])
    held.variables_before = dict(held.state.variables)


def _visits(held: Held, run: Run, by: UUID | None) -> Iterator[models.Visit]:
    start = held.instance.next_visit - len(run.visits)
    for at, visit in enumerate(run.visits):
        yield models.Visit(
            instance_id=held.instance.id,
            position=start + at,
            token=visit.token,
            element=held.element_of(visit.node),
            entered_at=visit.entered_at,
            left_at=visit.left_at,
            outcome=visit.outcome.value,
            by=by,
            changed=None if visit.changed is None else to_json(visit.changed),
        )


def _change_instance(held: Held, run: Run) -> list[TenantModel]:
    """Change the instance's row; return it when it is new."""
    instance, state = held.instance, held.state
    is_new = instance._state.adding
    instance.next_token = state.next_number
    instance.next_visit += len(run.visits)
    instance.within = state.live[ROOT]
    changed = ["next_token", "next_visit", "within"]
    if state.status is not InstanceStatus.RUNNING:
        instance.status, instance.ended_at = state.status.value, run.now
        instance.error_code = state.error_code
        changed += ["status", "error_code", "ended_at"]
    if is_new or state.variables != held.variables_before:
        instance.variables = to_json(state.variables)
        changed.append("variables")
    if is_new:
        return [instance]
    change(instance, *changed)
    return []


def _change_tokens(held: Held) -> list[TenantModel]:
    """Change and delete tokens; return the new rows."""
    state, new = held.state, list[TenantModel]()
    stays = {number for number in held.tokens if number in state.tokens and not state.tokens[number].moved}
    _delete(models.Token, [row.id for number, row in held.tokens.items() if number not in stays])
    for number, token in state.tokens.items():
        written = _written(token, held)
        if number not in stays:
            new.append(_new_row(held, token, written))
        elif written != held.tokens[number].written:
            _change_row(held.tokens[number], written)
    return new


def _new_row(held: Held, token: Token, written: Written) -> models.Token:
    return models.Token(
        id=held.ref_of(token.number),
        instance_id=held.instance.id,
        number=token.number,
        element=held.element_of(token.node),
        entered_at=token.entered_at,
        **written._asdict(),
    )


def _change_row(row: TokenRow, written: Written) -> None:
    changed = [name for name in Written._fields if getattr(row.written, name) != getattr(written, name)]
    change(models.Token(id=row.id, **written._asdict()), *changed)


def _written(token: Token, held: Held) -> Written:
    came_by = token.via >= 0 and token.status in {TokenStatus.JOINING, TokenStatus.INCIDENT}
    own = held.state.frames.get(token.number)
    return Written(
        parent=token.parent,
        via=held.program.flows[token.via].element_id if came_by else "",
        status=token.status.value,
        is_armed=bool(held.state.waits.get(token.number)),
        within=held.state.live.get(token.number, 0),
        own=None if own is None else to_json(own),
    )


def _change_waits(held: Held) -> list[TenantModel]:
    """Delete waits; return the new rows."""
    now = dict.fromkeys(wait for waits in held.state.waits.values() for wait in waits)
    gone = {wait: row for wait, row in held.waits.items() if wait not in now}
    timers = [row for wait, row in gone.items() if wait.due_at is not None]
    _delete(models.TimerSubscription, timers)
    _delete(models.MessageSubscription, [row for wait, row in gone.items() if wait.due_at is None])
    for timer in timers:
        due.clear_due(TIMER, timer)
    return [_new_wait(held, wait) for wait in now if wait not in held.waits]


def _new_wait(held: Held, wait: Wait) -> TenantModel:
    element, instance = held.element_of(wait.node), held.instance.id
    if wait.due_at is None:
        return models.MessageSubscription(
            instance_id=instance,
            token=wait.token,
            element=element,
            awaits=wait.kind.value,
            message=wait.message,
            key=wait.key,
            left=wait.left,
        )
    timer = models.TimerSubscription(
        instance_id=instance, token=wait.token, element=element, due_at=wait.due_at, left=wait.left
    )
    due.set_due(TIMER, timer.id, wait.due_at)
    return timer


def _delete(table: type[TenantModel], rows: list[UUID]) -> None:
    if rows:
        _deletion(table).count([rows])


@functools.cache
def _deletion(table: type[TenantModel]) -> Statement:
    return Statement(f"DELETE FROM {table._meta.db_table} WHERE id = ANY(%s::uuid[])")  # noqa: S608 - a name of our own
