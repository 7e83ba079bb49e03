"""Versions of processes on an operator's pages: called by their number and their day, not by a hash."""

import re

import pytest
from django.apps import apps

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE
from raadhus.catalogue.public import list_process_versions
from raadhus.platform import clock
from raadhus.processes import public as processes
from raadhus.workspace.tests.deskkit import OPERATORS, page
from raadhus.workspace.tests.modelkit import begun, published, renamed
from raadhus.workspace.tests.processkit import plans

HOME = "/work/processes/"
FIRST, SECOND = "Version 1.0.0 from 5\u00a0November 2024", "Version 1.0.1 from 5\u00a0November 2024"


@pytest.fixture
def operator(desk):
    """Return an operator's browser."""
    return desk.staff(OPERATORS, name="Ole Drift")


@pytest.fixture
def instance(desk):
    """Return the process of a case that waits for its unit."""
    desk.town.move_in(ANNE)
    return desk.town.decide_application(ANNE, contested=True).process_id


@pytest.fixture
def newer(author, approver, instance):
    """Let a new version of the service's process hold, in which a step has another name."""
    draft = begun(author)
    renamed(author, draft)
    assert published(author, approver, draft).status_code == 302


def marks_in(shown: str) -> list[str]:
    """Return what looks like a piece of a hash in the words of a page."""
    words = re.sub(r"<[^>]+>", " ", re.sub(r"<details.*?</details>", " ", shown, flags=re.DOTALL))
    return [one for one in re.findall(r"\b[0-9a-f]{8,64}\b", words) if not one.isdigit()]


def test_a_version_is_called_by_its_number_and_its_day(operator, instance):
    for url in (HOME, f"{HOME}{instance}/", f"{HOME}migrate/"):
        shown = page(operator, url)
        assert FIRST in shown, url
        assert marks_in(shown) == [], url


def test_the_hash_stands_folded_beside_for_the_command_line(desk, operator, instance):
    shown = page(operator, f"{HOME}{instance}/")
    folded = re.search(r"<span>For the command line</span>.*?</details>", shown, re.DOTALL)
    assert folded
    with desk.transaction():
        (version,) = processes.list_versions(desk.operator())
    assert version.model_hash in folded[0]
    assert str(instance) in folded[0]


@pytest.mark.usefixtures("newer")
def test_the_only_version_with_cases_is_chosen_and_so_is_the_one_to_go_to(operator, instance):
    chosen = re.findall(r"<option[^>]* selected[^>]*>([^<]*)", page(operator, f"{HOME}migrate/"))
    assert [one.partition(" · ")[2] for one in chosen] == [FIRST, SECOND]


@pytest.mark.usefixtures("newer")
def test_cases_go_from_the_one_to_the_other_by_name(operator, instance):
    shown = page(operator, f"{HOME}migrate/")
    assert FIRST in shown
    assert SECOND in shown
    old, new = (
        re.search(rf'<option value="([^"]+)"[^>]*>[^<]*{re.escape(name)}', shown)[1]
        for name in (FIRST, SECOND)
    )
    sent = {"old": old, "new": new, "mapping": "", "reason": "Plainer.", "act": "begin"}
    begun_at = operator.post(f"{HOME}migrate/", sent, follow=True)
    assert f"{FIRST} → {SECOND}" in begun_at.text
    run_all()

    for url in (HOME, begun_at.redirect_chain[-1][0], f"{HOME}{instance}/"):
        shown = page(operator, url)
        assert SECOND in shown, url
        assert marks_in(shown) == [], url
    assert "Moved to a new version" in page(operator, f"{HOME}{instance}/")


@pytest.mark.usefixtures("newer")
def test_a_move_that_an_earlier_release_noted_by_the_first_signs_of_a_hash_has_its_name_too(
    desk, operator, instance
):
    with desk.transaction():
        known = list_process_versions(desk.operator())
        newest = next(one for one, version in known.items() if version.version == "1.0.1")
        apps.get_model("processes.Intervention").objects.create(
            instance_id=instance,
            act="migrated",
            target=newest[:8],
            reason="Plainer.",
            at=clock.now(),
            by=None,
        )
    assert SECOND in page(operator, f"{HOME}{instance}/")


def test_what_no_service_has_had_is_told_by_the_first_signs_of_its_hash(operator):
    with plans() as register:
        register.start()
        assert "a version of no service, " in page(operator, HOME)
