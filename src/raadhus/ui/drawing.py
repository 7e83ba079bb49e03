"""Draws templates with nothing but the values given; what is the same on every page is drawn once."""

import functools
from typing import Any

from django.template import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from raadhus.ui.appearance import Appearance
from raadhus.ui.frame import Contact, Language

_HIDDEN = "<hidden-of-this-request>"


def draw(template_name: str, /, **values: Any) -> SafeString:
    """Render a component's template with these values and nothing else."""
    backend: Any = get_template(template_name)
    drawn: SafeString = backend.template.render(Context(values))
    return drawn


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


@functools.lru_cache(maxsize=256)
def draw_reach(_language: str, contact: Contact) -> SafeString:
    """Return the ways to reach a person, as they are read in the active language."""
    return draw("ui/frame/reach.html", contact=contact)
