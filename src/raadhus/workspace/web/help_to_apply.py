"""Help to apply: a clerk fills in a form for somebody at the desk, on the phone or from paper."""

import dataclasses

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from raadhus.catalogue.public import ServiceKind, list_services
from raadhus.forms import public as forms
from raadhus.forms.public import (
    CHECKS,
    HELPERS,
    CannotHelp,
    HelpChannel,
    HelpedInfo,
    HelpOrder,
    IdentityCheck,
)
from raadhus.identity.public import CannotReadNumber, require_staff
from raadhus.platform.actor import Actor
from raadhus.platform.requests import TownRequest, Whose, rate_limited
from raadhus.ui.fields import ChoiceField, Field, Option, TextField, Width, problems_of
from raadhus.ui.parts import Problem
from raadhus.ui.words import instant_in_words
from raadhus.workspace.web import words

_WRONG = 422
_NUMBER, _HOW = "number", "how"
_LONGEST = 20


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A service that can be applied for; ``is_begun``: there is a draft of it for whom is being helped."""

    title: str
    url: str
    blank_url: str
    is_begun: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """Whom the clerk helps and with what they can go on; or the questions with which help begins."""

    name: str
    known_by: str
    since: str
    sent: int
    offers: tuple[Offer, ...]
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]
    is_over: bool


@rate_limited("workspace.help", limit=60, per_seconds=3600, methods=frozenset({"POST"}), whose=Whose.SESSION)
@require_http_methods(["GET", "HEAD", "POST"])
@require_staff(*HELPERS)
def show(request: TownRequest) -> HttpResponse:
    """Ask whom the clerk helps, or show with what they can go on. Raises: NotAllowed, CannotHelpOwn, NeedsClearance."""
    if request.method == "POST":
        return _begin(request)
    return _draw(request, _fields())


@require_POST
@require_staff(*HELPERS)
def end(request: TownRequest) -> HttpResponse:
    """Be done helping. Raises: NotAllowed."""
    forms.end_help_if_any(request.actor)
    return HttpResponseRedirect(f"{reverse('workspace:help')}?done=1")


def _begin(request: TownRequest) -> HttpResponse:
    typed, how = request.POST.get(_NUMBER, "").strip()[:_LONGEST], request.POST.get(_HOW, "")
    channel, _dot, check = how.partition(".")
    chosen = next(
        ((one, way) for one, ways in CHECKS.items() for way in ways if (one, way) == (channel, check)), None
    )
    if chosen is None:
        error = _("Choose how the person came to you and how you know who it is.")
        return _draw(request, _fields(typed, how, how_error=error), status=_WRONG)
    try:
        forms.begin_help(request.actor, HelpOrder(number=typed, channel=chosen[0], check=chosen[1]))
    except CannotReadNumber:
        error = _("Write the identity number: day, month and year of birth, and the digits after it.")
        return _draw(request, _fields(typed, how, number_error=error), status=_WRONG)
    except CannotHelp as refusal:
        return _draw(request, _fields(typed, how, number_error=str(refusal.happened)), status=_WRONG)
    return HttpResponseRedirect(reverse("workspace:help"))


def _draw(request: TownRequest, fields: tuple[Field, ...], *, status: int = 200) -> HttpResponse:
    helped = forms.find_helped(request.actor)
    page = HelpPage(
        name=helped.name if helped else "",
        known_by=_known_by(helped) if helped else "",
        since=instant_in_words(helped.begun_at) if helped else "",
        sent=helped.sent if helped else 0,
        offers=_offers(request.actor) if helped else (),
        fields=fields,
        problems=problems_of(fields),
        is_over=helped is None and "done" in request.GET,
    )
    return render(request, "workspace/help.html", {"page": page}, status=status)


def _known_by(helped: HelpedInfo) -> str:
    return f"{words.HELP_CHANNEL[helped.channel]} · {words.HELP_CHECK[helped.check]}"


def _offers(actor: Actor) -> tuple[Offer, ...]:
    begun = {draft.service_key for draft in forms.drafts(actor)}
    return tuple(
        Offer(
            title=card.title,
            url=reverse("forms:start", args=[card.key]),
            blank_url=reverse("forms:blank", args=[card.key]),
            is_begun=card.key in begun,
        )
        for card in list_services(actor, get_language() or "en")
        if card.kind is ServiceKind.APPLICATION
    )


def _fields(
    typed: str = "", how: str = "", *, number_error: str = "", how_error: str = ""
) -> tuple[Field, ...]:
    options = tuple(
        Option(value=f"{channel}.{check}", label=_way(channel, check))
        for channel, checks in CHECKS.items()
        for check in checks
    )
    return (
        TextField(
            name=_NUMBER,
            label=_("Identity number of whom you help"),
            value=typed,
            error=number_error,
            width=Width.HALF,
            input_mode="numeric",
            autocomplete="off",
            max_length=_LONGEST,
        ),
        ChoiceField(
            name=_HOW,
            label=_("How did the person come to you, and how do you know who it is?"),
            options=options,
            value=how,
            error=how_error,
        ),
    )


def _way(channel: HelpChannel, check: IdentityCheck) -> str:
    said = f"{words.HELP_CHANNEL[channel]}: {words.HELP_CHECK[check]}"
    return said[:1].upper() + said[1:]
