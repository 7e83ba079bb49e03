"""Every page a citizen meets, in a real browser: readable for everybody, in light and dark, down to 320 px."""

import pytest
from playwright.sync_api import Browser

from tests.browser.pageskit import citizen_pages, place_of, serve
from tests.browserkit import violations, visit, width_of, window
from tests.rights.laid import Laid

pytestmark = pytest.mark.browser


def test_every_citizen_page_is_for_everybody(chromium: Browser, laid: Laid, web_files: None) -> None:
    pages = citizen_pages(laid)
    found, widths, focused = {}, {}, {}
    for scheme, width in (("light", 1280), ("dark", 320)):
        how = {"color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
        with window(chromium, width=width, answer=serve(pages), **how) as page:
            for name in pages:
                visit(page, place_of(pages, name))
                focused[name] = page.evaluate("document.activeElement.getAttribute('aria-labelledby')")
                page.eval_on_selector_all("details.rh-fold", "all => all.forEach(one => one.open = true)")
                widths[width, name] = width_of(page)
                found[scheme, name] = violations(page)

    assert {key: hits for key, hits in found.items() if hits} == {}
    assert {key: width for key, width in widths.items() if width > key[0]} == {}
    wrong = {name for name, html in pages.items() if "rh-error-summary" in html}
    assert wrong >= {"contact, wrong", "income, wrong", "hearing, wrong"}
    assert {name for name, label in focused.items() if label == "error-summary-title"} == wrong
