"""Hand on what an instance has thrown: a signal to all who wait for it, a message to the one who does."""

from uuid import UUID, uuid5

import structlog

from raadhus.bus import queue
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import joined, transaction
from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.domain.nodes.events import MessageStart
from raadhus.processes.domain.state import WaitKind
from raadhus.processes.events import MessageThrown, SignalThrown
from raadhus.processes.models import Instance, MessageSubscription, SignalStart
from raadhus.processes.use_cases.correlate_message import correlate_message
from raadhus.processes.use_cases.held import wait_of
from raadhus.processes.use_cases.hold_back import Came, hold_back_if_paused
from raadhus.processes.use_cases.known_models import library_of
from raadhus.processes.use_cases.refusals import CannotCorrelate
from raadhus.processes.use_cases.start_instance import begin
from raadhus.processes.use_cases.stepping import step_instance

SIGNAL = "processes.signal"
SIGNAL_START = "processes.signal_start"

log = structlog.get_logger("raadhus.processes")


def hand_on_signal(actor: Actor, thrown: SignalThrown) -> int:
    """Have a job for each who waits for the signal, and for each process it begins; return how many."""
    with joined(actor.tenant):
        waiting = MessageSubscription.objects.filter(
            awaits=WaitKind.SIGNAL, message=thrown.signal, id__lt=thrown.until
        ).exclude(instance_id=thrown.instance_id)
        told = 0
        for subscription in waiting.values_list("id", flat=True).order_by("id").iterator():
            queue.defer(SIGNAL, subscription_id=subscription)
            told += 1
        for start in SignalStart.objects.filter(signal=thrown.signal).values_list("id", flat=True):
            queue.defer(SIGNAL_START, start_id=start, until=thrown.until)
            told += 1
        return told


def signal_if_waiting(actor: Actor, subscription_id: UUID) -> bool:
    """Let one wait have its signal, once; tell whether it still waited."""
    with transaction(actor.tenant):
        row = MessageSubscription.objects.filter(pk=subscription_id).first()
        if row is None:
            return False
        found = row
        try:
            step_instance(
                actor,
                found.instance_id,
                lambda run, held: run.fire(wait_of(found, held.program), {}),
                at=found.token,
            )
        except NotWaiting:
            return False
        except Instance.DoesNotExist:
            return hold_back_if_paused(actor, found.instance_id, Came.EVENT, found.id, {})
    return True


def start_by_signal_if_new(actor: Actor, start_id: UUID, until: UUID) -> bool:
    """Begin the process of a signal start event, once for each throw; tell whether it had not begun."""
    instance_id = uuid5(until, str(start_id))
    with transaction(actor.tenant):
        row = SignalStart.objects.select_for_update().filter(pk=start_id).first()
        if row is None or Instance.objects.filter(pk=instance_id).exists():
            return False
        node = library_of(row.model_id).programs[row.process].number_of[row.element]
        begin(
            actor,
            row.model_id,
            row.process,
            node,
            business_key=new_id(),
            variables={},
            rules=row.rules,
            instance_id=instance_id,
        )
        return True


def hand_on_message(actor: Actor, thrown: MessageThrown) -> None:
    """Give the message to whoever waits for it, else begin the process of the same file that it starts."""
    with joined(actor.tenant):
        try:
            correlate_message(actor, thrown.message, thrown.key, {})
        except CannotCorrelate:
            if not _began(actor, thrown):
                log.warning("message that nobody awaits", message=thrown.message, instance=thrown.instance_id)


def _began(actor: Actor, thrown: MessageThrown) -> bool:
    sender = Instance.objects.only("model_id", "rules", "business_key").get(pk=thrown.instance_id)
    for program in library_of(sender.model_id).programs.values():
        for node in (program.nodes[number] for number in program.starts):
            if isinstance(node, MessageStart) and node.message == thrown.message:
                begin(
                    actor,
                    sender.model_id,
                    program.process_id,
                    node.number,
                    business_key=sender.business_key,
                    variables={},
                    rules=sender.rules,
                )
                return True
    return False
