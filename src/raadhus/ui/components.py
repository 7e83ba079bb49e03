"""The components, which templates call as ``ui.…``; ``README.md`` has the table of how to use each."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from jinja2 import pass_context
from jinja2.runtime import Context

from raadhus.platform import clock
from raadhus.ui import fields, parts, words
from raadhus.ui.drawing import draw, draw_choices, draw_facts, draw_masthead, draw_once, draw_reach


# --- small things --------------------------------------------------------------------------------------
def head_links(theme: str) -> SafeString:
    """Draw what every page's head loads: font, styles, a municipality's colours, icon."""
    return draw_once("", "ui/frame/head_links.html", (("theme", theme),))


def behaviours() -> SafeString:
    """Draw the script that starts the behaviours."""
    return draw_once("", "ui/frame/behaviours.html", ())


@pass_context
def masthead(context: Context) -> SafeString:
    """Draw a citizen page's head."""
    return draw_masthead(
        get_language() or "",
        context["frame"],
        context["appearance"],
        csrf_token=str(context.get("csrf_token", "")),
        here=context["here"],
    )


@pass_context
def foot(context: Context) -> SafeString:
    """Draw a page's foot."""
    frame = context["frame"]
    return draw_once("", "ui/frame/footer.html", (("name", frame.name), ("links", frame.footer)))


@pass_context
def choices(context: Context) -> SafeString:
    """Draw the menus of language and appearance."""
    return draw_choices(
        get_language() or "",
        context["frame"].languages,
        context["appearance"],
        csrf_token=str(context["csrf_token"]),
        here=context["here"],
    )


@pass_context
def reach(context: Context) -> SafeString:
    """Draw the ways to reach a person."""
    return draw_reach(get_language() or "", context["frame"].contact)


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


def print_button() -> SafeString:
    """Draw a button that prints the page or saves it as PDF; without script there is none."""
    return draw_once(get_language() or "", "ui/parts/print_button.html", ())


def link_button(text: str, url: str, kind: str = "primary", icon: str = "", after: str = "") -> SafeString:
    """Draw a link that looks like a button; ``icon`` stands before, ``after`` behind the text."""
    return draw("ui/parts/link_button.html", text=text, url=url, kind=kind, icon=icon, after=after)


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


def deadline(on: dt.date, today: dt.date | None = None) -> SafeString:
    """Draw a deadline in words, with colour and icon only when it is late."""
    day = today or clock.now().astimezone(timezone.get_current_timezone()).date()
    return draw("ui/parts/deadline.html", on=on, words=words.deadline_in_words(on, day), is_late=on < day)


def step(number: int, of: int, title: str = "") -> SafeString:
    """Say which step this is, in words."""
    values = (("number", number), ("of", of), ("title", title))
    return draw_once(get_language() or "", "ui/parts/step.html", values)


def copyable(text: str) -> SafeString:
    """Draw a number that people need elsewhere, with a "Copy" behind it."""
    return format_html(
        '<span class="rh-copyable" data-behaviour="copy" data-copy="{}" data-copied="{}">{}</span>',
        gettext("Copy"),
        gettext("Copied"),
        text,
    )


def skeleton(lines: int = 3) -> SafeString:
    """Draw a loading placeholder: shapes after 300 ms, a sentence after 2 s."""
    return draw("ui/parts/skeleton.html", lines=range(lines))


# --- fields --------------------------------------------------------------------------------------------
def field(model: fields.Field) -> SafeString:
    """Draw any field from its view model; one without a person's own words only once."""
    if model.is_impersonal:
        return draw_once(get_language() or "", model.template, (("f", model),))
    return draw(model.template, f=model)


def _field_of(kind: type[fields.Field]) -> Callable[..., SafeString]:
    def draw_field(**values: Any) -> SafeString:
        return field(kind(**values))

    return draw_field


text_field = _field_of(fields.TextField)
number_field = _field_of(fields.NumberField)
money_field = _field_of(fields.MoneyField)
date_field = _field_of(fields.DateField)
choice_field = _field_of(fields.ChoiceField)
checks_field = _field_of(fields.ChecksField)
check_field = _field_of(fields.CheckField)
select_field = _field_of(fields.SelectField)
textarea_field = _field_of(fields.TextAreaField)
file_field = _field_of(fields.FileField)


def error_summary(problems: Sequence[parts.Problem]) -> SafeString | str:
    """Draw the error summary; nothing when there are no problems."""
    return draw("ui/parts/error_summary.html", problems=problems) if problems else ""


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
def _drawing_of(part: str, variable: str) -> Callable[[Any], SafeString]:
    def draw_it(items: Any) -> SafeString:
        return draw(f"ui/parts/{part}.html", **{variable: items})

    return draw_it


breadcrumbs = _drawing_of("breadcrumbs", "crumbs")
summary = _drawing_of("summary", "groups")
timeline = _drawing_of("timeline", "moments")
tabs = _drawing_of("tabs", "tabs")
table = _drawing_of("table", "table")
pager = _drawing_of("pager", "pager")
queues = _drawing_of("queues", "queues")


def tiles(tiles: Sequence[parts.Tile]) -> SafeString:
    """Draw ways in, only once: nothing of anybody's own stands on them."""
    return draw_once(get_language() or "", "ui/parts/tiles.html", (("tiles", tuple(tiles)),))


def facts(facts: Sequence[parts.Fact]) -> SafeString:
    """Draw a list of facts."""
    return draw_facts(get_language() or "", facts)


# --- around what a page writes: {% call ui.card(…) %}…{% endcall %} -------------------------------------
def _drawing_around(part: str, /, **defaults: Any) -> Callable[..., SafeString]:
    def draw_around(caller: Callable[[], str], **values: Any) -> SafeString:
        return draw(f"ui/parts/{part}.html", content=caller(), **(defaults | values))

    return draw_around


card = _drawing_around("card", title="", icon="", url="", level=2, is_tinted=False)
notice = _drawing_around("notice", tone="info", title="", level=2, is_announced=False)
fold = _drawing_around("fold", title="", is_open=False, key="")
receipt = _drawing_around("receipt", title="", number="", number_label="")
empty = _drawing_around("empty", title="", icon="CheckmarkCircle", level=2)
figure = _drawing_around(
    "figure", title="", sentence="", source="", on=None, table=None, is_open=False, level=2
)
dialog = _drawing_around("dialog", element_id="", title="", trigger="", kind="secondary")
letter = _drawing_around("letter", sender="", sender_lines=(), recipient_lines=(), date="", reference="")
repeated = _drawing_around("repeated", name="", title="", add="", blank="")
repeated_item = _drawing_around("repeated_item", title="", remove_name="remove", remove_value="", remove="")


# --- the desk ------------------------------------------------------------------------------------------
def worklist(items: Sequence[parts.WorkItem], today: dt.date | None = None) -> SafeString:
    """Draw the desk's list; ``today`` only when it is not the town's day."""
    return draw("ui/parts/worklist.html", items=items, today=today)


def list_keys() -> tuple[parts.Key, ...]:
    """Return what keys do on a page with a worklist."""
    return (
        parts.Key(keys="j", does=gettext("Next in the list")),
        parts.Key(keys="k", does=gettext("Previous in the list")),
        parts.Key(keys="Enter", does=gettext("Open what is chosen")),
        parts.Key(keys="x", does=gettext("Tick or untick it, to do something with several")),
        parts.Key(keys="m", does=gettext("Do something with those ticked")),
        parts.Key(keys="u", does=gettext("To “Undo”, after you did something with several")),
        parts.Key(keys="q", does=gettext("To the queues")),
        parts.Key(keys="/", does=gettext("Search")),
    )


def task_keys() -> tuple[parts.Key, ...]:
    """Return what keys do on the page of a case."""
    return (
        parts.Key(keys="t", does=gettext("To the task of the open case")),
        parts.Key(keys="d", does=gettext("To the decision: decide it, or send it")),
        parts.Key(keys="l", does=gettext("Read the letter")),
        parts.Key(keys="h", does=gettext("Hear the applicant")),
        parts.Key(keys="a", does=gettext("Ask the applicant for something")),
        parts.Key(keys="g", does=gettext("Give it to a colleague, or set it aside")),
        parts.Key(keys="n", does=gettext("Write a note")),
        parts.Key(keys="i", does=gettext("Back to the inbox")),
    )


def keyboard_help(keys: Sequence[parts.Key]) -> SafeString:
    """Draw the help for the keys of a page; it opens with ``?`` and works as a fold without script."""
    whole = (*keys, parts.Key(keys="?", does=gettext("Show or hide these keys")))
    return draw("ui/parts/keyboard_help.html", keys=whole)
