"""A change of rules tried in a real browser: readable for everybody, followed by itself, done without script."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import package_files
from raadhus.workspace.tests.flow.test_try_rules import TRY, begin
from tests.browserkit import follow, turning, violations, width_of

pytestmark = pytest.mark.browser
FILE = {
    "name": "dearer.dmn",
    "mimeType": "application/xml",
    "buffer": package_files()["rules.dmn"].replace(b"<text>70089</text>", b"<text>7008</text>"),
}


def test_no_page_of_a_trial_has_an_accessibility_violation_or_is_too_wide(busy, opened):
    mette = busy.staff()
    done = begin(mette).headers["Location"]
    run_all()
    running = begin(mette).headers["Location"]
    found, widths = {}, {}
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)):
        for path in (TRY, running, done):
            page = opened(
                mette, path, width=width, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
            )
            found[scheme, width, path] = violations(page)
            widths[scheme, width, path] = width_of(page)
            page.close()

    assert {place: told for place, told in found.items() if told} == {}
    assert widths == {place: place[1] for place in widths}


def test_the_page_finds_out_by_itself_that_the_trial_is_done(busy, opened):
    mette = busy.staff()
    page = opened(mette, begin(mette).headers["Location"])
    page.wait_for_selector("progress")
    run_all()

    page.wait_for_selector("h2.rh-state")

    assert "cases come out the same" in page.locator("h2.rh-state").inner_text()


def test_a_change_is_tried_without_script_and_by_keyboard(busy, opened):
    page = opened(busy.staff(), TRY, java_script_enabled=False)
    page.set_input_files("input[type=file]", files=[FILE])
    page.get_by_role("button", name="Try it").focus()
    with turning(page):
        page.keyboard.press("Enter")
    assert page.get_by_text("cases are computed").is_visible()
    run_all()

    follow(page, "Look again")

    assert "cases come out the same" in page.locator("h2.rh-state").inner_text()
