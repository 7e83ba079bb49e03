"""The components as template tags; ``README.md`` has the table of how to use each."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from raadhus.platform import clock
from raadhus.platform.money import Money
from raadhus.ui import fields, parts, words
from raadhus.ui.drawing import draw, draw_choices, draw_facts, draw_masthead, draw_once, draw_reach
from raadhus.ui.icons import crest_svg, icon_svg

register = template.Library()


# --- words ---------------------------------------------------------------------------------------------
register.filter("day", words.day_in_words)
register.filter("day_with_year", lambda day: words.day_in_words(day, with_year=True))
register.filter("date_in_words", words.date_in_words)
register.filter("short_date", words.short_date_in_words)
register.filter("month", words.month_in_words)
register.filter("time", words.time_in_words)
register.filter("instant", words.instant_in_words)
register.filter("number", words.number_in_words)
register.filter("file_size", words.size_in_words)


@register.filter
def amount(value: Money | Decimal | int, currency: str = "DKK") -> str:
    """Draw an amount with its unit; a bare number is taken as ``currency``."""
    return words.amount_in_words(value if isinstance(value, Money) else Money(Decimal(value), currency))


@register.filter
def dialled(phone: str) -> str:
    """Return a phone number as ``tel:`` wants it."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


# --- small things --------------------------------------------------------------------------------------
register.simple_tag(icon_svg, name="icon")
register.simple_tag(crest_svg, name="crest")


@register.simple_tag
def theme_css(theme: str) -> str:
    """Return the address of a municipality's colours."""
    return static(f"built/themes/{theme}.css")


@register.simple_tag
def head_links(theme: str) -> SafeString:
    """Draw what every page's head loads: font, styles, a municipality's colours, icon."""
    return draw_once("", "ui/frame/head_links.html", (("theme", theme),))


@register.simple_tag
def behaviours() -> SafeString:
    """Draw the script that starts the behaviours."""
    return draw_once("", "ui/frame/behaviours.html", ())


@register.simple_tag(takes_context=True)
def masthead(context: Context) -> SafeString:
    """Draw a citizen page's head."""
    return draw_masthead(
        get_language() or "",
        context["frame"],
        context["appearance"],
        csrf_token=str(context.get("csrf_token", "")),
        here=context["here"],
    )


@register.simple_tag(takes_context=True)
def foot(context: Context) -> SafeString:
    """Draw a page's foot."""
    frame = context["frame"]
    return draw_once("", "ui/frame/footer.html", (("name", frame.name), ("links", frame.footer)))


@register.simple_tag(takes_context=True)
def choices(context: Context) -> SafeString:
    """Draw the menus of language and appearance."""
    return draw_choices(
        get_language() or "",
        context["frame"].languages,
        context["appearance"],
        csrf_token=str(context["csrf_token"]),
        here=context["here"],
    )


@register.simple_tag(takes_context=True)
def reach(context: Context) -> SafeString:
    """Draw the ways to reach a person."""
    return draw_reach(get_language() or "", context["frame"].contact)


@register.simple_tag
def htmx() -> SafeString:
    """Load htmx; only pages that swap fragments need it."""
    return format_html('<script defer src="{}"></script>', static("built/htmx.min.js"))


BUTTON_DEFAULTS = {
    "type": "submit",
    "name": "",
    "value": "",
    "icon": "",
    "formaction": "",
    "form": "",
    "describes": "",
    "is_unchecked": False,
}


@register.simple_tag
def button(text: str, kind: str = "primary", **values: Any) -> SafeString:
    """
    Draw a button: kind primary|secondary|quiet|danger.

    name, value, type, icon, form, formaction; describes: more words for a screen reader ("the income");
    is_unchecked: the browser does not check the fields (Save and leave).
    """
    given = {"text": text, "kind": kind} | BUTTON_DEFAULTS | values
    if given["describes"]:  # perhaps somebody's name
        return draw("ui/parts/button.html", **given)
    return draw_once(get_language() or "", "ui/parts/button.html", tuple(given.items()))


@register.simple_tag
def print_button() -> SafeString:
    """Draw a button that prints the page or saves it as PDF; without script there is none."""
    return draw_once(get_language() or "", "ui/parts/print_button.html", ())


@register.simple_tag
def link_button(text: str, url: str, kind: str = "primary", icon: str = "", after: str = "") -> SafeString:
    """Draw a link that looks like a button; ``icon`` stands before, ``after`` behind the text."""
    return draw("ui/parts/link_button.html", text=text, url=url, kind=kind, icon=icon, after=after)


@register.simple_tag
def status(word: str, tone: str = "neutral", icon: str = "") -> SafeString:
    """Draw a status: a word and an icon, tinted by its tone."""
    return draw("ui/parts/status.html", word=word, tone=parts.Tone(tone), icon=icon or STATUS_ICONS[tone])


STATUS_ICONS = {
    "neutral": "Circle",
    "info": "InformationSquare",
    "success": "CheckmarkCircle",
    "warning": "ExclamationmarkTriangle",
    "danger": "XMarkOctagon",
}


@register.simple_tag
def deadline(on: dt.date, today: dt.date | None = None) -> SafeString:
    """Draw a deadline in words, with colour and icon only when it is late."""
    day = today or clock.now().astimezone(timezone.get_current_timezone()).date()
    return draw("ui/parts/deadline.html", on=on, words=words.deadline_in_words(on, day), is_late=on < day)


@register.simple_tag
def step(number: int, of: int, title: str = "") -> SafeString:
    """Say which step this is, in words."""
    values = (("number", number), ("of", of), ("title", title))
    return draw_once(get_language() or "", "ui/parts/step.html", values)


@register.simple_tag
def copyable(text: str) -> SafeString:
    """Draw a number that people need elsewhere, with a "Copy" behind it."""
    return format_html(
        '<span class="rh-copyable" data-behaviour="copy" data-copy="{}" data-copied="{}">{}</span>',
        gettext("Copy"),
        gettext("Copied"),
        text,
    )


@register.simple_tag
def skeleton(lines: int = 3) -> SafeString:
    """Draw a loading placeholder: shapes after 300 ms, a sentence after 2 s."""
    return draw("ui/parts/skeleton.html", lines=range(lines))


# --- fields --------------------------------------------------------------------------------------------
@register.simple_tag
def field(model: fields.Field) -> SafeString:
    """Draw any field from its view model; one without a person's own words only once."""
    if model.is_impersonal:
        return draw_once(get_language() or "", model.template, (("f", model),))
    return draw(model.template, f=model)


def _field_tag(name: str, kind: type[fields.Field]) -> Callable[..., SafeString]:
    def tag(**values: Any) -> SafeString:
        return field(kind(**values))

    return register.simple_tag(tag, name=name)


for _name, _kind in {
    "text_field": fields.TextField,
    "number_field": fields.NumberField,
    "money_field": fields.MoneyField,
    "date_field": fields.DateField,
    "choice_field": fields.ChoiceField,
    "checks_field": fields.ChecksField,
    "check_field": fields.CheckField,
    "select_field": fields.SelectField,
    "textarea_field": fields.TextAreaField,
    "file_field": fields.FileField,
}.items():
    _field_tag(_name, _kind)


@register.simple_tag
def error_summary(problems: Sequence[parts.Problem]) -> SafeString | str:
    """Draw the error summary; nothing when there are no problems."""
    return draw("ui/parts/error_summary.html", problems=problems) if problems else ""


@register.simple_tag
def search_field(action: str, **values: Any) -> SafeString:
    """Draw a search form (GET): label, name="q", value, hint, button, suggestions_url, is_large."""
    return draw("ui/parts/search_field.html", action=action, **(SEARCH_DEFAULTS | values))


SEARCH_DEFAULTS = {
    "name": "q",
    "value": "",
    "label": "",
    "hint": "",
    "button": "",
    "suggestions_url": "",
    "is_large": False,
    "element_id": "search",
}


# --- lists and tables ----------------------------------------------------------------------------------
def _list_tag(name: str, variable: str) -> None:
    def tag(items: Any, **values: Any) -> SafeString:
        return draw(f"ui/parts/{name}.html", **{variable: items}, **values)

    register.simple_tag(tag, name=name)


for _name, _variable in {
    "breadcrumbs": "crumbs",
    "summary": "groups",
    "timeline": "moments",
    "tabs": "tabs",
    "table": "table",
    "pager": "pager",
    "queues": "queues",
}.items():
    _list_tag(_name, _variable)


@register.simple_tag
def tiles(tiles: Sequence[parts.Tile]) -> SafeString:
    """Draw ways in, only once: nothing of anybody's own stands on them."""
    return draw_once(get_language() or "", "ui/parts/tiles.html", (("tiles", tuple(tiles)),))


@register.simple_tag
def facts(facts: Sequence[parts.Fact]) -> SafeString:
    """Draw a list of facts."""
    return draw_facts(get_language() or "", facts)


# --- blocks --------------------------------------------------------------------------------------------
def _block_tag(name: str, defaults: dict[str, Any]) -> None:
    def tag(content: str, **values: Any) -> SafeString:
        return draw(f"ui/parts/{name}.html", content=content, **(defaults | values))

    register.simple_block_tag(tag, name=name)


_block_tag("card", {"title": "", "icon": "", "url": "", "level": 2, "is_tinted": False})
_block_tag("notice", {"tone": "info", "title": "", "level": 2, "is_announced": False})
_block_tag("fold", {"title": "", "is_open": False})
_block_tag("receipt", {"title": "", "number": "", "number_label": ""})
_block_tag("empty", {"title": "", "icon": "CheckmarkCircle", "level": 2})
_block_tag(
    "figure",
    {"title": "", "sentence": "", "source": "", "on": None, "table": None, "is_open": False, "level": 2},
)
_block_tag("dialog", {"element_id": "", "title": "", "trigger": "", "kind": "secondary"})
_block_tag("letter", {"sender": "", "sender_lines": (), "recipient_lines": (), "date": "", "reference": ""})
_block_tag("repeated", {"name": "", "title": "", "add": "", "blank": ""})
_block_tag("repeated_item", {"title": "", "remove_name": "remove", "remove_value": "", "remove": ""})


# --- the desk ------------------------------------------------------------------------------------------
@register.simple_tag
def worklist(items: Sequence[parts.WorkItem], today: dt.date | None = None) -> SafeString:
    """Draw the desk's list; ``today`` only when it is not the town's day."""
    return draw("ui/parts/worklist.html", items=items, today=today)


@register.simple_tag
def keyboard_help(extra: Sequence[parts.Key] = ()) -> SafeString:
    """Draw the desk's help for keys; it opens with ``?`` and works as a fold without script."""
    keys = (
        parts.Key(keys="j", does=gettext("Next in the list")),
        parts.Key(keys="k", does=gettext("Previous in the list")),
        parts.Key(keys="Enter", does=gettext("Open what is chosen")),
        parts.Key(keys="/", does=gettext("Search")),
        parts.Key(keys="?", does=gettext("Show or hide these keys")),
    )
    return draw("ui/parts/keyboard_help.html", keys=(*keys, *extra))
