"""Processes are drawn in the modeller: by mouse and by keyboard, in every language, under the strict policy."""

import os

import pytest

from raadhus.cases.tests.casekit import NOON, Town
from raadhus.platform import clock
from raadhus.workspace.tests.browser.conftest import TOWN
from raadhus.workspace.tests.deskkit import Desk, all_of
from raadhus.workspace.tests.modelkit import begun
from tests.browserkit import visit

pytestmark = pytest.mark.browser
VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective} ${event.sourceFile} ${event.lineNumber}`));
"""


@pytest.fixture
def anna(towns, db):
    """Return the browser of somebody who writes processes, in a town without cases."""
    with clock.frozen(NOON):
        yield Desk(Town().build()).staff("Regelforfattere", "Regelgodkendere", name="Anna Ord")


@pytest.fixture
def draft(anna):
    """Return the address of a draft that was just begun."""
    return begun(anna)


def source() -> str:
    (row,) = all_of("rules.RuleDraft")
    return bytes(row.source).decode()


def look(page, name):
    """Keep a picture where somebody asked for pictures."""
    folder = os.environ.get("RAADHUS_TEST_PICTURES")
    if folder:
        page.screenshot(path=f"{folder}/modeller-{name}.png", full_page=True)


def modeller(anna, draft, opened, **how):
    """Return the page with the modeller, open, and what its policy and its console complained of."""
    page = opened(anna, draft, **how)
    page.context.add_init_script(VIOLATIONS)
    told = []
    page.on("console", lambda line: told.append(line.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    visit(page, f"{TOWN}{draft}modeller/")
    page.wait_for_selector("[data-place][data-opened]")
    return page, told


def saved(page):
    """Save by key and wait until the town hall has answered."""
    with page.expect_response("**/modeller/save/") as answer:
        page.keyboard.press("Control+s")
    assert answer.value.status == 200, answer.value.text()
    page.locator("[data-said]", has_text="Saved.").wait_for()


def test_nothing_drawn_is_nothing_changed(anna, draft, opened):
    before = source()
    page, told = modeller(anna, draft, opened)
    look(page, "wide")
    saved(page)
    assert source() == before
    assert page.evaluate("window.violations") == []
    assert told == []
    assert page.get_by_title("bpmn.io").or_(page.locator(".bjs-powered-by")).first.is_visible()


def test_a_step_is_drawn_named_and_set_by_keyboard(anna, draft, opened):
    page, told = modeller(anna, draft, opened)
    page.get_by_label("Chosen").select_option("decide")
    page.get_by_role("button", name="A person’s task").focus()
    page.keyboard.press("Enter")
    page.locator("[data-said]", has_text="Drawn: A person’s task").wait_for()
    page.get_by_label("Name", exact=True).fill("Read it once more")
    page.get_by_label("What is done").select_option("cases.ask_unit")
    look(page, "drawn")
    saved(page)
    look(page, "saved")
    assert page.evaluate("window.violations") == []
    assert told == []
    assert 'name="Read it once more"' in source()
    assert '<raadhus:task handler="cases.ask_unit"/>' in source()
