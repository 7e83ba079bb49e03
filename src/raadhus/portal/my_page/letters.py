"""The mailbox: letters of the municipality, newest first, and one letter."""

import dataclasses
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from raadhus.platform.refusals import LoginNeeded
from raadhus.platform.requests import TownRequest
from raadhus.portal.my_page import cards
from raadhus.portal.my_page.paging import read_moment
from raadhus.post import public as post
from raadhus.ui.parts import Crumb, Moment, Pager
from raadhus.ui.words import day_in_words, instant_in_words

_PAGE = 20
_STEPS = {
    "ordered": _lazy("Written"),
    "filed": _lazy("Made and filed"),
    "delivered-mailbox": _lazy("In your mailbox"),
    "sending-to-print": _lazy("On its way to print"),
    "print-house-unavailable": _lazy("The print house did not answer"),
    "delivered-print": _lazy("Sent on paper"),
    "opened": _lazy("Opened by you"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage:
    """One page of letters."""

    title: str
    crumbs: tuple[Crumb, ...]
    letters: tuple[cards.LetterRow, ...]
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
    steps: tuple[Moment, ...]


@require_safe
def show_all(request: TownRequest) -> HttpResponse:
    """Show the letters delivered before ``?before=``. Raises: LoginNeeded."""
    if not request.actor.is_known:
        raise LoginNeeded
    before = read_moment(request.GET.get("before", ""))
    found = post.list_mailbox(request.actor, before=before, limit=_PAGE + 1)
    here = reverse("my-page:letters")
    last = found[_PAGE - 1].delivered_at if len(found) > _PAGE else None
    page = LettersPage(
        title=_("Letters to me"),
        crumbs=cards.home_crumbs(_("Letters to me")),
        letters=tuple(cards.letter_row(letter) for letter in found[:_PAGE]),
        pager=Pager(
            previous_url=here if before else "",
            next_url=f"{here}?{urlencode({'before': last.isoformat()})}" if last else "",
        ),
    )
    return render(request, "portal/my_page/letters.html", {"page": page})


@require_safe
def show(request: TownRequest, letter_id: UUID) -> HttpResponse:
    """Show one letter of the citizen. Raises: LoginNeeded, NotFoundHere."""
    if not request.actor.is_known:
        raise LoginNeeded
    letter = post.get_letter(request.actor, letter_id)
    steps = post.list_delivery_steps(request.actor, letter_id)
    arrived = timezone.localtime(letter.delivered_at or letter.ordered_at).date()
    page = LetterPage(
        title=letter.title,
        crumbs=cards.home_crumbs(letter.title),
        day=day_in_words(arrived, with_year=True),
        pages=letter.pages,
        case_number=letter.case_number,
        case_url=reverse("cases:own-case", args=[letter.case_id]) if letter.case_id else "",
        pdf_url=reverse("my-page:letter-pdf", args=[letter_id]),
        steps=tuple(
            Moment(title=str(_STEPS.get(step.step, step.step)), when=instant_in_words(step.at))
            for step in steps
        ),
    )
    return render(request, "portal/my_page/letter.html", {"page": page})


@require_safe
def pdf(request: TownRequest, letter_id: UUID) -> HttpResponse:
    """Return the letter itself; the first time it is opened is noted. Raises: LoginNeeded, NotFoundHere."""
    if not request.actor.is_known:
        raise LoginNeeded
    letter = post.get_letter(request.actor, letter_id)
    response = HttpResponse(post.open_letter(request.actor, letter_id), content_type="application/pdf")
    name = f"{slugify(letter.title) or 'letter'}.pdf"
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=name) or "inline"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
