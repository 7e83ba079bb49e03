"""The services of the demo towns: the association's for Egeby, Nordby's own."""

from pathlib import Path
from uuid import UUID

from raadhus.catalogue.public import install_life_events, install_package
from raadhus.organisation.demo import ASSOCIATION, NORDBY
from raadhus.platform.actor import Actor

SERVICES = Path(__file__).resolve().parents[3] / "services"
_OWNERS = {"dk": ASSOCIATION, "no": NORDBY}


def load() -> None:
    """Install life events and every package; doing it again changes nothing but what changed in the packages."""
    for country, owner in _OWNERS.items():
        load_country(country, owner)


def load_country(country: str, owner: UUID) -> None:
    """Install everything of one country for ``owner``."""
    actor = Actor.system(owner, purpose="catalogue.demo")
    install_life_events(actor, SERVICES / country / "life-events.yaml")
    for file in sorted((SERVICES / country).glob("*/service.yaml")):
        install_package(actor, file.parent)
