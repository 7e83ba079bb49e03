"""Rules in a real browser: for everyone, at every width, without script; the modeller under the strict policy."""

import os
import re

import pytest
from django.conf import settings

from raadhus.cases.tests.casekit import NOON, Town
from raadhus.platform import clock
from raadhus.workspace.tests.browser.conftest import TOWN
from raadhus.workspace.tests.deskkit import Desk, all_of
from tests.browserkit import follow, turning, violations, visit, width_of

pytestmark = pytest.mark.browser
# What the modeller's library draws inside its box is its own.
LIBRARY = ".dmn-js-parent"
HOME = "/work/rules/free-place-subsidy/"
VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective} ${event.sourceFile} ${event.lineNumber}`));
"""


@pytest.fixture
def anna(towns, db):
    """Return the browser of somebody who writes rules, in a town without cases."""
    with clock.frozen(NOON):
        yield Desk(Town().build()).staff("Regelforfattere", "Regelgodkendere", name="Anna Ord")


@pytest.fixture
def draft(anna):
    """Return the address of a draft that was just begun."""
    return anna.post(f"{HOME}drafts/begin/", {"title": "Scale of 2025"})["Location"].partition("?")[0]


def cells():
    (row,) = all_of("rules.RuleDraft")
    return bytes(row.source)


def look(page, name):
    """Keep a picture where somebody asked for pictures."""
    folder = os.environ.get("RAADHUS_TEST_PICTURES")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def in_review(anna):
    """Return the browser of a reviewer, and a draft that somebody else has sent."""
    draft = anna.post(f"{HOME}drafts/begin/", {"title": "Other words"})["Location"].partition("?")[0]
    table = f"{draft}table/?table=route-table"
    for url, cells in (
        (table, {"cell:6:route-full-subsidy": "The full subsidy."}),
        (f"{draft}submit/", {"note": "Short."}),
    ):
        mark = re.search(r'name="read" value="([0-9a-f]+)"', anna.get(draft).text)
        assert anna.post(url, {"read": mark[1]} | cells).status_code == 302
    return Desk(Town()).staff("Regelgodkendere", name="Bent Blik"), draft


def compared(anna):
    """Return the address of the difference between the rules in force and themselves."""
    version = re.findall(r"version=([0-9a-f]{64})", anna.get(f"{HOME}history/").text)[0]
    return f"{HOME}history/compare/?before={version}&after={version}"


def write_without_script(anna, opened, draft):
    page = opened(anna, f"{draft}table/?table=scale-table", java_script_enabled=False)
    page.get_by_label("Row 3, Lower limit").fill("200301 +")
    with turning(page):
        page.keyboard.press("Enter")
    assert page.get_by_text("The draft is kept.").is_visible()
    return page


def test_no_page_has_an_accessibility_violation_or_is_too_wide(anna, draft, opened):
    write_without_script(anna, opened, draft).close()
    bent, reviewed = in_review(anna)
    pages = {
        "review": reviewed,
        "list": "/work/rules/",
        "drafts": f"{HOME}drafts/",
        "history": f"{HOME}history/",
        "draft": draft,
        "table": f"{draft}table/?table=scale-table",
        "wide-table": f"{draft}table/?table=reasons-table",
        "modeller": f"{draft}modeller/",
        "compare": compared(anna),
    }
    found, widths = {}, {}
    for scheme, width in (("light", 1280), ("dark", 320), ("light", 320), ("dark", 1280)):
        for name, path in pages.items():
            who = bent if name == "review" else anna
            how = {"color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
            page = opened(who, path, width=width, **how)
            if name == "modeller":
                page.wait_for_selector("[data-opened]")
            look(page, f"{name}-{scheme}-{width}")
            found[scheme, width, name] = violations(page, beside=LIBRARY)
            widths[scheme, width, name] = width_of(page)
            page.close()

    assert {place: told for place, told in found.items() if told} == {}
    assert widths == {place: place[1] for place in widths}


def test_a_cell_is_changed_and_undone_by_keyboard_without_script(anna, draft, opened):
    page = write_without_script(anna, opened, draft)
    assert b"<text>200301 +</text>" in cells()
    follow(page, "Back to the draft")
    page.get_by_role("button", name="Undo").focus()
    with turning(page):
        page.keyboard.press("Enter")
    assert page.get_by_text("One step back").is_visible()

    assert b"<text>200301" not in cells()


def test_the_modeller_draws_edits_and_saves_under_the_strict_policy(anna, draft, opened):
    before = cells()
    page = opened(anna, draft)
    page.context.add_init_script(VIOLATIONS)
    visit(page, f"{TOWN}{draft}modeller/")
    page.wait_for_selector("[data-opened]")
    look(page, "modeller-diagram")
    assert (
        page.locator(".bjs-powered-by, .dmn-js-logo, .powered-by").count()
        or page.get_by_title("bpmn.io").count()
    )
    page.locator(".drill-down-overlay").first.click()
    cell = page.locator(".dmn-decision-table-container td.cell", has_text="200300").first
    cell.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("200301")
    page.get_by_text("Not saved yet").wait_for()
    look(page, "modeller-table")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.", exact=True).wait_for()

    assert page.evaluate("window.violations") == []
    assert b"200301" in cells()
    assert cells().count(b"DMNShape") == before.count(b"DMNShape")
    assert b"DMN/20230324/MODEL/" in cells()
    assert anna.get(draft).text.count("1 row changed.") == 1


@pytest.mark.parametrize(("language", "words"), [("da", "Se diagrammet"), ("nb", "Legg til en opplysning")])
def test_the_modeller_speaks_the_readers_language_and_warns_of_nothing(anna, draft, opened, language, words):
    anna.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = opened(anna, draft)
    told = []
    page.on("console", lambda line: told.append(line.text))
    visit(page, f"{TOWN}{draft}modeller/")
    page.wait_for_selector("[data-opened]")
    page.locator(".drill-down-overlay").first.click()
    page.locator(".dmn-decision-table-container").wait_for()
    look(page, f"modeller-{language}")

    shown = page.locator("[data-modeller]").inner_html()
    assert words in shown
    assert "Hit policy" not in shown
    assert told == []


def test_what_the_check_finds_is_told_after_saving_in_the_modeller_and_when_it_opens(anna, draft, opened):
    page = opened(anna, f"{draft}modeller/")
    page.wait_for_selector("[data-opened]")
    assert page.get_by_text("Read what the check finds").is_hidden()
    page.locator(".drill-down-overlay").first.click()
    page.locator(".dmn-decision-table-container td.cell", has_text="200300").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("200301 kr")
    page.get_by_text("Not saved yet").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. The check finds").wait_for()
    follow(page, "Read what the check finds")

    assert page.url == f"{TOWN}{draft}#check"
    assert b"200301 kr" in cells()
    visit(page, f"{TOWN}{draft}modeller/")
    page.wait_for_selector("[data-opened]")
    page.get_by_text("The check finds 1 thing to mend.").wait_for()
    assert page.get_by_text("Read what the check finds").is_visible()


def test_what_is_drawn_on_an_old_page_is_not_saved_over_a_newer_draft(anna, draft, opened):
    page = opened(anna, f"{draft}modeller/")
    page.wait_for_selector("[data-opened]")
    write_without_script(anna, opened, draft).close()
    newer = cells()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Somebody has changed this draft since you opened the page.").wait_for()

    assert cells() == newer
