"""Which process a service of the municipality has today, for those that call it."""

from raadhus.catalogue.domain.package_files import PROCESS
from raadhus.catalogue.queries.shelf import get_service
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
