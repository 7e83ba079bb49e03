"""Whole pages in a real browser: for everyone, at every width, in light and dark."""

import pytest
from django.conf import settings

from raadhus.ui import gallery

pytestmark = pytest.mark.browser

ASKED = "{rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}}}"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_no_page_has_an_accessibility_violation(chromium, gallery_address, scheme, width):
    axe = (settings.ASSETS / "tests" / "axe.min.js").read_text()
    size = {"width": width, "height": 900}
    context = chromium.new_context(
        viewport=size, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    opened = context.new_page()
    found = {}
    for name in gallery.PAGES:
        opened.goto(f"{gallery_address}/{name}/")
        opened.wait_for_selector("html[data-ready]")
        for placeholder in opened.query_selector_all(".rh-skeleton__words"):
            placeholder.evaluate(
                "words => Promise.all(words.getAnimations().map(one => (one.finish(), one.finished)))"
            )
        opened.evaluate(axe)
        found[name] = opened.evaluate(
            f"axe.run(document, {ASKED}).then(told => told.violations.map(one => one.id + ': ' + one.nodes[0].html))"
        )
    context.close()
    assert found == {name: [] for name in gallery.PAGES}


@pytest.mark.parametrize("theme", ["nordby", "kommunekredsen"])
def test_the_other_towns_are_as_readable(chromium, gallery_address, theme):
    axe = (settings.ASSETS / "tests" / "axe.min.js").read_text()
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
        opened = context.new_page()
        opened.goto(f"{gallery_address}/page/?theme={theme}")
        opened.evaluate(axe)
        told = opened.evaluate(f"axe.run(document, {ASKED}).then(told => told.violations.map(one => one.id))")
        context.close()
        assert told == []


def test_nothing_is_wider_than_a_small_telephone(page, gallery_address):
    page.set_viewport_size({"width": 320, "height": 640})
    widths = {}
    for name in gallery.PAGES:
        page.goto(f"{gallery_address}/{name}/")
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == dict.fromkeys(gallery.PAGES, 320)


def test_a_table_is_read_as_cards_when_narrow(page, gallery_address):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{gallery_address}/letter/")
    cell = page.get_by_role("cell", name="428 kr.")
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content").startswith('"You pay"')


def test_dark_is_chosen_without_script(chromium, gallery_address):
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{gallery_address}/home/")
    opened.get_by_text("Appearance").click()
    opened.get_by_role("button", name="Dark colours").click()
    assert opened.locator("html").get_attribute("data-color-scheme") == "dark"
    assert opened.url.endswith("/home/")
    context.close()


def test_the_page_is_read_in_danish_after_choosing_it_without_script(chromium, gallery_address):
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{gallery_address}/home/")
    opened.get_by_text("Language").click()
    opened.get_by_role("button", name="Dansk").click()
    assert opened.locator("html").get_attribute("lang") == "da"
    assert opened.get_by_role("heading", name="Tal med et menneske").is_visible()
    context.close()


def test_a_dialog_opens_without_script(chromium, gallery_address):
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{gallery_address}/components/")
    opened.get_by_role("link", name="Withdraw").click()
    assert opened.get_by_role("heading", name="Withdraw the application?").is_visible()
    context.close()


def test_everything_on_paper_is_there_without_the_tools(page, gallery_address):
    page.goto(f"{gallery_address}/page/")
    page.emulate_media(media="print")
    assert page.get_by_text("EGE-2024-000123").is_visible()
    assert not page.get_by_text("Appearance").is_visible()
    assert not page.get_by_role("link", name="Go to My Page").is_visible()
