"""What opens from a page's head lies inside the window: on a tablet, on half a screen, at twice the size."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.browser.pageskit import place_of, serve
from tests.browserkit import visit, window
from tests.rights.laid import Laid
from tests.rights.people import Who

pytestmark = pytest.mark.browser

WIDTHS = (320, 640, 768, 1024)
LANGUAGES = ("da", "nb", "en")
OPENED = """
    menu => {
        menu.open = true;
        const panel = menu.querySelector('.rh-menu__panel').getBoundingClientRect();
        const parts = [...menu.querySelectorAll('.rh-menu__panel :is(a, button)')].map(one => one.getBoundingClientRect());
        menu.open = false;
        const left = Math.min(panel.left, ...parts.map(one => one.left));
        const right = Math.max(panel.right, ...parts.map(one => one.right));
        return [left >= 0, right <= document.documentElement.clientWidth, panel.height > 0];
    }
"""
ROWS_OF_HEAD = "document.querySelector('.rh-header, .rh-bar').getBoundingClientRect().height"


def pages_of(laid: Laid) -> dict[str, str]:
    """Return each kind of page in each language: for strangers, citizens, caseworkers, leaders."""
    browsers = {
        "stranger": (laid.browsers[Who.STRANGER], "/"),
        "citizen": (laid.browsers[Who.OWNER], "/my/"),
        "desk": (laid.browsers[Who.CASEWORKER], "/work/"),
        "figures": (laid.browsers[Who.LEADER], "/console/"),
    }
    return {
        f"{who}, {language}": html_of(browser, url, language)
        for who, (browser, url) in browsers.items()
        for language in LANGUAGES
    }


def html_of(browser: Client, url: str, language: str) -> str:
    """Return a page in a language."""
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = browser.get(url)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_every_menu_opens_inside_the_window(chromium: Browser, laid: Laid, web_files: None) -> None:
    pages = pages_of(laid)
    opened: dict[tuple[int, str], list[list[bool]]] = {}
    for width in WIDTHS:
        with window(chromium, width=width, answer=serve(pages)) as page:
            for name in pages:
                opened[width, name] = menus_of(page, place_of(pages, name))

    assert all(opened.values())
    assert {key: found for key, found in opened.items() if not all(all(one) for one in found)} == {}


def menus_of(page: Page, address: str) -> list[list[bool]]:
    """Open each menu and tell: inside at the left, inside at the right, really open."""
    visit(page, address)
    menus = page.query_selector_all("details.rh-menu")
    return [list(menu.evaluate(OPENED)) for menu in menus if menu.is_visible()]


def test_at_twice_the_size_a_citizens_head_is_one_row(chromium: Browser, laid: Laid, web_files: None) -> None:
    pages = pages_of(laid)
    heights = {}
    with window(chromium, width=640, height=450, answer=serve(pages)) as page:
        for name in pages:
            if "stranger" in name or "citizen" in name:
                visit(page, place_of(pages, name))
                heights[name] = page.evaluate(ROWS_OF_HEAD)

    assert {name: height for name, height in heights.items() if height > 100} == {}


def test_on_a_telephone_the_head_of_the_desk_is_two_rows_at_most(
    chromium: Browser, laid: Laid, web_files: None
) -> None:
    pages = pages_of(laid)
    heights = {}
    with window(chromium, width=320, height=640, answer=serve(pages)) as page:
        for name in pages:
            if "desk" in name or "figures" in name:
                visit(page, place_of(pages, name))
                heights[name] = page.evaluate(ROWS_OF_HEAD)

    assert {name: height for name, height in heights.items() if height > 100} == {}
