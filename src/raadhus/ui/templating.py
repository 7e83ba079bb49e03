"""The house's templates: Jinja, compiled once a language, so that a plain text costs a page nothing."""

import functools
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, override, pgettext
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from raadhus.platform.addresses import address_of
from raadhus.ui import components, words
from raadhus.ui.icons import crest_svg, icon_svg

_PLAIN = ("variable_begin", "name", "lparen", "string", "rparen", "variable_end")


class Environments:
    """The environments by language; Django's engine makes this once a process, with where the templates lie."""

    def __init__(self, **options: Any) -> None:
        self._options = options
        self._made: dict[str, Environment] = {}

    def active(self) -> "Environment":
        """Return the environment of the active language."""
        language = get_language() or ""
        if language not in self._made:
            self._made[language] = make_environment(language, **self._options)
        return self._made[language]

    def get_template(self, name: str) -> jinja2.Template:
        """Return a template in the active language. Raises: TemplateNotFound, TemplateSyntaxError."""
        return self.active().get_template(name)

    def from_string(self, source: str) -> jinja2.Template:
        """Compile a template in the active language. Raises: TemplateSyntaxError."""
        return self.active().from_string(source)


class Environment(jinja2.Environment):
    """Jinja with our words: what is drawn is escaped, and a name that nobody gave is an error."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a template's globals as one plain dictionary: each drawing copies it, and a chain of maps dearly."""
        return {**self.globals, **(d or {})}


class PlainTexts(Extension):
    """Writes the text of ``{{ _("…") }}`` into the template when it is compiled."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens, those of a plain text as the text itself."""
        held: list[Token] = []
        for token in stream:
            held.append(token)
            if token.type != _PLAIN[len(held) - 1] or (token.type == "name" and token.value != "_"):
                yield from held
                held = []
            elif len(held) == len(_PLAIN):
                yield Token(token.lineno, "data", self._say(held[3].value))
                held = []
        yield from held

    def _say(self, message: str) -> str:
        say: Any = self.environment.globals["_"]
        return str(say(message))


def make_environment(language: str, **options: Any) -> Environment:
    """Make the environment in which templates are compiled for one language."""
    environment = Environment(
        **options
        | {
            "autoescape": True,
            "auto_reload": False,
            "undefined": jinja2.StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "keep_trailing_newline": True,  # the space behind a status or a deadline in a line of text
            "extensions": ["jinja2.ext.i18n", PlainTexts],
        }
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension's
    said = _saying(language, gettext)
    environment.globals = {
        "ui": components,
        "url_of": url_of,
        "current_language": language,
        "_": said,
        "gettext": said,
        "ngettext": _saying(language, ngettext),
        "pgettext": _saying(language, pgettext),
    }
    environment.filters |= {
        "day": words.day_in_words,
        "day_with_year": functools.partial(words.day_in_words, with_year=True),
        "date_in_words": words.date_in_words,
        "short_date": words.short_date_in_words,
        "month": words.month_in_words,
        "instant": words.instant_in_words,
        "amount": words.amount_in_words,
        "dialled": dialled,
        "icon": icon_svg,
        "crest": crest_svg,
        "static": static,
        "lines": lines,
    }
    return environment


def url_of(name: str, *arguments: object) -> str:
    """Return the address of a page; one that is made of words alone is kept. Raises: NoReverseMatch."""
    keys = tuple(argument for argument in arguments if isinstance(argument, str))
    return address_of(name, *keys) if len(keys) == len(arguments) else reverse(name, args=arguments)


def dialled(phone: str) -> str:
    """Return a phone number as ``tel:`` wants it."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def lines(text: str) -> Markup:
    """Return a text that somebody wrote with its line breaks."""
    return Markup("<br>").join(text.splitlines())


def _saying(language: str, look_up: Callable[..., str]) -> Callable[..., Markup]:
    """
    Return what says a text in this language with its values, which are escaped; a sign of percent is written twice.

    The texts are our own and may hold HTML, which stands in no attribute. A quotation mark of any other text ends none
    either. Each is looked up once a process.
    """

    @functools.lru_cache(maxsize=4096)
    def text(*message: str | int) -> str:
        with override(language or None):
            said = look_up(*message)
        return said if "<" in said else said.replace('"', "&#34;")

    def say(*message: str | int, **values: object) -> Markup:
        escaped = {name: escape(value) for name, value in values.items()}
        return Markup(text(*message) % escaped)  # noqa: S704 -- our own words, and values that were escaped

    return say
