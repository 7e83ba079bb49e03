"""Processes in a real browser: for everyone, at every width; a whole change by keyboard and without script."""

import os
import re

import pytest

from raadhus.cases.tests.casekit import NOON, Town
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import Desk, all_of
from raadhus.workspace.tests.modelkit import HOME, begun, renamed, step_of
from tests.browserkit import follow, turning, violations, width_of

pytestmark = pytest.mark.browser
LIBRARY = ".bjs-container"
"""What the viewer's library draws inside its box is its own."""


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
        page.screenshot(path=f"{folder}/models-{name}.png", full_page=True)


def test_no_page_has_an_accessibility_violation_or_is_too_wide(anna, draft, opened):
    renamed(anna, draft)
    pages = {
        "list": "/work/models/",
        "steps": HOME,
        "drafts": f"{HOME}drafts/",
        "draft": draft,
        "step": step_of(draft, "which_way"),
        "task": step_of(draft, "ask_unit"),
        "history": f"{HOME}history/",
    }
    found, widths = {}, {}
    for scheme, width in (("light", 1280), ("dark", 320)):
        for name, path in pages.items():
            how = {"color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
            page = opened(anna, path, width=width, **how)
            if name in {"steps", "draft"}:
                page.wait_for_selector("[data-opened]")
            look(page, f"{name}-{scheme}-{width}")
            found[scheme, width, name] = violations(page, beside=LIBRARY)
            widths[scheme, width, name] = width_of(page)
            page.close()

    assert {place: told for place, told in found.items() if told} == {}
    assert widths == {place: place[1] for place in widths}


def test_a_step_is_added_by_keyboard_without_script(anna, draft, opened):
    page = opened(anna, step_of(draft, "decide"), java_script_enabled=False)
    page.locator("[name=new-name]").fill("Read it once more")
    page.get_by_role("button", name="Add the step").focus()
    with turning(page):
        page.keyboard.press("Enter")
    assert page.get_by_text("The step is added").is_visible()
    look(page, "added-no-script")
    assert 'name="Read it once more"' in source()
    follow(page, "Back to the draft")
    page.get_by_role("button", name="Undo").focus()
    with turning(page):
        page.keyboard.press("Enter")
    assert page.get_by_text("One step back").is_visible()
    assert "Read it once more" not in source()


def test_what_is_changed_is_marked_on_the_drawing_under_the_strict_policy(anna, draft, opened):
    renamed(anna, draft)
    page = opened(anna, draft)
    page.wait_for_selector("[data-opened]")
    look(page, "draft-strict")
    assert page.locator(".rh-map__mark").all_inner_texts() == ["Changed"]
    assert re.search("Nogen\\s+afgør", page.locator(".djs-container").inner_text())
