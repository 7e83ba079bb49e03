"""A municipality is set up from a file; doing it again brings it in line; what is wrong in the file is said."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.core.management import CommandError, call_command

from raadhus.organisation.public import AboutPage, find_own_text, list_units
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction

# who owns the tables writes in a transaction of its own, which the application does not see before it is committed
pytestmark = pytest.mark.django_db(databases=["default", "owner"])
GOOD: dict[str, Any] = {
    "slug": "vestby",
    "name": "Vestby Kommune",
    "host": "vestby.example",
    "country": "dk",
    "language": "da",
    "time_zone": "Europe/Copenhagen",
    "theme": "egeby",
    "phone": "00 00 00 40",
    "units": {"pladsanvisningen": "Pladsanvisningen"},
    "groups": [
        {"group": "Sagsbehandlere", "role": "caseworker", "unit": "pladsanvisningen"},
        {"group": "Ledere", "role": "leader"},
    ],
    "hours": [{"counter": "phone", "weekdays": [0, 1, 2, 3, 4], "opens": "09:00", "closes": "15:00"}],
    "logins": [
        {
            "key": "staff",
            "title": "Medarbejderlogin",
            "is_for_staff": True,
            "issuer": "https://login.vestby.example",
            "client_id": "raadhus",
            "client_secret_file": "staff.secret",
            "scopes": "openid profile groups",
            "claims": {"level": "acr", "levels": {"substantial": "substantial"}, "groups": "groups"},
        }
    ],
}


@pytest.fixture
def file(tmp_path: Path, towns: None) -> Path:
    """Return the file's place, with the login's secret beside it."""
    (tmp_path / "staff.secret").write_text("not so secret\n")
    return tmp_path / "vestby.yaml"


def set_up(file: Path, **change: Any) -> None:
    file.write_text(yaml.safe_dump(copy.deepcopy(GOOD) | change, allow_unicode=True))
    call_command("set_up_municipality", file, verbosity=0)


def vestby() -> Any:
    """Return the municipality as the owner of the tables sees it."""
    return apps.get_model("organisation.Municipality").objects.using("owner").get(host="vestby.example")


def test_the_host_is_known_with_units_groups_hours_and_login(file):
    set_up(file)

    town = vestby()
    assert (town.name, town.language, town.theme) == ("Vestby Kommune", "da", "egeby")
    with transaction(town.id):
        assert [unit.key for unit in list_units(Actor.system(town.id, purpose="test"))] == [
            "pladsanvisningen"
        ]
        groups = apps.get_model("organisation.StaffGroup").objects.order_by("group")
        assert [(one.group, one.role) for one in groups] == [
            ("Ledere", "leader"),
            ("Sagsbehandlere", "caseworker"),
        ]
        assert apps.get_model("organisation.OpeningHours").objects.count() == 5
        (provider,) = apps.get_model("identity.LoginProvider").objects.all()
        assert (provider.key, provider.client_secret) == ("staff", "not so secret")


def test_doing_it_again_brings_it_in_line_with_the_file(file):
    set_up(file)
    set_up(file, name="Vestby", groups=[{"group": "Chefer", "role": "leader"}])

    town = vestby()
    assert town.name == "Vestby"
    with transaction(town.id):
        assert [one.group for one in apps.get_model("organisation.StaffGroup").objects.all()] == ["Chefer"]
        assert apps.get_model("organisation.OpeningHours").objects.count() == 5


def test_its_own_texts_are_kept_and_leave_with_the_file(file):
    (file.parent / "cookies.md").write_text("Vi bruger ingen.")
    set_up(file, texts={"cookies": {"da": "cookies.md"}})
    town = vestby()
    actor = Actor.system(town.id, purpose="test")
    with transaction(town.id):
        assert find_own_text(actor, AboutPage.COOKIES, "da") == "Vi bruger ingen."
        assert find_own_text(actor, AboutPage.COOKIES, "nb") == ""

    set_up(file)

    with transaction(town.id):
        assert find_own_text(actor, AboutPage.COOKIES, "da") == ""


def test_its_closed_days_are_what_the_file_says(file):
    christmas = {"day": "12-24", "name": "Juleaftensdag"}
    set_up(file, closed_days=[christmas, {"day": "2024-05-10", "name": "Flytning"}])
    set_up(file, closed_days=[christmas])

    town = vestby()
    with transaction(town.id):
        (closed,) = apps.get_model("organisation.ClosedDay").objects.all()
        assert (closed.day, closed.name) == ("12-24", "Juleaftensdag")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"hots": "x"}, "hots: Extra inputs"),
        ({"host": "Vest by"}, "host: "),
        ({"country": "se"}, "country: "),
        ({"time_zone": "Europe/Egeby"}, "is no time zone"),
        ({"groups": [{"group": "A", "role": "king"}]}, "groups.0.role: "),
        ({"groups": [{"group": "A", "role": "caseworker", "unit": "nowhere"}]}, "No unit is called nowhere"),
        ({"closed_days": [{"day": "12-32", "name": "A"}]}, "closed_days.0.day: "),
        ({"closed_days": [{"day": "Friday", "name": "A"}]}, "closed_days.0.day: "),
        ({"closed_days": [{"day": "12-24", "name": "A"}, {"day": "12-24", "name": "B"}]}, "named twice"),
        ({"texts": {"cookies": {"da": "gone.md"}}}, "texts.cookies.da cannot be read"),
        ({"texts": {"recipes": {}}}, "texts.recipes"),
        ({"logins": [GOOD["logins"][0] | {"client_secret_file": "gone"}]}, "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_laid_down(file, change, told):
    with pytest.raises(CommandError, match=told):
        set_up(file, **change)

    assert (
        not apps.get_model("organisation.Municipality").objects.using("owner").filter(slug="vestby").exists()
    )


def test_a_signature_that_anybody_can_make_is_refused(file):
    with pytest.raises(CommandError, match="signatures"):
        set_up(file, logins=[GOOD["logins"][0] | {"algorithms": ["none"]}])
