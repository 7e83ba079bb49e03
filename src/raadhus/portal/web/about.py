"""
What the site says of itself: its accessibility, what it knows of people, its cookies, what may be done with its open data.

A municipality's own text stands in the place of the one in ``portal/about/``, where a line that begins with a country
(``dk: ``) is for that country's municipalities alone, and one that names what a municipality has not told is left out.
"""

import datetime as dt
import functools
from pathlib import Path

import nh3
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

from raadhus.organisation.public import (
    AboutPage,
    Country,
    MunicipalityInfo,
    find_own_text,
    local_today,
    municipality,
)
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.portal.web import ways
from raadhus.ui.parts import Crumb
from raadhus.ui.words import date_in_words

TITLES = {
    AboutPage.ACCESSIBILITY: gettext_lazy("Accessibility statement"),
    AboutPage.PRIVACY: gettext_lazy("How we look after your data"),
    AboutPage.COOKIES: gettext_lazy("Cookies"),
    AboutPage.LICENCE: gettext_lazy("Use of open data"),
}
_STATED_ON = dt.date(2026, 11, 22)  # the pages were last held against the rules
_TEXTS = Path(__file__).resolve().parents[1] / "about"
_COUNTRIES = tuple(f"{country}: " for country in Country)
_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "h2", "h3", "br"}


@require_safe
def show(request: TownRequest, page: str) -> HttpResponse:
    """Show one of the pages. Raises: NotFoundHere."""
    if page not in set(AboutPage):
        raise NotFoundHere(detail=page[:40])
    about = AboutPage(page)
    title = str(TITLES[about])
    context = {
        "title": title,
        "crumbs": (ways.home_crumb(), Crumb(label=title)),
        "text": drawn_text(text_of(request.actor, about, request.LANGUAGE_CODE)),
    }
    return render(request, "portal/about.html", context)


def text_of(actor: Actor, page: AboutPage, language: str) -> str:
    """Return what the municipality says in ``language``, else what every municipality does, as Markdown. One query."""
    return find_own_text(actor, page, language) or text_for(municipality(actor.tenant), page, language)


def text_for(town: MunicipalityInfo, page: AboutPage, language: str) -> str:
    """Return the text that every municipality begins with, as Markdown, for one of them."""
    facts = {
        "name": town.name,
        "host": town.host,
        "email": town.email,
        "phone": town.phone,
        "address": town.desk_address,
        "stated_on": _stated_on(town, language),
    }
    ours = f"{town.country}: "
    kept = [
        line.removeprefix(ours)
        for line in _lines(page, language)
        if not line.startswith(_COUNTRIES) or line.startswith(ours)
    ]
    missing = [f"{{{name}}}" for name, value in facts.items() if not value]
    return "\n".join(line.format(**facts) for line in kept if not any(name in line for name in missing))


def _stated_on(town: MunicipalityInfo, language: str) -> str:
    """Return the day of the statement in words; empty in a town whose clock has not reached it."""
    if local_today(town.id) < _STATED_ON:
        return ""
    with override(language):
        return date_in_words(_STATED_ON)


@functools.cache
def _lines(page: AboutPage, language: str) -> tuple[str, ...]:
    return tuple((_TEXTS / f"{page}.{language}.md").read_text(encoding="utf-8").splitlines())


def drawn_text(text: str) -> SafeString:
    """Return Markdown as HTML of few tags; raw HTML in it is shown as it was written."""
    markup = MarkdownIt("zero").enable(["list", "emphasis", "link", "newline", "entity", "escape", "heading"])
    safe = nh3.clean(
        markup.render(text), tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "mailto", "tel"}
    )
    return mark_safe(safe)  # noqa: S308 -- cleaned in the line above
