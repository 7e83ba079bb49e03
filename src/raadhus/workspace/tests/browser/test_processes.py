"""Running processes in a real browser: readable for everybody, by keyboard and without script."""

from collections.abc import Iterator

import pytest
from django.apps import apps

from raadhus.bus.testing import run_all
from raadhus.processes import public as processes
from raadhus.processes.tests.servicekit import published
from raadhus.workspace.tests.deskkit import OPERATORS
from raadhus.workspace.tests.processkit import NEW, OLD, TOWN, Plans, plans
from tests.browserkit import follow, turning, violations, width_of

pytestmark = pytest.mark.browser
HOME = "/work/processes/"


@pytest.fixture
def register() -> Iterator[Plans]:
    """Return the register of plans."""
    with plans() as register:
        yield register


@pytest.fixture
def operator(busy):
    """Return an operator's browser."""
    return busy.staff(OPERATORS, name="Ole Drift")


def failed(busy, register):
    """Return an incident and its instance."""
    register.is_down = True
    instance = register.start(applicant="A-17", children=["Ida", "Bo"])
    register.is_down = False
    with busy.transaction():
        incident = apps.get_model("processes.Incident").objects.get(instance_id=instance)
    return f"{HOME}incidents/{incident.id}/", f"{HOME}{instance}/"


@pytest.fixture
def in_force(busy, register):
    """Let a service of the municipality have the new version."""
    with published(processes.store_model(TOWN, NEW).hash):
        yield


def ordered(**sent):
    """Return the form of a migration as it is sent."""
    old, new = (processes.store_model(TOWN, source).hash for source in (OLD, NEW))
    return {"old": f"{old}.permit", "new": f"{new}.permit", "mapping": "ask = examine"} | sent


@pytest.mark.usefixtures("in_force")
def test_no_page_has_an_accessibility_violation_or_is_too_wide(busy, operator, register, opened):
    incident, instance = failed(busy, register)
    waiting = register.start()
    begun = operator.post(f"{HOME}migrate/", ordered(act="begin", reason="New act.", mapping=""))
    run_all()
    operator.post(f"{HOME}{waiting}/pause/", {"reason": "The plan is wrong."})
    pages = (HOME, incident, instance, f"{HOME}{waiting}/", f"{HOME}migrate/", begun.headers["Location"])
    found, widths = {}, {}
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)):
        for path in pages:
            page = opened(
                operator, path, width=width, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
            )
            found[scheme, width, path] = violations(page)
            widths[scheme, width, path] = width_of(page)
            page.close()

    assert {place: told for place, told in found.items() if told} == {}
    assert widths == {place: place[1] for place in widths}


def test_a_failed_step_is_answered_by_keyboard_and_without_script(busy, operator, register, opened):
    incident, instance = failed(busy, register)
    page = opened(operator, incident, java_script_enabled=False)
    page.get_by_label("Reason").focus()
    page.keyboard.type("Found on paper.")
    page.get_by_label("Values to set").focus()
    page.keyboard.type('{plan: "7-a"}')
    page.get_by_role("button", name="Count it as done").focus()
    with turning(page):
        page.keyboard.press("Enter")
    assert page.get_by_text("The process has gone on with your answer.").is_visible()

    page = opened(operator, instance, java_script_enabled=False)

    assert page.get_by_text("Found on paper. · Ole Drift").is_visible()


@pytest.mark.usefixtures("in_force")
def test_cases_go_to_a_new_version_without_script(busy, operator, register, opened):
    register.start()
    sent = ordered()
    page = opened(operator, f"{HOME}migrate/?old={sent['old']}&new={sent['new']}", java_script_enabled=False)
    page.get_by_label("Which step becomes which").fill("ask = examine")
    page.get_by_label("Reason").fill("New act.")
    with turning(page):
        page.get_by_role("button", name="Look at what would happen").press("Enter")
    assert page.get_by_text("1 case would go along.").is_visible()
    with turning(page):
        page.get_by_role("button", name="Begin").press("Enter")
    run_all()

    follow(page, "Look again")

    assert page.get_by_text("1 of 1 case").is_visible()
