"""The modeller of processes as somebody sits before it in a browser."""

import os
from pathlib import Path
from typing import Any

from django.test import Client
from playwright.sync_api import Page

from raadhus.workspace.tests.browser.conftest import TOWN, Opened
from raadhus.workspace.tests.deskkit import all_of
from tests.browserkit import visit

SERVICES = Path(__file__).parents[5] / "services" / "dk"
LIBRARIES_OWN = "is deprecated and will be removed"
"""What the library says of itself when its menu opens."""
_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective} ${event.sourceFile} ${event.lineNumber}`));
"""
_FIELDS = """
    () => Object.fromEntries([...document.querySelectorAll("[data-fields] [name]")]
        .map((one) => [one.name, one.type === "checkbox" ? one.checked : one.value]))
"""


def source() -> bytes:
    """Return the only draft's file."""
    (row,) = all_of("rules.RuleDraft")
    return bytes(row.source)


def modeller(author: Client, draft: str, opened: Opened, **how: Any) -> tuple[Page, list[str]]:
    """Return the page with the modeller, open, and the list of what its console says from now on."""
    page = opened(author, draft, **how)
    page.context.add_init_script(_VIOLATIONS)
    told: list[str] = []
    page.on("console", lambda line: told.append(line.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    visit(page, f"{TOWN}{draft}modeller/")
    page.wait_for_selector("[data-place][data-opened]")
    return page, told


def complaints(page: Page, told: list[str]) -> list[str]:
    """Return what policy and console complained of."""
    return [*page.evaluate("window.violations"), *(one for one in told if LIBRARIES_OWN not in one)]


def choose(page: Page, element: str) -> None:
    """Choose an element in the list beside the drawing."""
    page.locator("[data-chosen]").select_option(element)
    chosen = f'[data-place] .djs-element.selected[data-element-id="{element}"]'
    page.wait_for_selector(chosen, state="attached")  # a straight way has no height, and so is never visible


def draw(page: Page, kind: str) -> None:
    """Draw a step by keyboard."""
    page.locator(f'[data-draws="{kind}"]').first.focus()
    page.keyboard.press("Enter")


def fields(page: Page) -> dict[str, str | bool]:
    """Return what the panel says of the chosen element."""
    found: dict[str, str | bool] = page.evaluate(_FIELDS)
    return found


def say(page: Page, **values: str | bool) -> None:
    """Write into the panel; ``_`` in a name stands for its hyphens."""
    for name, value in values.items():
        control = page.locator(f'[data-fields] [name="{name.replace("_", "-")}"]')
        control.evaluate("one => one.closest('details')?.setAttribute('open', '')")
        if isinstance(value, bool):
            if control.is_checked() != value:
                control.press("Space")
        elif control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
            control.press("Tab")


def save(page: Page) -> dict[str, Any]:
    """Save by key; return what the town hall answered."""
    with page.expect_response("**/modeller/save/") as answer:
        page.keyboard.press("Control+s")
    told: dict[str, Any] = answer.value.json()
    page.locator("[data-said]", has_text=told["sentence"]).wait_for()
    return told


def look(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for pictures."""
    if folder := os.environ.get("RAADHUS_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/modeller-{name}.png", full_page=True)
