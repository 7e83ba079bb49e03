"""Tests walk pages in one way, which waits until a page is ready."""

import re

from raadhus.config.town.folders import ROOT

KIT = ROOT / "tests" / "browserkit.py"
OTHER_WAYS = re.compile(
    r"""\.(new_context|new_page|goto|reload|expect_navigation|wait_for_load_state|wait_for_timeout)\("""
    r"""|html\[data-ready\]"""
)


def test_nobody_opens_or_turns_a_page_but_by_the_browser_kit() -> None:
    files = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "src").glob("raadhus/**/tests/**/*.py")]

    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in files
        if file not in {KIT, ROOT / "tests" / "architecture" / "test_walking.py"}
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if OTHER_WAYS.search(line)
    ]

    assert found == [], "use window, visit, press, follow or turning of tests/browserkit.py: they wait"
