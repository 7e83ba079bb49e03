"""A caseworker's day, twenty cases, with the keyboard only: no mouse, no help from the test but keys."""

import dataclasses
from decimal import Decimal

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import NOON, Resident, Town
from raadhus.platform import clock
from raadhus.workspace.tests.browser.conftest import TOWN
from raadhus.workspace.tests.deskkit import Desk, all_of
from tests.browserkit import turning

pytestmark = pytest.mark.browser
CASES, ASIDE = 20, 2
MOST_TABS = 150
ANNE = Resident(number="6101901300", name="Anne Andersen")


@pytest.fixture
def morning(towns, db):
    """Return Egeby with twenty contested applications that wait for the unit."""
    with clock.frozen(NOON):
        town = Town().build()
        for index in range(CASES):
            resident = dataclasses.replace(
                ANNE, number=str(6101901300 + index), name=f"Anne {index}", monthly=Decimal(20_000 + index)
            )
            town.move_in(resident)
            town.decide_application(resident, contested=True)
        yield Desk(town)


def tab_to(page, selector, key="Tab"):
    """Press Tab until what ``selector`` names has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def tab_to_button(page, words):
    """Press Tab until the button or link that says ``words`` has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == words:
            return
    raise AssertionError(f"Tab never reaches {words}")


def enter(page, url=None):
    with turning(page, url):
        page.keyboard.press("Enter")


def set_two_aside(page):
    """Tick the first two and set them aside for a day."""
    for _ in range(ASIDE):
        page.keyboard.press("j")
        page.keyboard.press("x")
    tab_to_button_backwards(page, "With the chosen…")
    enter(page)
    tab_to(page, "[name=until]")
    page.keyboard.press("ArrowDown")
    tab_to_button(page, "Look at what happens Set them aside")
    enter(page)
    tab_to_button(page, "Do it")
    enter(page)


def tab_to_button_backwards(page, words):
    for _ in range(MOST_TABS):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent").strip() == words:
            return
    raise AssertionError(f"Shift+Tab never reaches {words}")


def decide_the_first(page):
    """Open the first case of the list, decide it, read nothing twice, send it, and go back to the list."""
    page.keyboard.press("j")
    enter(page)
    page.keyboard.press("t")
    tab_to(page, "[name=choice]")
    while page.evaluate("document.activeElement.value") != "share":
        page.keyboard.press("ArrowDown")
    tab_to(page, "[name=percent]")
    page.keyboard.press("Control+A")
    page.keyboard.type("100")
    tab_to(page, "[name=reasons]")
    page.keyboard.type("Indtægten er lav.")
    tab_to_button(page, "Decide")
    enter(page, "**done=decided")
    page.keyboard.press("t")
    tab_to_button(page, "Send the decision")
    enter(page, "**done=sent")
    page.keyboard.press("t")
    tab_to_button(page, "Go on with the next case in the inbox")
    enter(page, f"{TOWN}/work/")


def test_twenty_cases_are_worked_with_the_keyboard_only(morning, opened):
    page = opened(morning.staff(), "/work/")
    set_two_aside(page)
    for _ in range(CASES - ASIDE):
        decide_the_first(page)

    assert page.get_by_text("Everything is done").is_visible()
    run_all()
    by_hand = [one for one in all_of("cases.Decision") if not one.is_automatic]
    assert len(by_hand) == len(all_of("cases.Sending")) == CASES - ASIDE
    aside = [task for task in all_of("cases.Task") if task.set_aside_until is not None]
    assert [(task.status, task.set_aside_until > NOON.date()) for task in aside] == [("open", True)] * ASIDE
