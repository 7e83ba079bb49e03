"""What is ordered of a migration, and what keeps it from being carried out at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from raadhus.platform.actor import Actor
from raadhus.processes.domain.migrating import Migrating
from raadhus.processes.domain.movement import Program
from raadhus.processes.domain.state import InstanceStatus
from raadhus.processes.models import Instance
from raadhus.processes.use_cases.known_models import find_model, library_of
from raadhus.processes.use_cases.refusals import CannotMigrate
from raadhus.processes.use_cases.services import CalledServiceGone, pinned_model

ON_THE_WAY = (InstanceStatus.RUNNING, InstanceStatus.PAUSED)
IS_ON_THE_WAY = RawSQL(  # noqa: S611 -- two words of our own
    f"processes_instance.status IN ('{InstanceStatus.RUNNING}', '{InstanceStatus.PAUSED}')",
    (),
    BooleanField(),
)
"""The condition of the index ``processes_on_version`` with its words in it: a kept plan cannot use it for parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationOrder:
    """
    From which version to which, by the hashes of their models; the process may be left out when there is one only.

    ``mapping``: element ids of the old version to those of the new one, an empty one for a timer or message that is to be
    waited for no more; what it does not name keeps its id. ``rules``: the hash of the rules to decide by from then on,
    empty: those of before.
    """

    old_hash: str
    new_hash: str
    old_process: str = ""
    new_process: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Versions:
    """The two versions of an order, found and loaded."""

    old_id: int
    new_id: int
    old: Program
    new: Program
    migrating: Migrating


def versions_of(actor: Actor, order: MigrationOrder) -> Versions:
    """
    Return the versions, the new one with the services that it calls as they are now.

    Raises: CannotMigrate for one that is not stored or calls what is gone, the same twice, or an unknown element.
    """
    old_id = _model(order.old_hash)
    try:
        new_id = pinned_model(actor, _model(order.new_hash))
    except CalledServiceGone as gone:
        raise CannotMigrate(detail=str(gone)) from gone
    old, new = _program(old_id, order.old_process), _program(new_id, order.new_process)
    if old_id == new_id and old.process_id == new.process_id:
        raise CannotMigrate(detail="Both are the same version.")
    migrating = Migrating(old, new, order.mapping)
    unknown = migrating.unknown_names()
    if unknown:
        raise CannotMigrate(unknown=unknown)
    return Versions(old_id, new_id, old, new, migrating)


def instances_on(model_id: int, process: str) -> "QuerySet[Instance]":
    """Return the running and paused instances of one version, oldest first."""
    on_version = Instance.objects.filter(model_id=model_id, process=process).filter(IS_ON_THE_WAY)
    return on_version.order_by("id")


def _model(model_hash: str) -> int:
    row_id = find_model(model_hash)
    if row_id is None:
        raise CannotMigrate(detail=f"No model {model_hash} is stored.")
    return row_id


def _program(row_id: int, process: str) -> Program:
    programs = library_of(row_id).programs
    if process in programs:
        return programs[process]
    if process or len(programs) != 1:
        raise CannotMigrate(detail=f"The model has the processes {', '.join(programs)}.")
    return next(iter(programs.values()))
