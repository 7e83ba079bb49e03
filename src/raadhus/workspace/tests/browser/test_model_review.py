"""Review of a process in a real browser: what a reviewer reads, what is refused, what waits for its day and was stopped."""

import pytest

from raadhus.cases.tests.casekit import NOON, Town
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import Desk, all_of
from raadhus.workspace.tests.draftkit import HOME as RULES_HOME
from raadhus.workspace.tests.modelkit import HOME, begun, published, renamed, sent, step_of
from tests.browserkit import press, turning, violations, width_of

pytestmark = pytest.mark.browser
LIBRARY = ".bjs-container"
"""What the viewer's library draws inside its box is its own."""
LOOKS = [("light", 1280), ("dark", 320)]


@pytest.fixture
def staffed(towns, db):
    """Return a town without cases."""
    with clock.frozen(NOON):
        yield Desk(Town().build())


@pytest.fixture
def anna(staffed):
    """Return the browser of somebody who writes processes."""
    return staffed.staff("Regelforfattere", "Regelgodkendere", name="Anna Ord")


@pytest.fixture
def bent(staffed):
    """Return the browser of somebody who publishes what others wrote."""
    return staffed.staff("Regelgodkendere", name="Bent Blik")


@pytest.fixture
def draft(anna):
    """Return the address of a draft in which a step has another name."""
    address = begun(anna)
    renamed(anna, address)
    return address


def problems(opened, browser, path, *, is_drawn=False):
    """Return what is wrong with a page, in light and wide, and in dark and narrow."""
    found = {}
    for scheme, width in LOOKS:
        how = {"color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
        page = opened(browser, path, width=width, **how)
        if is_drawn:
            page.wait_for_selector("[data-opened]")
        found[scheme] = violations(page, beside=LIBRARY), width_of(page) - width
        page.close()
    return {scheme: told for scheme, told in found.items() if told != ([], 0)}


def test_a_draft_in_review_can_be_read_by_whoever_publishes_it(anna, bent, draft, opened):
    sent(anna, f"{draft}submit/", note="The words were stiff.")
    assert problems(opened, bent, draft, is_drawn=True) == {}


def test_two_versions_beside_each_other_can_be_read(anna, bent, draft, opened):
    published(anna, bent, draft)
    with opened(bent, f"{HOME}history/") as page:
        compare = page.get_by_role("link", name="Difference to the version before").first.get_attribute(
            "href"
        )
    assert problems(opened, bent, compare, is_drawn=True) == {}


def test_histories_with_what_waits_and_what_was_stopped_can_be_read(anna, bent, draft, opened):
    published(anna, bent, draft, **{"from-day": "9"})
    for path in (f"{HOME}history/", f"{RULES_HOME}history/", f"{HOME}drafts/", f"{RULES_HOME}drafts/"):
        assert problems(opened, bent, path) == {}, path
    assert bent.post(f"{HOME}history/stop/", {"reason": "Too early."}).status_code == 302
    for path in (f"{HOME}history/", f"{RULES_HOME}history/"):
        assert problems(opened, bent, path) == {}, path


def test_a_refused_step_can_be_read(anna, draft, opened):
    for scheme, width in LOOKS:
        how = {"color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
        page = opened(anna, step_of(draft, "which_way"), width=width, **how)
        press(page, "Remove the step")
        assert page.get_by_text("Several ways lead on from the step").is_visible()
        assert violations(page, beside=LIBRARY) == []
        assert width_of(page) == width
        page.close()


def test_a_step_that_is_gone_says_so_on_the_page_of_its_draft(anna, draft, opened):
    assert problems(opened, anna, step_of(draft, "nowhere"), is_drawn=True) == {}


def test_a_step_is_moved_by_keyboard_without_script(anna, draft, opened):
    page = opened(anna, step_of(draft, "gather"), java_script_enabled=False)
    page.locator("summary", has_text="Move it").focus()
    page.keyboard.press("Enter")
    where = page.locator("[name=move-way]")
    where.focus()
    where.select_option(label="Between “Beregn og vælg vej” and “Hvordan afgøres den?”")
    page.get_by_role("button", name="Move the step", exact=True).focus()
    with turning(page):
        page.keyboard.press("Enter")
    assert page.get_by_text("Saved", exact=True).is_visible()
    (row,) = all_of("rules.RuleDraft")
    source = bytes(row.source).decode()
    assert 'sourceRef="decide" targetRef="gather"' in source
