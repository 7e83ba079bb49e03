"""The mailbox: letters of the municipality, newest first, and one letter."""

import dataclasses
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst, slugify
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.cases import public as cases
from raadhus.cases.public.presenting import figure_table, pays_table, replacement_in_words, task_url
from raadhus.identity.public import require_login
from raadhus.platform.actor import Actor
from raadhus.platform.requests import TownRequest
from raadhus.portal.web.my_page import cards
from raadhus.portal.web.my_page.paging import read_moment
from raadhus.post import public as post
from raadhus.ui.parts import Crumb, Fact, Moment, Pager, Table
from raadhus.ui.words import day_in_words, instant_in_words, language_in_words

_PAGE = 20
_STEPS = {
    "ordered": gettext_lazy("Written"),
    "filed": gettext_lazy("Made and filed"),
    "delivered-mailbox": gettext_lazy("In your mailbox"),
    "sending-to-print": gettext_lazy("On its way to print"),
    "print-house-unavailable": gettext_lazy("The print house did not answer"),
    "delivered-print": gettext_lazy("Sent on paper"),
    "opened": gettext_lazy("Opened by you"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage:
    """One page of letters."""

    title: str
    crumbs: tuple[Crumb, ...]
    letters: tuple[Fact, ...]
    pager: Pager


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """One letter, with the way it came."""

    title: str
    crumbs: tuple[Crumb, ...]
    day: str
    pages: int
    case_number: str
    case_url: str
    pdf_url: str
    language: str
    is_decision: bool
    replaced: str
    replaced_url: str
    written_in: str
    sender: str
    replaces: str
    pays: Table | None
    appeal_url: str
    answer_url: str
    answer_label: str
    lead: str
    paragraphs: tuple[str, ...]
    figures: Table | None
    law: tuple[dict[str, str], ...]
    how_decided: str
    calculation_url: str
    calculation_label: str
    box_title: str
    box_text: str
    steps: tuple[Moment, ...]


@require_safe
@require_login()
def show_all(request: TownRequest) -> HttpResponse:
    """Show the letters delivered before ``?before=``. Raises: LoginNeeded."""
    before = read_moment(request.GET.get("before", ""))
    found = post.list_mailbox(request.actor, before=before, limit=_PAGE + 1)
    replaced = cases.replaced_letters(request.actor, (letter.id for letter in found[:_PAGE]))
    here = reverse("my-page:letters")
    last = found[_PAGE - 1].delivered_at if len(found) > _PAGE else None
    page = LettersPage(
        title=_("Letters to me"),
        crumbs=cards.home_crumbs(_("Letters to me")),
        letters=tuple(
            cards.letter_fact(letter, is_replaced=letter.id in replaced) for letter in found[:_PAGE]
        ),
        pager=Pager(
            previous_url=here if before else "",
            next_url=f"{here}?{urlencode({'before': last.isoformat()})}" if last else "",
        ),
    )
    return render(request, "portal/my_page/letters.html", {"page": page})


@require_safe
@require_login()
def show(request: TownRequest, letter_id: UUID) -> HttpResponse:
    """Show one letter of the citizen; the first time it is read is noted. Raises: LoginNeeded, NotFoundHere."""
    said = post.read_letter(request.actor, letter_id)
    letter = post.get_letter(request.actor, letter_id)
    steps = post.list_delivery_steps(request.actor, letter_id)
    asked = cases.find_asked_in_letter(request.actor, letter.case_id, letter_id, letter.ordered_at)
    new = cases.replaced_letters(request.actor, [letter_id]).get(letter_id)
    arrived = timezone.localtime(letter.delivered_at or letter.ordered_at).date()
    page = LetterPage(
        title=letter.title,
        crumbs=cards.home_crumbs(letter.title),
        day=capfirst(day_in_words(arrived, with_year=True)),
        pages=letter.pages,
        case_number=letter.case_number,
        case_url=_case_url(request.actor, letter.case_id),
        appeal_url=_appeal_url(request.actor, letter_id),
        answer_url=task_url(asked) if asked is not None else "",
        answer_label=_("See or correct your answer") if asked and not asked.is_open else _("Answer now"),
        pdf_url=reverse("my-page:letter-pdf", args=[letter_id]),
        language=said.language,
        is_decision="outcome" in said.data,
        replaced=replacement_in_words(new) if new is not None else "",
        replaced_url=reverse("cases:own-case", args=[new.case_id]) if new is not None else "",
        written_in=_written_in(said.language),
        sender=request.municipality.name,
        **_content(said, holds=new is None),
        steps=tuple(
            Moment(title=str(_STEPS.get(step.step, step.step)), when=instant_in_words(step.at))
            for step in steps
        ),
    )
    return render(request, "portal/my_page/letter.html", {"page": page})


@require_safe
@require_login()
def pdf(request: TownRequest, letter_id: UUID) -> HttpResponse:
    """Return the letter itself; the first time it is opened is noted. Raises: LoginNeeded, NotFoundHere."""
    letter = post.get_letter(request.actor, letter_id)
    response = HttpResponse(post.open_letter(request.actor, letter_id), content_type="application/pdf")
    name = f"{slugify(letter.title) or 'letter'}.pdf"
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=name) or "inline"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _case_url(actor: Actor, case_id: UUID | None) -> str:
    """Return the page of the citizen's own case; a letter may also be about somebody else's."""
    return reverse("cases:own-case", args=[case_id]) if cases.is_own_case(actor, case_id) else ""


def _written_in(language: str) -> str:
    """Say why a letter is in another language than the page; empty when it is not."""
    if language == get_language():
        return ""
    return _(
        "The town hall writes its letters in %(language)s: the words that bind are in that language."
    ) % {"language": language_in_words(language)}


def _appeal_url(actor: Actor, letter_id: UUID) -> str:
    """Return the page on which the decision in this letter is appealed, empty when there is nothing to appeal."""
    decision = cases.find_appealable(actor, letter_id)
    return reverse("cases:appeal", args=[decision]) if decision else ""


def _content(said: post.LetterWords, *, holds: bool) -> dict[str, Any]:
    """Return what the letter says, in its own language: the one that binds; how to appeal only while it ``holds``."""
    data = said.data
    appeal = data.get("appeal", "") if holds else ""
    with override(said.language):
        return {
            "lead": data.get("lead") or _share(data),
            "replaces": data.get("replaces", ""),
            "pays": pays_table(data.get("pays") or ()),
            "paragraphs": tuple(data.get("paragraphs") or data.get("reasons") or ()),
            "figures": figure_table(data.get("figures") or ()),
            "law": tuple(data.get("law") or ()),
            "how_decided": data.get("how_decided", ""),
            "calculation_url": (data.get("calculation") or {}).get("page", ""),
            "calculation_label": _("How we calculate, and try it yourself"),
            "box_title": data.get("box_title") or (_("If you disagree, you can appeal") if appeal else ""),
            "box_text": data.get("box_text") or appeal or data.get("answer_by") or "",
        }


def _share(data: Mapping[str, Any]) -> str:
    """Say what a decision grants and from when; empty for other letters and for a rejection."""
    if not data.get("percent") or data.get("outcome") == "rejected":
        return ""
    return _(
        "The municipality pays %(percent)s per cent, you pay %(rest)s per cent. This holds from %(day)s."
    ) % {
        "percent": data["percent"],
        "rest": data["parents_share"],
        "day": data["valid_from"],
    }
