"""Whole pages in a real browser: for everyone, at every width, in light and dark."""

import pytest

from raadhus.ui import gallery
from tests.browserkit import press, violations, visit, width_of, window

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_no_page_has_an_accessibility_violation(chromium, gallery_address, scheme, width):
    found = {}
    with window(
        chromium, width=width, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    ) as opened:
        for name in gallery.PAGES:
            visit(opened, f"{gallery_address}/{name}/")
            for placeholder in opened.query_selector_all(".rh-skeleton__words"):
                placeholder.evaluate(
                    "words => Promise.all(words.getAnimations().map(one => (one.finish(), one.finished)))"
                )
            found[name] = violations(opened)
    assert found == {name: [] for name in gallery.PAGES}


@pytest.mark.parametrize("theme", ["nordby", "kommunekredsen"])
def test_the_other_towns_are_as_readable(chromium, gallery_address, theme):
    for scheme in ("light", "dark"):
        with window(chromium, color_scheme=scheme, bypass_csp=True) as opened:
            visit(opened, f"{gallery_address}/page/?theme={theme}")
            assert violations(opened) == []


def test_nothing_is_wider_than_a_small_telephone(page, gallery_address):
    page.set_viewport_size({"width": 320, "height": 640})
    widths = {}
    for name in gallery.PAGES:
        visit(page, f"{gallery_address}/{name}/")
        widths[name] = width_of(page)
    assert widths == dict.fromkeys(gallery.PAGES, 320)


def test_a_table_is_read_as_cards_when_narrow(page, gallery_address):
    page.set_viewport_size({"width": 320, "height": 640})
    visit(page, f"{gallery_address}/letter/")
    cell = page.get_by_role("cell", name="428 kr.")
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content").startswith('"You pay"')


def test_dark_is_chosen_without_script(chromium, gallery_address):
    with window(chromium, java_script_enabled=False) as opened:
        visit(opened, f"{gallery_address}/home/")
        opened.get_by_text("Appearance").click()
        press(opened, "Dark colours")
        assert opened.locator("html").get_attribute("data-color-scheme") == "dark"
        assert opened.url.endswith("/home/")


def test_the_page_is_read_in_danish_after_choosing_it_without_script(chromium, gallery_address):
    with window(chromium, java_script_enabled=False) as opened:
        visit(opened, f"{gallery_address}/home/")
        opened.get_by_text("Language").click()
        press(opened, "Dansk")
        assert opened.locator("html").get_attribute("lang") == "da"
        assert opened.get_by_role("heading", name="Tal med et menneske").is_visible()


def test_a_dialog_opens_without_script(chromium, gallery_address):
    with window(chromium, java_script_enabled=False) as opened:
        visit(opened, f"{gallery_address}/components/")
        opened.get_by_role("link", name="Withdraw").click()
        opened.get_by_role("heading", name="Withdraw the application?").wait_for()


def test_everything_on_paper_is_there_without_the_tools(page, gallery_address):
    visit(page, f"{gallery_address}/page/")
    page.emulate_media(media="print")
    assert page.get_by_text("EGE-2024-000123").is_visible()
    assert not page.get_by_text("Appearance").is_visible()
    assert not page.get_by_role("link", name="Go to My Page").is_visible()
