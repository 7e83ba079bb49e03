"""Which versions of processes have running instances, and to which they could go."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.processes.access import require_keeper
from raadhus.processes.models import Instance, ProcessModel
from raadhus.processes.use_cases.known_models import find_model, library_of
from raadhus.processes.use_cases.migrating.order import IS_ON_THE_WAY, instances_on
from raadhus.processes.use_cases.services import published_models

COUNTED = 1_000


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


def list_offered_versions(actor: Actor) -> tuple[VersionInfo, ...]:
    """
    Return the processes that instances can go to, the newest model first: of the services' models, and those in use here.

    A model that is stored and neither (a draft's, another municipality's) is none of them. Raises: NotAllowed.
    """
    require_keeper(actor)
    expect_tenant(actor.tenant)
    published = (find_model(one) for one in published_models(actor))
    offered = {*_models_in_use(), *(one for one in published if one is not None)}
    return tuple(version for model_id in sorted(offered, reverse=True) for version in _versions_of(model_id))


def list_made_from(hashes: Iterable[str]) -> Mapping[str, str]:
    """Return of these models those that hold the services that another calls, by their hashes: the hash of that other."""
    made = ProcessModel.objects.filter(hash__in=set(hashes)).exclude(made_from="")
    return dict(made.values_list("hash", "made_from"))


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
