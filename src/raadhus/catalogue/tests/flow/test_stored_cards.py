"""Cards that other code stored: a town that was kept shows its services after the code has changed."""

import pytest

from raadhus.bus.testing import emitted
from raadhus.catalogue.events import ServiceInstalled
from raadhus.catalogue.models import LifeEvent, SearchText, Service, ServiceVersion
from raadhus.catalogue.models import ServiceFile as StoredFile
from raadhus.catalogue.public import (
    install_files,
    install_life_events,
    life_events,
    list_services,
    search,
    service,
)
from raadhus.catalogue.tests.packagekit import SERVICES, package_files, service_with
from raadhus.catalogue.use_cases.read_package import read_package
from raadhus.catalogue.use_cases.releasing import turn_edition
from raadhus.organisation.demo import ASSOCIATION, EGEBY
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns")]

INSTALLER = Actor.system(ASSOCIATION, purpose="test")
CITIZEN = Actor(tenant=EGEBY, person_id=new_id(), roles=frozenset({Role.CITIZEN}))


def store(key: str, **changes: object) -> None:
    """Store the card of ``key`` as other code would have: a field changed, or left out when it is None."""
    with transaction(ASSOCIATION):
        offered = Service.objects.get(key=key)
        card = offered.card | changes
        offered.card = {name: value for name, value in card.items() if value is not None}
        offered.save()
        turn_edition(INSTALLER)


@pytest.mark.parametrize(
    "changes",
    [
        {"task": None},
        {"target_percent": "80"},
        {"edition": None},
        {"edition": 0},
        {"kind": "leaflet"},
        {"title": "Lån en cykel"},
        {"colour": "green"},
    ],
    ids=str,
)
def test_a_card_of_another_shape_is_made_anew_from_its_package(changes):
    install_files(INSTALLER, package_files())
    with transaction(EGEBY):
        before = list_services(CITIZEN, "da")

    store("borrow-a-bike", **changes)

    with transaction(EGEBY):
        assert list_services(CITIZEN, "da") == before
        assert service(CITIZEN, "borrow-a-bike", "en").title == "Borrow a bike"
        assert search(CITIZEN, "cykel", "da").hits == before


def test_installing_the_same_package_again_stores_todays_card_and_nothing_else():
    install_files(INSTALLER, package_files())
    with transaction(ASSOCIATION):
        fresh = Service.objects.get().card

    store("borrow-a-bike", task=None)
    install_files(INSTALLER, package_files())

    with transaction(ASSOCIATION):
        assert Service.objects.get().card == fresh
        assert SearchText.objects.count() == 2
        assert ServiceVersion.objects.count() == 1
        assert len(emitted(ServiceInstalled)) == 1


def test_a_package_that_todays_code_cannot_read_hides_its_own_service_only():
    install_files(INSTALLER, service_with("1.0.0", "1.0.7"))  # no test before this one had it read
    with transaction(ASSOCIATION):
        file = StoredFile.objects.get(version__service_key="borrow-a-bike", path="service.yaml")
        StoredFile.objects.filter(pk=file.pk).delete()
        StoredFile.objects.create(
            version=ServiceVersion.objects.get(service_key="borrow-a-bike"),
            path="service.yaml",
            content=bytes(file.content).replace(b"unit: bikes", b"units: bikes"),
            is_published=True,
        )
    store("borrow-a-bike", task=None)

    install_files(INSTALLER, read_package(SERVICES / "dk" / "free-place-subsidy"))

    with transaction(EGEBY):
        assert [card.key for card in list_services(CITIZEN, "da")] == ["free-place-subsidy"]


def test_a_life_event_of_another_shape_is_left_out_until_its_file_is_installed_again():
    install_files(INSTALLER, package_files())
    file = SERVICES / "dk" / "life-events.yaml"
    install_life_events(INSTALLER, file)
    with transaction(ASSOCIATION):
        LifeEvent.objects.filter(key="moving").update(card={"title": "Flytning"})
        turn_edition(INSTALLER)
    with transaction(EGEBY):
        assert life_events(CITIZEN, "da") == ()

    install_life_events(INSTALLER, file)

    with transaction(EGEBY):
        assert [event.key for event in life_events(CITIZEN, "da")] == ["moving"]
