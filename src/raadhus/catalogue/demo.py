"""The services of the demo towns: the association's for Egeby, Nordby's own."""

import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from raadhus.catalogue.public import CannotInstallPackage, errors_in, install_life_events, install_package
from raadhus.organisation.demo import ASSOCIATION, NORDBY
from raadhus.platform.actor import Actor

SERVICES = Path(__file__).resolve().parents[3] / "services"
_OWNERS = {"dk": ASSOCIATION, "no": NORDBY}


def load() -> None:
    """
    Install life events and every package; doing it again changes nothing but what changed in the packages.

    A package that is refused is left out, and standard output says so with what is wrong.
    """
    for country, owner in _OWNERS.items():
        for line in load_country(country, owner):
            sys.stdout.write(f"{line}\n")


def load_country(country: str, owner: UUID, services: Path = SERVICES) -> tuple[str, ...]:
    """Install everything of one country for ``owner``; return what is to be said of packages that were refused."""
    actor = Actor.system(owner, purpose="catalogue.demo")
    install_life_events(actor, services / country / "life-events.yaml")
    folders = [file.parent for file in sorted((services / country).glob("*/service.yaml"))]
    return tuple(line for folder in folders for line in _install(actor, folder, services.parent))


def _install(actor: Actor, folder: Path, root: Path) -> Iterator[str]:
    try:
        install_package(actor, folder)
    except CannotInstallPackage as refused:
        where = folder.relative_to(root)
        yield f"{where} is not offered as it stands:"
        yield from (f"    {where}/{problem}" for problem in errors_in(refused.problems))
