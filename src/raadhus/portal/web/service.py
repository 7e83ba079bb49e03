"""The page of one service: who can get it, what it takes, what happens then, the law and the people."""

import dataclasses
import datetime as dt
import functools
import re

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from raadhus.catalogue import public as catalogue
from raadhus.catalogue.public import Package, ServiceFile, ServiceKind, TextBlock
from raadhus.organisation.public import local_today
from raadhus.platform.requests import TownRequest
from raadhus.portal.web import ways
from raadhus.statistics.public import count_visit
from raadhus.ui.drawing import draw
from raadhus.ui.parts import Crumb, Fact
from raadhus.ui.words import kept_together

_PLACED = {"who", "need", "then", "price"}
_BOLD_FIRST = re.compile(r"<strong>(?P<title>.+?)\.?</strong>\s*(?P<text>.*)\Z", re.DOTALL)


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A heading with safe HTML, or with safe items of a list."""

    heading: str
    body: SafeString
    items: tuple[SafeString, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """What happens next: a few words, and a sentence."""

    title: SafeString
    text: SafeString | str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads."""

    title: str
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class AppealBox:
    """Where to complain, within which time; or why there is nothing to appeal."""

    instance: str
    how: str
    facts: tuple[Fact, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class ServicePage:
    """Everything the page says of one version in one language."""

    title: str
    summary: str
    who: Block
    need: Block | None
    then: Block
    steps: tuple[Step, ...]
    price: Block
    calculation_url: str
    start_url: str
    blank_url: str
    start_time: str
    elsewhere: Link | None
    decided_within: str
    more: tuple[Block, ...]
    law: tuple[Link, ...]
    appeal: AppealBox
    mandatory: str
    phone: str
    desk: str
    figures_url: str
    checked_on: dt.date


@require_safe
def show(request: TownRequest, key: str) -> HttpResponse:
    """Show the service ``key``. Raises: NotFoundHere."""
    info = catalogue.service(request.actor, key, request.LANGUAGE_CODE)
    today = local_today(request.municipality.id)
    count_visit(request.actor, info.package.service.task.code, today)
    is_checked = info.package.service.checked_on <= today  # a demo's clock may stand before that day
    return render(
        request,
        "portal/service.html",
        {
            "info": info,
            "crumbs": (ways.home_crumb(), Crumb(label=info.title)),
            "article": _article(info.package.ref.content_hash, info.language, is_checked=is_checked),
        },
    )


@functools.lru_cache(maxsize=2_000)
def _article(content_hash: str, spoken: str, *, is_checked: bool) -> SafeString:
    """
    Draw what a version says of itself, all of it in the language ``spoken``.

    Drawn once in a process: content never changes, and it is the same for everybody.
    """
    with translation.override(spoken):
        page = _page_of(catalogue.package(content_hash), spoken)
        return draw("portal/article.html", page=page, is_checked=is_checked)


def _page_of(package: Package, spoken: str) -> ServicePage:
    service, texts = package.service, package.texts(spoken)
    need, reach = texts.get("need"), service.reach
    return ServicePage(
        title=service.title[spoken],
        summary=service.summary[spoken],
        who=_block(texts["who"]),
        need=_block(need) if need else None,
        then=_block(texts["then"]),
        steps=tuple(_step(item) for item in texts["then"].items),
        price=_block(texts["price"]),
        calculation_url=reverse("catalogue:calculation", args=[service.id]) if service.calculation else "",
        start_url=_start_url(service),
        blank_url=_start_url(service, "forms:blank"),
        start_time=_minutes(service),
        elsewhere=_elsewhere(service),
        decided_within=_decided_within(service),
        more=tuple(_block(block) for name, block in texts.items() if name not in _PLACED),
        law=tuple(Link(law.title[spoken], law.url) for law in service.law),
        appeal=_appeal(service, spoken),
        mandatory=service.mandatory.exempt[spoken] if service.mandatory else "",
        phone=reach.phone or "" if reach else "",
        desk=reach.desk[spoken] if reach and reach.desk else "",
        figures_url=_figures_url(service),
        checked_on=service.checked_on,
    )


def _block(block: TextBlock) -> Block:
    return Block(block.heading, _safe(block.html), tuple(_safe(item) for item in block.items))


def _safe(html: str) -> SafeString:
    return mark_safe(kept_together(html))  # noqa: S308 -- the catalogue rendered and cleaned it (catalogue.domain.texts)


def _step(item: str) -> Step:
    """Return one numbered step; bold words at its beginning are its title."""
    match = _BOLD_FIRST.match(item)
    return Step(_safe(match["title"]), _safe(match["text"])) if match else Step(_safe(item))


def _minutes(service: ServiceFile) -> str:
    if service.minutes_to_apply is None:
        return ""
    count = service.minutes_to_apply
    return ngettext("About %(count)s minute", "About %(count)s minutes", count) % {"count": count}


def _decided_within(service: ServiceFile) -> str:
    if service.waits:
        return _("This is a waiting list, so we cannot say when it is your turn.")
    if service.days_to_decide is None:
        return ""
    count = service.days_to_decide
    if service.counted_in == "working-days":
        return ngettext(
            "You will have an answer within %(count)s working day.",
            "You will have an answer within %(count)s working days.",
            count,
        ) % {"count": count}
    return ngettext(
        "You will have an answer within %(count)s day.",
        "You will have an answer within %(count)s days.",
        count,
    ) % {"count": count}


def _start_url(service: ServiceFile, name: str = "forms:start") -> str:
    if service.kind is not ServiceKind.APPLICATION:
        return ""
    try:
        return reverse(name, args=[service.id])
    except NoReverseMatch:
        return ""


def _figures_url(service: ServiceFile) -> str:
    return f"{reverse('portal:open-data')}#{service.id}" if service.kind is ServiceKind.APPLICATION else ""


def _elsewhere(service: ServiceFile) -> Link | None:
    if service.elsewhere is None:
        return None
    host = service.elsewhere.split("/")[2].removeprefix("www.")
    return Link(_("Go to %(host)s") % {"host": host}, service.elsewhere)


def _appeal(service: ServiceFile, spoken: str) -> AppealBox:
    if service.appeal is None:
        return AppealBox("", (service.no_appeal or {}).get(spoken, ""))
    weeks, rest = divmod(service.appeal.days, 7)
    within = (
        ngettext("%(count)s day", "%(count)s days", service.appeal.days) % {"count": service.appeal.days}
        if rest
        else ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks}
    )
    instance = service.appeal.instance[spoken]
    facts = (
        Fact(label=_("Appeal within"), value=within),
        Fact(label=_("Who decides in the end"), value=instance),
    )
    return AppealBox(instance, service.appeal.how[spoken], facts)
