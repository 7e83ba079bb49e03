"""Start an instance of a stored model."""

from collections.abc import Mapping
from uuid import UUID

from raadhus.bus import correlation
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import joined
from raadhus.processes.domain.movement import Program
from raadhus.processes.domain.nodes.events import MessageStart, SignalStart, TimerStart
from raadhus.processes.domain.state import InstanceStatus
from raadhus.processes.domain.values import normal
from raadhus.processes.models import Instance
from raadhus.processes.use_cases.known_models import find_model, library_of
from raadhus.processes.use_cases.refusals import CannotStartProcess
from raadhus.processes.use_cases.rows import new_instance
from raadhus.processes.use_cases.services import CalledServiceGone, pinned_model
from raadhus.processes.use_cases.stepping import take


def start_instance(
    actor: Actor,
    model_hash: str,
    *,
    business_key: UUID,
    variables: Mapping[str, object],
    process: str = "",
    message: str = "",
    rules: str = "",
    instance_id: UUID | None = None,
) -> UUID:
    """
    Start a process and follow it until everything waits; return the instance's id.

    ``process`` may be left out when the model has one only; ``message`` chooses a message start event,
    otherwise the start event without trigger begins; ``rules`` is the hash of the rule model that its
    business rule tasks decide by; ``instance_id`` an id that the caller has noted already.
    Raises: CannotStartProcess.
    """
    with joined(actor.tenant):
        row_id = find_model(model_hash)
        if row_id is None:
            raise CannotStartProcess(detail=f"No model {model_hash} is stored.")
        program = _program_of(row_id, process)
        node = _start_of(program, message)
        return begin(
            actor,
            row_id,
            program.process_id,
            node,
            business_key=business_key,
            variables=variables,
            rules=rules,
            instance_id=instance_id,
        )


def begin(
    actor: Actor,
    model_id: int,
    process: str,
    node: int,
    *,
    business_key: UUID,
    variables: Mapping[str, object],
    rules: str,
    instance_id: UUID | None = None,
) -> UUID:
    """
    Begin an instance at a given start event; within a transaction of the tenant.

    The services that it calls are those of now, for all its life. Raises: CannotStartProcess when one of them is gone.
    """
    try:
        pinned = pinned_model(actor, model_id)
    except CalledServiceGone as gone:
        raise CannotStartProcess(detail=str(gone)) from gone
    element = library_of(model_id).programs[process].nodes[node].element_id
    node = library_of(pinned).programs[process].number_of[element]
    instance = Instance(
        id=instance_id or new_id(),
        model_id=pinned,
        process=process,
        business_key=business_key,
        status=InstanceStatus.RUNNING,
        rules=rules,
        correlation=actor.correlation or correlation.current(),
        started_at=clock.now(),
    )
    held = new_instance(instance, {name: normal(value) for name, value in variables.items()})
    take(actor, held, lambda run, _held: run.start(node))
    return instance.id


def _program_of(row_id: int, process: str) -> Program:
    programs = library_of(row_id).programs
    if process in programs:
        return programs[process]
    if process or len(programs) != 1:
        raise CannotStartProcess(detail=f"The model has the processes {', '.join(programs)}.")
    return next(iter(programs.values()))


def _start_of(program: Program, message: str) -> int:
    for number in program.starts:
        node = program.nodes[number]
        if isinstance(node, MessageStart):
            if message and node.message == message:
                return number
        elif not message and not isinstance(node, TimerStart | SignalStart):
            return number
    raise CannotStartProcess(detail=f"{program.process_id} has no start event for “{message or 'none'}”.")
