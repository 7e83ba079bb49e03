"""
Every address of the town hall, tried by everybody.

A new route without a row in ``rows`` fails here: say whose it is, and what everybody gets.
"""

import re
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from raadhus.cases.tests.casekit import EGEBY
from tests.rights.laid import Laid
from tests.rights.matrix import LOGIN, Kind, Row
from tests.rights.people import ELSEWHERE, HOSTS, Who
from tests.rights.rows import ROWS
from tests.rights.watched import changed, state, undone

TOKEN = re.compile(r"[A-Za-z0-9]{64}")
READING = [row for row in ROWS if row.post is None and row.kind is not Kind.OUTSIDE]
WRITING = [row for row in ROWS if row.post is not None and row.kind is not Kind.OUTSIDE]


def test_every_route_has_a_row():
    routes = set(_routes(get_resolver().url_patterns))

    assert sorted(routes - {row.name for row in ROWS}) == []
    assert sorted({row.name for row in ROWS} - routes) == []


def test_everybody_reads_what_is_theirs_and_nothing_else(laid):
    wrong = [problem for row in READING for problem in (*_refused(row, laid), *_done(row, laid))]

    assert not wrong, "\n".join(wrong)


def test_nobody_changes_what_is_not_theirs(laid):
    wrong = [problem for row in WRITING for problem in _refused(row, laid)]

    assert not wrong, "\n".join(wrong)


def test_whoever_may_does(laid):
    wrong = [problem for row in WRITING for problem in _done(row, laid)]

    assert not wrong, "\n".join(wrong)


def test_a_login_of_another_municipality_is_none_here(laid):
    for who in (Who.NORTHERNER, Who.NORTHERN_DESK, Who.NORTHERN_AUTHOR, Who.ASSOCIATION):
        carried = laid.town.browser(host=HOSTS[EGEBY])
        carried.cookies[settings.SESSION_COOKIE_NAME] = (
            laid.browsers[who].cookies[settings.SESSION_COOKIE_NAME].value
        )
        for row in READING:
            if row.expected(Who.STRANGER) == LOGIN and row.kind is not Kind.PUBLIC:
                answer = carried.get(row.url(laid))
                assert (row.name, answer.status_code) == (row.name, 302)
                assert "/login/" in answer["Location"]


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


def _acts(row: Row, who: Who) -> bool:
    """Tell whether ``who`` leaves something behind in this town: not what a cookie remembers, nor in their own town."""
    return row.acts and row.post is not None and row.kind is not Kind.PUBLIC and who not in ELSEWHERE


def _refused(row: Row, laid: Laid) -> Iterator[str]:
    """Tell who gets another answer than a refusal, or changes anything by it."""
    with undone():
        row.given(laid)
        before = state()
        refused = [who for who in Who if not _may(row, who)]
        yield from (problem for who in refused for problem in _tried(row, laid, who))
        touched = set(changed(before, state())) - row.leaves
        yield from (f"{row.name}: {table} changed" for table in sorted(touched))


def _done(row: Row, laid: Laid) -> Iterator[str]:
    for who in Who:
        if _may(row, who):
            with undone():
                row.given(laid)
                before = state() if _acts(row, who) else {}
                yield from _tried(row, laid, who)
                if _acts(row, who) and not changed(before, state()):
                    yield f"{row.name} for {who}: nothing was done"


def _tried(row: Row, laid: Laid, who: Who) -> Iterator[str]:
    url, expected, browser = row.url(laid), row.expected(who), laid.browsers[who]
    answer = browser.get(url) if row.post is None else browser.post(url, row.sent(laid))
    if expected is not None and answer.status_code not in expected:
        yield f"{row.name} for {who}: {answer.status_code}, not {sorted(expected)}"
    elif _is_to_log_in(row, who) and "/login/" not in answer.get("Location", "/login/"):
        yield f"{row.name} for {who}: sent to {answer['Location']}, not to the login"


def _is_to_log_in(row: Row, who: Who) -> bool:
    return who is Who.STRANGER and row.kind is not Kind.PUBLIC and row.expected(who) == LOGIN


def _without_reference(page: HttpResponse, asked_for: object) -> str:
    """Return the page without what differs on every page: its own address, its reference, its forms' token."""
    text = TOKEN.sub("", page.content.decode())
    return text.replace(page.headers["X-Request-Id"], "").replace(str(asked_for), "")
