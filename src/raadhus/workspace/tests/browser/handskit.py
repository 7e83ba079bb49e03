"""Hands at the keys of one page: what they press is counted, what they write is not."""

from playwright.sync_api import Page

from tests.browserkit import turning

MOST_TABS = 150
WORDS = "document.activeElement.textContent.replace(/\\s+/g, ' ').trim()"


class Hands:
    """Somebody who works by keyboard only."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, words: str) -> None:
        """Write words where the focus is."""
        self.page.keyboard.type(words)

    def enter(self, url: str | None = None) -> None:
        """Press Enter, which leads to another page."""
        self.follow("Enter", url)

    def follow(self, key: str, url: str | None = None) -> None:
        """Press a key that leads to another page, at ``url`` (a glob) where one is named."""
        with turning(self.page, url):
            self.press(key)

    def is_at(self, selector: str) -> bool:
        """Tell whether what ``selector`` names has the focus."""
        return bool(self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector))

    def tab_to(self, selector: str) -> None:
        """Press Tab until what ``selector`` names has the focus."""
        for _ in range(MOST_TABS):
            self.press("Tab")
            if self.is_at(selector):
                return
        raise AssertionError(f"Tab never reaches {selector}")

    def tab_to_words(self, words: str) -> None:
        """Press Tab until what says ``words`` has the focus."""
        for _ in range(MOST_TABS):
            self.press("Tab")
            if self.page.evaluate(WORDS) == words:
                return
        raise AssertionError(f"Tab never reaches {words}")

    def choose(self, selector: str, words: str) -> None:
        """Walk to a list of choices, if not there already, and down to the one that says ``words``."""
        if not self.is_at(selector):
            self.tab_to(selector)
        for _ in range(MOST_TABS):
            if self.page.evaluate("document.activeElement.selectedOptions[0].textContent.trim()") == words:
                return
            self.press("ArrowDown")
        raise AssertionError(f"no choice says {words}")

    def sees(self, words: str) -> bool:
        """Tell whether the page says ``words``."""
        return self.page.get_by_text(words).first.is_visible()
