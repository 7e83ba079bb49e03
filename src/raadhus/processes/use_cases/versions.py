"""Which versions of processes have running instances, and to which they could go."""

from collections.abc import Iterator
from dataclasses import dataclass

from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.processes.access import require_keeper
from raadhus.processes.models import Instance, ProcessModel
from raadhus.processes.use_cases.known_models import library_of
from raadhus.processes.use_cases.migrating.order import IS_ON_THE_WAY, instances_on

COUNTED = 1_000
_NEWEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionInfo:
    """One process of a stored model; ``running``: its instances on the way here, counted up to 1,001."""

    model_hash: str
    process: str
    name: str
    running: int


def list_versions(actor: Actor) -> tuple[VersionInfo, ...]:
    """Return the versions with instances on their way in this municipality, the oldest model first. Raises: NotAllowed."""
    require_keeper(actor)
    expect_tenant(actor.tenant)
    return tuple(
        version for model_id in _models_in_use() for version in _versions_of(model_id) if version.running
    )


def list_newest_versions(actor: Actor) -> tuple[VersionInfo, ...]:
    """Return the processes of the newest thirty stored models, the newest first. Raises: NotAllowed."""
    require_keeper(actor)
    expect_tenant(actor.tenant)
    newest = ProcessModel.objects.order_by("-id").values_list("id", flat=True)[:_NEWEST]
    return tuple(version for model_id in newest for version in _versions_of(model_id))


def _models_in_use() -> Iterator[int]:
    """Return the models in use, each found by the index from the one before."""
    on_the_way = Instance.objects.filter(IS_ON_THE_WAY).order_by("model_id")
    found = on_the_way.values_list("model_id", flat=True).first()
    while found is not None:
        yield found
        found = on_the_way.filter(model_id__gt=found).values_list("model_id", flat=True).first()


def _versions_of(model_id: int) -> Iterator[VersionInfo]:
    library = library_of(model_id)
    for process, program in library.programs.items():
        yield VersionInfo(
            model_hash=library.hash,
            process=process,
            name=program.name or process,
            running=instances_on(model_id, process)[: COUNTED + 1].count(),
        )
