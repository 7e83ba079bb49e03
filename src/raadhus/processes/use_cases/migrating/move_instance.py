"""Move one instance to another version: its tokens, what it waits for, and what it newly waits for; or say why not."""

import dataclasses
from uuid import UUID

from raadhus.bus import due
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.changing import change
from raadhus.platform.tenancy.scope import undoable
from raadhus.processes.domain.migrating import Moves, Stuck, Why
from raadhus.processes.domain.run import Run
from raadhus.processes.domain.state import ROOT, InstanceStatus
from raadhus.processes.domain.work import StepFailed
from raadhus.processes.models import (
    Incident,
    Instance,
    MessageSubscription,
    Migration,
    OutwardCall,
    TimerSubscription,
    Token,
)
from raadhus.processes.use_cases.interventions import Act, write_intervention
from raadhus.processes.use_cases.known_models import library_of
from raadhus.processes.use_cases.migrating.looking import Found, find
from raadhus.processes.use_cases.migrating.order import ON_THE_WAY, Versions
from raadhus.processes.use_cases.rows import TIMER
from raadhus.processes.use_cases.stepping import step_instance


def move_instance(actor: Actor, instance_id: UUID, migration: Migration, versions: Versions) -> Stuck | None:
    """
    Move an instance, locked, within the caller's transaction; return why it stays, None when it is moved.

    One that has ended, or is on another version by now, counts as moved: nothing of it is left behind.
    """
    locked = Instance.objects.select_for_update().defer("variables")
    instance = locked.filter(pk=instance_id, model_id=versions.old_id, status__in=ON_THE_WAY).first()
    if instance is None or instance.process != versions.old.process_id:
        return None
    found = find([instance_id])[instance_id]
    outcome = found.looked_at(versions.migrating)
    if isinstance(outcome, Stuck):
        return outcome
    try:
        with undoable():
            _move(instance, found, outcome, migration, versions)
            if outcome.to_arm:
                _arm(actor, instance, outcome)
    except StepFailed:
        number, _event = outcome.to_arm[0]
        token = Token.objects.filter(instance_id=instance_id, number=number).values_list("element", flat=True)
        return Stuck(token.first() or "", Why.CANNOT_ARM)
    by = dataclasses.replace(actor, staff_id=migration.by)
    target = library_of(versions.new_id).hash
    write_intervention(by, instance_id, Act.MIGRATED, reason=migration.reason, target=target)
    return None


def _move(instance: Instance, found: Found, moves: Moves, migration: Migration, versions: Versions) -> None:
    elements: dict[int, str] = {}
    for token in found.tokens:
        elements[token.number], way = moves.tokens[token.key]
        if (token.element, token.via) != moves.tokens[token.key]:
            change(Token(id=token.key, element=elements[token.number], via=way), "element", "via")
    for wait in found.waits:
        kind = TimerSubscription if wait.key in found.timers else MessageSubscription
        if wait.key in moves.dropped:
            _drop(kind, wait.key)
        elif wait.element != moves.waits[wait.key]:
            change(kind(id=wait.key, element=moves.waits[wait.key]), "element")
    for incident in Incident.objects.filter(instance_id=instance.id, settled_at=None).only(
        "token", "element"
    ):
        incident.element = elements.get(incident.token, incident.element)
        change(incident, "element")
    for call in OutwardCall.objects.filter(id__in=list(moves.tokens)).only("token"):
        call.element = elements[call.token]
        change(call, "element")
    instance.model_id, instance.process = versions.new_id, versions.new.process_id
    instance.rules = migration.rules or instance.rules
    change(instance, "model", "process", "rules")


def _drop(kind: type[TimerSubscription] | type[MessageSubscription], row_id: UUID) -> None:
    if kind is TimerSubscription:
        due.clear_due(TIMER, row_id)
    kind.objects.filter(id=row_id).delete()


def _arm(actor: Actor, instance: Instance, moves: Moves) -> None:
    """Let the instance wait for what the new version has beside it; also while it is paused. Raises: StepFailed."""

    def act(run: Run, _held: object) -> None:
        for number, event in moves.to_arm:
            token = run.root() if number == ROOT else run.state.tokens[number]
            wait = run.program.nodes[event].arm(run, token)
            if wait is not None:
                run.state.waits.setdefault(number, []).append(wait)

    status = instance.status
    Instance.objects.filter(pk=instance.id).update(status=InstanceStatus.RUNNING)
    step_instance(actor, instance.id, act)
    Instance.objects.filter(pk=instance.id).update(status=status)
