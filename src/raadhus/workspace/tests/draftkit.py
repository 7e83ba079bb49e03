"""A draft of the free-place rules as staff write it on pages."""

import re
from typing import Any

from django.test import Client

from raadhus.workspace.tests.deskkit import all_of, page

KEY = "free-place-subsidy"
HOME = f"/work/rules/{KEY}/"
AUTHORS, APPROVERS = "Regelforfattere", "Regelgodkendere"
SCALE = "scale-table"
WORDING, FIGURE = "cell:8:scale-2024", "cell:1:scale-2024"


def begun(author: Client) -> str:
    """Begin a draft and return its address."""
    answer: Any = author.post(f"{HOME}drafts/begin/", {"title": "Scale of 2025"})
    assert answer.status_code == 302
    return str(answer["Location"]).partition("?")[0]


def sent(browser: Client, url: str, **data: Any) -> Any:
    """Post a form as its page carries it; return the answer."""
    home = url.partition("table/")[0] if "table/" in url else re.sub(r"[a-z]+/$", "", url)
    mark = re.search(r'name="read" value="([0-9a-f]*)"', page(browser, home))
    return browser.post(url, {"read": mark[1] if mark else ""} | data)


def table(draft: str) -> str:
    """Return the address of the editor of the scale."""
    return f"{draft}table/?table={SCALE}"


def changed(author: Client, draft: str, **cells: str) -> Any:
    """Write these cells of the scale, without any one wording; return the answer."""
    return sent(author, table(draft), **(cells or {WORDING: "We used the scale of 2024."}))


def state() -> dict[str, list[str]]:
    """Return everything that a refusal must leave as it was."""
    kept: dict[str, list[str]] = {}
    for label in ("rules.RuleDraft", "rules.DraftStep", "rules.DraftEntry", "catalogue.ServiceRelease"):
        rows = all_of(label)
        for row in rows:
            row.__dict__.pop("_state")
        kept[label] = [repr(row.__dict__) for row in rows]
    return kept
