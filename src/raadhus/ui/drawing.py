"""Draws templates with nothing but the values given; what is the same on every page is drawn once."""

import dataclasses
import functools
import re
import secrets
from collections.abc import Iterable
from typing import Any

from django.template import engines
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markupsafe import escape

from raadhus.ui.appearance import Appearance
from raadhus.ui.frame import Contact, Frame, Language, User
from raadhus.ui.parts import Fact

ENGINE = "pages"
"""What the engine of the house's templates is called in Django's settings."""
_HIDDEN = "<hidden-of-this-request>"
_TOKEN, _HERE, _NAME, _VALUE, _SAID = (
    f"{word}-{secrets.token_hex(12)}" for word in ("token", "here", "name", "value", "said")
)
"""What stands for a request's own words where something is drawn once for all; nobody can guess and write them."""


def draw(template_name: str, /, **values: Any) -> SafeString:
    """Render a component's template with these values and nothing else."""
    engine: Any = engines[ENGINE]
    template = engine.env.get_template(template_name)
    return SafeString(template.render(values))  # the environment escaped every value


def draw_choices(
    language: str, languages: tuple[Language, ...], appearance: Appearance, *, csrf_token: str, here: str
) -> SafeString:
    """Return the menus of language and appearance; only token and way back are of this request."""
    hidden = format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="next" value="{}">',
        csrf_token,
        here,
    )
    menus = _choices(language, languages, appearance)
    return mark_safe(menus.replace(_HIDDEN, hidden))  # noqa: S308 -- both parts were escaped when they were drawn


@functools.lru_cache(maxsize=256)
def _choices(language: str, languages: tuple[Language, ...], appearance: Appearance) -> str:
    return draw(
        "ui/frame/choices.html",
        current=language,
        languages=languages,
        appearance=appearance,
        hidden=mark_safe(_HIDDEN),  # noqa: S308 -- our own word
    )


@functools.lru_cache(maxsize=4096)
def draw_once(_language: str, template_name: str, values: tuple[tuple[str, Any], ...]) -> SafeString:
    """Return what ``draw`` returns, drawn once a language: only for values in which nothing is anybody's own."""
    return draw(template_name, **dict(values))


def draw_masthead(
    language: str, frame: Frame, appearance: Appearance, *, csrf_token: str, here: str
) -> SafeString:
    """Return a citizen page's head: town, phone, menus, person; drawn once, then filled with this request's words."""
    user = frame.user
    seen = Frame(
        name=frame.name,
        crest=frame.crest,
        home_url=frame.home_url,
        login_url=frame.login_url,
        languages=frame.languages,
        contact=Contact(phone=frame.contact.phone),
        user=User(name=_NAME, logout_url=user.logout_url, links=user.links) if user else None,
    )
    own = {_TOKEN: escape(csrf_token), _HERE: escape(here), _NAME: escape(user.name if user else "")}
    return SafeString("".join(own.get(piece, piece) for piece in _masthead(language, seen, appearance)))


@functools.lru_cache(maxsize=256)
def _masthead(_language: str, frame: Frame, appearance: Appearance) -> tuple[str, ...]:
    """Return the head in pieces: between them stand the marks of a request's own words."""
    drawn = draw("ui/frame/header.html", frame=frame, appearance=appearance, csrf_token=_TOKEN, here=_HERE)
    return tuple(re.split(f"({_TOKEN}|{_HERE}|{_NAME})", drawn))


def draw_facts(language: str, facts: Iterable[Fact]) -> SafeString:
    """Return a list of facts; what is known of a person, and what they say against it, is filled in each time."""
    rows = (
        _fact(language, dataclasses.replace(fact, value=_VALUE, contested=fact.contested and _SAID))
        .replace(_VALUE, escape(fact.value))
        .replace(_SAID, escape(fact.contested))
        for fact in facts
    )
    return mark_safe(f'<dl class="rh-facts">{"".join(rows)}</dl>')  # noqa: S308 -- each part was escaped


@functools.lru_cache(maxsize=2048)
def _fact(_language: str, fact: Fact) -> str:
    return draw("ui/parts/fact.html", fact=fact)


@functools.lru_cache(maxsize=256)
def draw_reach(_language: str, contact: Contact) -> SafeString:
    """Return the ways to reach a person, as they are read in the active language."""
    return draw("ui/frame/reach.html", contact=contact)
