"""
Every address of the town hall, tried by everybody.

A new route without a row in ``rows.py`` fails here: say whose it is, and what everybody gets.
"""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from raadhus.cases.tests.casekit import EGEBY
from raadhus.platform.tenancy.scope import transaction
from tests.rights.people import Laid, Who
from tests.rights.rows import LOGIN, ROWS, Kind, Row

WATCHED = (
    "cases.Task",
    "cases.Decision",
    "cases.Sending",
    "cases.Withdrawal",
    "cases.Correction",
    "cases.Note",
    "cases.Absence",
    "cases.Escalation",
    "cases.Message",
    "cases.CaseLink",
    "cases.Party",
    "cases.Approval",
    "cases.Hearing",
    "cases.Appeal",
    "cases.RuleTrial",
    "organisation.ClosedDay",
    "forms.Draft",
    "forms.Submission",
    "post.Letter",
    "notifications.ContactDetails",
    "processes.Instance",
    "processes.Token",
    "processes.Incident",
    "processes.Intervention",
    "processes.Migration",
)
TOKEN = re.compile(r"[A-Za-z0-9]{64}")
READING = [row for row in ROWS if row.post is None and row.kind is not Kind.OUTSIDE]
WRITING = [row for row in ROWS if row.post is not None and row.kind is not Kind.OUTSIDE]


def test_every_route_has_a_row():
    routes = set(_routes(get_resolver().url_patterns))

    assert sorted(routes - {row.name for row in ROWS}) == []
    assert sorted({row.name for row in ROWS} - routes) == []


def test_everybody_reads_what_is_theirs_and_nothing_else(laid):
    wrong = [problem for row in READING for problem in _tried(row, laid)]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("row", WRITING, ids=lambda row: row.name)
def test_nobody_changes_what_is_not_theirs(laid, row):
    before = _state()
    refused = [who for who in Who if not _may(row, who)]
    wrong = [problem for who in refused for problem in _tried(row, laid, who)]

    assert not wrong, "\n".join(wrong)
    assert _state() == before


@pytest.mark.parametrize("row", WRITING, ids=lambda row: row.name)
def test_whoever_may_does(laid, row):
    allowed = [who for who in Who if _may(row, who)]
    wrong = list(_tried(row, laid, allowed[-1])) if allowed else []

    assert not wrong, "\n".join(wrong)


def test_the_partner_who_was_asked_reads_and_answers(laid):
    url = reverse("cases:income", kwargs={"task_id": laid.income})

    assert laid.partner.get(url).status_code == 200
    assert laid.partner.post(url, {"answer": "confirmed"}).status_code == 302


def test_what_is_absent_looks_like_what_is_not_yours(laid):
    absent = laid.town.people["6505901238"]  # the id of something else
    for name, key in (("cases:own-case", "case_id"), ("my-page:letter", "letter_id")):
        there = laid.decided if key == "case_id" else laid.letter
        browser = laid.browsers[Who.NEIGHBOUR]
        pages = [browser.get(reverse(name, kwargs={key: value})) for value in (there, absent)]

        assert [page.status_code for page in pages] == [404, 404]
        assert _without_reference(pages[0], there) == _without_reference(pages[1], absent)


def _routes(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _routes(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{space}{pattern.name}"


def _may(row: Row, who: Who) -> bool:
    """Tell whether ``who`` gets what the address is for; to be sent to the login is not that."""
    expected = row.expected(who) or frozenset()
    return (who is not Who.STRANGER and bool(expected & {200, 302})) or 200 in expected


def _tried(row: Row, laid: Laid, only: Who | None = None) -> Iterator[str]:
    url = reverse(row.name, kwargs=row.where(laid))
    for who in Who if only is None else (only,):
        expected = row.expected(who)
        browser = laid.browsers[who]
        answer = browser.get(url) if row.post is None else browser.post(url, row.sent(laid))
        if expected is not None and answer.status_code not in expected:
            yield f"{row.name} for {who}: {answer.status_code}, not {sorted(expected)}"
        elif _is_to_log_in(row, who) and "/login/" not in answer["Location"]:
            yield f"{row.name} for {who}: sent to {answer['Location']}, not to the login"


def _is_to_log_in(row: Row, who: Who) -> bool:
    return who is Who.STRANGER and row.kind is not Kind.PUBLIC and row.expected(who) == LOGIN


def _state() -> dict[str, list[object]]:
    with transaction(EGEBY):
        return {label: list(apps.get_model(label).objects.order_by("id").values_list()) for label in WATCHED}


def _without_reference(page: HttpResponse, asked_for: object) -> str:
    """Return the page without what differs on every page: its own address, its reference, its forms' token."""
    text = TOKEN.sub("", page.content.decode())
    return text.replace(page.headers["X-Request-Id"], "").replace(str(asked_for), "")
