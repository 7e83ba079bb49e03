"""Every page a citizen meets, in a real browser: readable for everybody, in light and dark, down to 320 px."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from tests.browser.pageskit import ADDRESS, citizen_pages, place_of, serve
from tests.rights.people import Laid

pytestmark = pytest.mark.browser

ASKED = "{rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}}}"
FOUND = (
    f"axe.run(document, {ASKED}).then(told => told.violations.map(one => one.id + ': ' + one.nodes[0].html))"
)


def test_every_citizen_page_is_for_everybody(chromium: Browser, laid: Laid, web_files: None) -> None:
    pages = citizen_pages(laid)
    axe = (settings.ASSETS / "tests" / "axe.min.js").read_text()
    found, widths, focused = {}, {}, {}
    for scheme, width in (("light", 1280), ("dark", 320)):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]  # one of the two that it takes
            reduced_motion="reduce",
            bypass_csp=True,
        )
        context.route(f"{ADDRESS}/**", serve(pages))
        page = context.new_page()
        for name in pages:
            page.goto(place_of(pages, name))
            page.wait_for_selector("html[data-ready]")
            focused[name] = page.evaluate("document.activeElement.getAttribute('aria-labelledby')")
            page.eval_on_selector_all("details.rh-fold", "all => all.forEach(one => one.open = true)")
            widths[width, name] = page.evaluate("document.documentElement.scrollWidth")
            page.evaluate(axe)
            found[scheme, name] = page.evaluate(FOUND)
        context.close()

    assert {key: hits for key, hits in found.items() if hits} == {}
    assert {key: width for key, width in widths.items() if width > key[0]} == {}
    wrong = {name for name, html in pages.items() if "rh-error-summary" in html}
    assert wrong >= {"contact, wrong", "income, wrong", "hearing, wrong"}
    assert {name for name, label in focused.items() if label == "error-summary-title"} == wrong
