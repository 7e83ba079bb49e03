"""Doing a recorded visit again for somebody else, cheaply: the load client shares the machine with what it measures."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from raadhus.config.proof.page import CannotGoOn, Page, Value
from raadhus.config.proof.visitor import Act, Visitor

HIDDEN = re.compile(rb'<input[^>]*type="hidden"[^>]*>')
NAME = re.compile(rb'name="([^"]*)"')
VALUE = re.compile(rb'value="([^"]*)"')


def replay(visitor: Visitor, acts: Iterable[Act], instead: Mapping[str, str]) -> Page:
    """Do the acts again and return the last page; hidden values come from the pages met this time.

    ``instead``: other values for some fields.
    Raises: CannotGoOn when a page is refused, or lacks what the form hid when it was recorded.
    """
    page: Page | None = None
    for act in acts:
        page = (
            visitor.open(act.url) if not act.is_form or page is None else _send(visitor, page, act, instead)
        )
        if page.status >= 400:
            raise CannotGoOn(f"{page.url} answered {page.status}.")
    if page is None:
        raise CannotGoOn("Nothing was recorded.")
    return page


def without_waiting(acts: Iterable[Act]) -> list[Act]:
    """Return the acts with repeated looks at the same page left out."""
    kept: list[Act] = []
    for act in acts:
        if act.is_form or not kept or kept[-1] != act:
            kept.append(replace(act))
    return kept


def _send(visitor: Visitor, page: Page, act: Act, instead: Mapping[str, str]) -> Page:
    hidden = _hidden_values(page.body)
    fields: dict[str, list[Value]] = {}
    for name in act.hidden:
        if name not in hidden:
            raise CannotGoOn(f"{page.url} does not hide {name!r}.")
        fields[name] = [hidden[name]]
    for name, value in act.fields:
        fields.setdefault(name, []).append(instead.get(name, value))
    return visitor.post(page.url, act.url or page.url, fields, is_multipart=False)


def _hidden_values(body: bytes) -> dict[str, str]:
    values = {}
    for found in HIDDEN.findall(body):
        name, value = NAME.search(found), VALUE.search(found)
        if name is not None:
            values[name[1].decode()] = html.unescape(value[1].decode()) if value else ""
    return values


def route_of(url: str) -> str:
    """Return a page's address without what differs from one application to the next."""
    path = urlsplit(url).path
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", path)
