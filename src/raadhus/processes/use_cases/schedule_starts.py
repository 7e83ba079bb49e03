"""Timer and signal start events: arm them for a model in use, and begin an instance when one is due."""

from datetime import datetime, tzinfo
from uuid import UUID

from raadhus.bus import due
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models
from raadhus.processes.domain.nodes.events import SignalStart, TimerStart
from raadhus.processes.domain.timers import moment_of, next_of_cycle, start_of_cycle
from raadhus.processes.models import ScheduledStart
from raadhus.processes.use_cases.known_models import find_model, library_of
from raadhus.processes.use_cases.neighbours import neighbours
from raadhus.processes.use_cases.refusals import CannotStartProcess
from raadhus.processes.use_cases.start_instance import begin

START = "processes.start"


def schedule_starts(actor: Actor, model_hash: str, *, rules: str = "") -> int:
    """
    Arm every timer and signal start event of a stored model for this municipality; return how many.

    Raises: CannotStartProcess when no such model is stored.
    """
    with transaction(actor.tenant):
        row_id = find_model(model_hash)
        if row_id is None:
            raise CannotStartProcess(detail=f"No model {model_hash} is stored.")
        zone = neighbours().zone_of(actor.tenant)
        armed = 0
        for program in library_of(row_id).programs.values():
            for node in (program.nodes[number] for number in program.starts):
                if isinstance(node, SignalStart):
                    models.SignalStart.objects.update_or_create(
                        model_id=row_id,
                        process=program.process_id,
                        element=node.element_id,
                        defaults={"signal": node.signal, "rules": rules},
                    )
                    armed += 1
                if isinstance(node, TimerStart):
                    due_at, left = _first_of(node, zone)
                    row, _ = ScheduledStart.objects.update_or_create(
                        model_id=row_id,
                        process=program.process_id,
                        element=node.element_id,
                        defaults={"due_at": due_at, "rules": rules, "left": left},
                    )
                    due.set_due(START, row.id, due_at)
                    armed += 1
        return armed


def start_if_scheduled(actor: Actor, scheduled_id: UUID) -> bool:
    """Begin the instance that is due, once; tell whether it was still scheduled."""
    with transaction(actor.tenant):
        row = ScheduledStart.objects.select_for_update().filter(pk=scheduled_id).first()
        if row is None:
            return False
        program = library_of(row.model_id).programs[row.process]
        node = program.number_of[row.element]
        row.delete()
        start = program.nodes[node]
        if row.left and isinstance(start, TimerStart):
            _schedule_next(row, start, neighbours().zone_of(actor.tenant))
        begin(actor, row.model_id, row.process, node, business_key=new_id(), variables={}, rules=row.rules)
        return True


def _first_of(start: TimerStart, zone: tzinfo) -> tuple[datetime, int]:
    """Return when the start event is due, and how often after that."""
    value = start.time.evaluate({})
    return (
        start_of_cycle(value, clock.now(), zone) if start.cycles else (moment_of(value, clock.now(), zone), 0)
    )


def _schedule_next(done: ScheduledStart, start: TimerStart, zone: tzinfo) -> None:
    row = ScheduledStart.objects.create(
        model_id=done.model_id,
        process=done.process,
        element=done.element,
        rules=done.rules,
        due_at=next_of_cycle(start.time.evaluate({}), done.due_at, zone),
        left=max(done.left - 1, -1),
    )
    due.set_due(START, row.id, row.due_at)
