"""A package may count its times in the municipality's working days."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.apps import apps

from raadhus.cases.tests.casekit import EGEBY, NOON, package_files
from raadhus.cases.use_cases import town_days
from raadhus.catalogue.public import ServiceFile, parse_service
from raadhus.organisation.public import forget_known
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.usefixtures("towns", "db", "forgetful")
TOWN = Actor.system(EGEBY, purpose="test")


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Let nothing that a test says of closed days be known to another."""
    forget_known()
    yield
    forget_known()


def service_counted_in(counted_in: str) -> ServiceFile:
    """Return the free-place service with its times counted in something else."""
    files = package_files()
    text = files["service.yaml"].replace(
        b"days_to_decide: 14", f"counted_in: {counted_in}\ndays_to_decide: 14".encode()
    )
    return parse_service(type(files)({**files.contents, "service.yaml": text}))


def test_days_are_days_where_the_package_says_nothing_else() -> None:
    with clock.frozen(NOON), transaction(EGEBY):
        assert town_days.by_package(TOWN, parse_service(package_files()), 14) == dt.date(2024, 11, 19)


def test_working_days_leave_out_weekends_and_closed_days() -> None:
    service = service_counted_in("working-days")
    with clock.frozen(NOON), transaction(EGEBY):
        assert town_days.by_package(TOWN, service, 14) == dt.date(2024, 11, 25)
        assert town_days.answer_by(TOWN, service, 14) == dt.date(2024, 11, 25)
    with clock.frozen(NOON + dt.timedelta(days=45)), transaction(EGEBY):  # 20 December, a Friday
        apps.get_model("organisation.ClosedDay").objects.create(day="12-24", name="Juleaftensdag")
        forget_known()
        assert town_days.by_package(TOWN, service, 2) == dt.date(2024, 12, 27)


def test_where_the_package_sets_no_time_it_is_two_weeks_of_days() -> None:
    with clock.frozen(NOON), transaction(EGEBY):
        assert town_days.answer_by(TOWN, service_counted_in("working-days"), None) == dt.date(2024, 11, 19)
