"""Which version of the rules everybody is told: the one in force, those before it, and from when other rules hold."""

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client

from raadhus.catalogue.demo import load_country
from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.models import ServiceRelease, ServiceVersion
from raadhus.catalogue.tests.packagekit import SERVICES
from raadhus.catalogue.use_cases.read_package import read_package
from raadhus.catalogue.use_cases.releasing import find_pending, release, stop, store_version, turn_edition
from raadhus.organisation.demo import ASSOCIATION, NORDBY
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction

URL = "/services/free-place-subsidy/calculation/"
NOON = dt.datetime(2024, 11, 5, 12, tzinfo=dt.UTC)


@pytest.fixture
def visitor(db: None, towns: None, client: Client) -> Iterator[Client]:
    """Return a visitor of Egeby on 5 November 2024."""
    with clock.frozen(NOON):
        load_country("dk", ASSOCIATION)
        client.defaults["SERVER_NAME"] = "egeby.localhost"
        yield client


def released(valid_from: dt.date, owner: UUID = ASSOCIATION) -> str:
    """Release a changed version and return its address."""
    files = dict(read_package(SERVICES / "dk" / "free-place-subsidy").contents)
    changed = files["rules.dmn"].replace(b"<text>622200</text>", b"<text>640000</text>")
    package = PackageFiles(files | {"rules.dmn": changed})
    actor = Actor.system(owner, purpose="test")
    with transaction(owner):
        release(actor, store_version(package, parse_service(package)), package, valid_from=valid_from)
    return package.content_hash


def test_rules_whose_day_has_not_come_are_announced_and_can_be_read_apart(visitor):
    address = released(dt.date(2025, 1, 1))

    today = visitor.get(URL).text
    assert "640.000" not in today
    assert "Den, der søger fra den 1.\u00a0januar 2025, får sin sag afgjort efter andre regler." in today
    assert f'href="{URL}?version={address}"' in today
    later = visitor.get(URL, {"version": address}).text
    assert "640.000" in later
    assert "Reglerne her gælder for den, der søger fra den 1.\u00a0januar 2025." in later
    assert "Tidligere regler" not in later


def test_rules_that_were_stopped_before_their_day_are_told_to_nobody(visitor):
    address = released(dt.date(2025, 1, 1))
    with transaction(ASSOCIATION):
        actor = Actor.system(ASSOCIATION, purpose="test")
        waiting = find_pending(actor, "free-place-subsidy")
        assert waiting is not None
        stop(waiting)
        turn_edition(actor)

    assert "andre regler" not in visitor.get(URL).text
    assert visitor.get(URL, {"version": address}).status_code == 404


def test_a_version_that_holds_from_today_is_told_at_once(visitor):
    before = visitor.get(URL).text
    released(dt.date(2024, 11, 5))

    assert "640.000" in visitor.get(URL).text
    assert "640.000" not in before


def test_a_version_that_held_is_still_told(visitor):
    with transaction(ASSOCIATION):
        first = ServiceVersion.objects.get(service_key="free-place-subsidy").content_hash
    released(dt.date(2024, 11, 5))

    told = visitor.get(URL, {"version": first})

    assert told.status_code == 200
    assert "640.000" not in told.text


def test_a_version_of_another_town_is_told_to_nobody_here(visitor):
    address = released(dt.date(2024, 11, 5), NORDBY)

    assert visitor.get(URL, {"version": address}).status_code == 404


def test_a_version_that_was_stopped_before_its_day_is_told_to_nobody(visitor):
    address = released(dt.date(2025, 1, 1))
    with transaction(ASSOCIATION):
        ServiceRelease.objects.filter(version__content_hash=address).update(
            is_pending=False, stopped_at=clock.now()
        )

    assert visitor.get(URL, {"version": address}).status_code == 404


def test_a_version_that_older_code_installed_without_a_release_is_told(visitor):
    released(dt.date(2024, 11, 5))
    with transaction(ASSOCIATION):
        first = ServiceVersion.objects.filter(service_key="free-place-subsidy").earliest("stored_at")
        ServiceRelease.objects.filter(version=first).delete()

    assert visitor.get(URL, {"version": first.content_hash}).status_code == 200
