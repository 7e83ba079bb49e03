"""Which process a service of the municipality has today, for those that call it."""

from raadhus.catalogue.domain.package_files import PROCESS
from raadhus.catalogue.queries.shelf import get_service, shelf_of
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.processes.public import ServiceProcess


def find_process(actor: Actor, service: str) -> ServiceProcess | None:
    """Return the process and the rules of a service that the actor's municipality offers today; None without one."""
    try:
        package = get_service(actor, service, "en").package
    except NotFoundHere:
        return None
    if PROCESS not in package.files:
        return None
    return ServiceProcess(package.process_model, package.rule_model)


def list_keys(actor: Actor) -> tuple[str, ...]:
    """Return the keys of the services that the actor's municipality offers today."""
    return tuple(shelf_of(actor).services)
