"""An instance between its rows and its state: read what a step needs, write only what it changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from raadhus.bus import due
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.appending import append, append_all
from raadhus.processes import models
from raadhus.processes.domain.run import Program, Run
from raadhus.processes.domain.state import InstanceStatus, State, Token, TokenStatus, Wait, WaitKind
from raadhus.processes.domain.values import from_json, to_json
from raadhus.processes.use_cases.known_models import library_of

TIMER = "processes.timer"

WaitRow = models.TimerSubscription | models.MessageSubscription


@dataclass(slots=True)
class Held:
    """One instance in hand: its row (locked, unless new), its program, its state, and the rows behind it."""

    instance: models.Instance
    program: Program
    state: State
    tokens: dict[int, models.Token] = field(default_factory=dict)
    waits: dict[Wait, WaitRow] = field(default_factory=dict)
    new_refs: dict[int, UUID] = field(default_factory=dict)
    variables_before: dict[str, object] = field(default_factory=dict)
    had_incidents: bool = False

    def ref_of(self, number: int) -> UUID:
        """Return the row id of a token's stay: the one it has, or for a new stay the one it will have."""
        row = self.tokens.get(number)
        if row is not None and not self.state.tokens[number].moved:
            return row.id
        return self.new_refs.setdefault(number, new_id())

    def element_of(self, node: int) -> str:
        """Return the element id of a node."""
        return self.program.nodes[node].element_id


def new_instance(instance: models.Instance, variables: dict[str, object]) -> Held:
    """Return an instance that has not begun; its row is written by ``write_step``."""
    program = library_of(instance.model_id).programs[instance.process]
    return Held(instance, program, State(str(instance.business_key), variables))


def lock_instance(instance_id: UUID) -> Held:
    """
    Return a running instance with all its rows, locked until the transaction ends.

    Raises: Instance.DoesNotExist when there is none, or when it has ended.
    """
    running = models.Instance.objects.filter(status=InstanceStatus.RUNNING)
    instance = running.select_for_update().get(pk=instance_id)
    program = library_of(instance.model_id).programs[instance.process]
    variables = from_json(instance.variables)
    assert isinstance(variables, dict)  # noqa: S101 - narrows the type; variables are always a context
    state = State(str(instance.business_key), variables, next_number=instance.next_token)
    held = Held(instance, program, state, variables_before=dict(variables))
    for row in models.Token.objects.filter(instance_id=instance_id).order_by("number"):
        held.tokens[row.number] = row
        state.restore(_token_of(row, program))
        if row.own is not None:
            state.frames[row.number] = _frame_of(row)
        held.had_incidents = held.had_incidents or row.status == TokenStatus.INCIDENT
    if program.watches.get(-1) or any(row.is_armed for row in held.tokens.values()):
        _restore_waits(held)
    return held


def write_step(held: Held, run: Run, actor: Actor) -> None:
    """Write what the step changed; within the transaction that holds the lock."""
    instance, state = held.instance, held.state
    is_new = instance._state.adding
    _write_instance(held, run, is_new=is_new)
    _write_tokens(held)
    _write_waits(held)
    by = actor.staff_id or actor.person_id
    start = instance.next_visit - len(run.visits)
    append_all(
        models.Visit(
            instance_id=instance.id,
            position=start + at,
            token=visit.token,
            element=held.element_of(visit.node),
            entered_at=visit.entered_at,
            left_at=visit.left_at,
            outcome=visit.outcome,
            by=by,
            changed=None if visit.changed is None else to_json(visit.changed),
        )
        for at, visit in enumerate(run.visits)
    )
    held.variables_before = dict(state.variables)


def _write_instance(held: Held, run: Run, *, is_new: bool) -> None:
    instance, state = held.instance, held.state
    instance.next_token = state.next_number
    instance.next_visit += len(run.visits)
    changed = ["next_token", "next_visit"]
    if state.status is not InstanceStatus.RUNNING:
        instance.status, instance.error_code, instance.ended_at = state.status, state.error_code, run.now
        changed += ["status", "error_code", "ended_at"]
    if is_new or state.variables != held.variables_before:
        instance.variables = to_json(state.variables)
        changed.append("variables")
    if is_new:
        append(instance)
    else:
        instance.save(update_fields=changed)


def _write_tokens(held: Held) -> None:
    state = held.state
    stays = {number for number in held.tokens if number in state.tokens and not state.tokens[number].moved}
    gone = [row.id for number, row in held.tokens.items() if number not in stays]
    if gone:
        models.Token.objects.filter(id__in=gone).delete()
    new, changed = [], []
    for number, token in state.tokens.items():
        values = _values_of(token, held)
        if number not in stays:
            new.append(_new_row(held, token, values))
        elif any(getattr(held.tokens[number], name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(held.tokens[number], name, value)
            changed.append(held.tokens[number])
    if new:
        append_all(new)
    if changed:
        models.Token.objects.bulk_update(changed, ["parent", "via", "status", "is_armed", "own"])


def _new_row(held: Held, token: Token, values: dict[str, object]) -> models.Token:
    return models.Token(
        id=held.ref_of(token.number),
        instance_id=held.instance.id,
        number=token.number,
        element=held.element_of(token.node),
        entered_at=token.entered_at,
        **values,
    )


def _values_of(token: Token, held: Held) -> dict[str, object]:
    came_by = token.via >= 0 and token.status in {TokenStatus.JOINING, TokenStatus.INCIDENT}
    own = held.state.frames.get(token.number)
    return {
        "parent": token.parent,
        "own": None if own is None else to_json(own),
        "via": held.program.flows[token.via].element_id if came_by else "",
        "status": token.status.value,
        "is_armed": bool(held.state.waits.get(token.number)),
    }


def _write_waits(held: Held) -> None:
    now = {wait for waits in held.state.waits.values() for wait in waits}
    _delete_waits([row for wait, row in held.waits.items() if wait not in now])
    for wait in now - held.waits.keys():
        element = held.element_of(wait.node)
        if wait.due_at is not None:
            timer = models.TimerSubscription.objects.create(
                instance_id=held.instance.id,
                token=wait.token,
                element=element,
                due_at=wait.due_at,
                left=wait.left,
            )
            due.set_due(TIMER, timer.id, wait.due_at)
        else:
            models.MessageSubscription.objects.create(
                instance_id=held.instance.id,
                token=wait.token,
                element=element,
                awaits=wait.kind,
                message=wait.message,
                key=wait.key,
                left=wait.left,
            )


def _delete_waits(rows: list[WaitRow]) -> None:
    timers = [row.id for row in rows if isinstance(row, models.TimerSubscription)]
    messages = [row.id for row in rows if isinstance(row, models.MessageSubscription)]
    if timers:
        models.TimerSubscription.objects.filter(id__in=timers).delete()
        for timer in timers:
            due.clear_due(TIMER, timer)
    if messages:
        models.MessageSubscription.objects.filter(id__in=messages).delete()


def _token_of(row: models.Token, program: Program) -> Token:
    via = program.flow_number_of[row.via] if row.via else -1
    node = program.number_of[row.element]
    return Token(row.number, node, row.parent, via, row.entered_at, TokenStatus(row.status))


def _frame_of(row: models.Token) -> dict[str, object]:
    frame = from_json(row.own)
    assert isinstance(frame, dict)  # noqa: S101 - narrows the type; variables are always a context
    return frame


def _restore_waits(held: Held) -> None:
    for row in _wait_rows(held.instance.id):
        wait = wait_of(row, held.program)
        held.waits[wait] = row
        held.state.waits.setdefault(row.token, []).append(wait)


def _wait_rows(instance_id: UUID) -> Iterator[WaitRow]:
    yield from models.TimerSubscription.objects.filter(instance_id=instance_id).order_by("id")
    yield from models.MessageSubscription.objects.filter(instance_id=instance_id).order_by("id")


def wait_of(row: WaitRow, program: Program) -> Wait:
    """Return the wait that a row stands for."""
    node = program.number_of[row.element]
    if isinstance(row, models.TimerSubscription):
        return Wait(row.token, node, due_at=row.due_at, left=row.left)
    kind = WaitKind(row.awaits)
    return Wait(row.token, node, message=row.message, key=row.key, kind=kind, left=row.left)
