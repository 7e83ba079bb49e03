"""A draft of the free-place process as staff write it on pages."""

import re
from typing import Any

from django.test import Client

from raadhus.workspace.tests.deskkit import page

KEY = "free-place-subsidy"
HOME = f"/work/models/{KEY}/"
TODAY = {"from-day": "5", "from-month": "11", "from-year": "2024"}


def begun(author: Client, service: str = KEY) -> str:
    """Begin a draft and return its address."""
    answer: Any = author.post(f"/work/models/{service}/drafts/begin/", {"title": "Plainer words"})
    assert answer.status_code == 302
    return str(answer["Location"]).partition("?")[0]


def step_of(draft: str, step: str) -> str:
    """Return the address of a step."""
    return f"{draft}step/?step={step}"


def sent(browser: Client, url: str, **data: Any) -> Any:
    """Post a form as its page carries it; return the answer."""
    home = re.sub(r"(step/\?.*|[a-z]+/)$", "", url)
    mark = re.search(r'name="read" value="([0-9a-f]*)"', page(browser, home))
    return browser.post(url, {"read": mark[1] if mark else ""} | data)


def renamed(author: Client, draft: str, name: str = "Nogen afgør") -> Any:
    """Give the caseworker's step another name; return the answer."""
    return sent(author, step_of(draft, "ask_unit"), act="change", name=name, kind="userTask")


def published(author: Client, approver: Client, draft: str, **more: str) -> Any:
    """Send a draft for review and publish it; return the last answer."""
    assert sent(author, f"{draft}submit/", note="The words were stiff.").status_code == 302
    return sent(approver, f"{draft}publish/", words="Good.", **(TODAY | more))
