"""Which version of the rules everybody is told: the one in force, those before it, and from when other rules hold."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client

from raadhus.catalogue.demo import load_country
from raadhus.catalogue.domain.package_files import PackageFiles, read_package
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.tests.packagekit import SERVICES
from raadhus.catalogue.use_cases.releasing import find_pending, release, stop, store_version, turn_edition
from raadhus.organisation.demo import ASSOCIATION
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


def released(valid_from: dt.date) -> str:
    """Release a changed version and return its address."""
    files = dict(read_package(SERVICES / "dk" / "free-place-subsidy").contents)
    changed = files["rules.dmn"].replace(b"<text>622200</text>", b"<text>640000</text>")
    package = PackageFiles(files | {"rules.dmn": changed})
    actor = Actor.system(ASSOCIATION, purpose="test")
    with transaction(ASSOCIATION):
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
