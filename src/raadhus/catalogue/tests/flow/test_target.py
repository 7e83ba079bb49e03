"""What share of a town's services should come by self-service, as the packages say."""

import pytest

from raadhus.catalogue.public import find_target_percent, install_files
from raadhus.catalogue.tests.packagekit import SERVICE_YAML, package_files
from raadhus.organisation.demo import ASSOCIATION, EGEBY, NORDBY
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns")]


def offer(*targets: int | None) -> None:
    """Install one service a target; None: self-service without one."""
    for place, percent in enumerate(targets):
        way = "self-service" if percent is None else f"self-service, target_percent: {percent}"
        bikes = SERVICE_YAML.replace("channel: phone", f"channel: {way}")
        bikes = bikes.replace("id: borrow-a-bike", f"id: borrow-bike-{place}")
        install_files(Actor.system(ASSOCIATION, purpose="test"), package_files(service_yaml=bikes))


@pytest.mark.parametrize(
    ("targets", "found"),
    [((), None), ((None,), None), ((70,), 70), ((90, 80, None, 80), 80), ((80, 90), 90)],
    ids=str,
)
def test_the_target_is_what_most_services_aim_at(targets, found):
    offer(*targets)

    with transaction(EGEBY):
        assert find_target_percent(Actor(tenant=EGEBY)) == found
    with transaction(NORDBY):  # reads another association's
        assert find_target_percent(Actor(tenant=NORDBY)) is None
