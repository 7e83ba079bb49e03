"""Which process a service of the municipality has today, and will have, for those that call it."""

from raadhus.catalogue.domain.package_files import PROCESS
from raadhus.catalogue.queries.packages import Package, get_package
from raadhus.catalogue.queries.shelf import get_service, shelf_of
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.processes.public import ServiceProcess


def find_process(actor: Actor, service: str) -> ServiceProcess | None:
    """Return the process and the rules of a service that the actor's municipality offers today; None without one."""
    try:
        return _process_in(get_service(actor, service, "en").package)
    except NotFoundHere:
        return None


def find_coming_process(actor: Actor, service: str) -> ServiceProcess | None:
    """Return the process of the version of an offered service that waits for its day; None when none does."""
    offered = shelf_of(actor).services.get(service)
    return (
        None if offered is None or offered.pending is None else _process_in(get_package(offered.pending[1]))
    )


def list_keys(actor: Actor) -> tuple[str, ...]:
    """Return the keys of the services that the actor's municipality offers today."""
    return tuple(shelf_of(actor).services)


def _process_in(package: Package) -> ServiceProcess | None:
    if PROCESS not in package.files:
        return None
    return ServiceProcess(package.process_model, package.rule_model)
