"""My Page: what waits for me first, then what the municipality is doing."""

import dataclasses

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.cases import public as cases
from raadhus.forms import public as forms
from raadhus.identity import public as identity
from raadhus.identity.public import require_login
from raadhus.notifications import public as notifications
from raadhus.notifications.public import ContactInfo
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import LoginNeeded
from raadhus.platform.requests import TownRequest
from raadhus.portal.web.my_page import cards
from raadhus.post import public as post
from raadhus.ui.parts import Fact
from raadhus.ui.words import instant_in_words, phone_in_words

_CASES = 6
_LETTERS = 4
_LOOKS = 3


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedCard:
    """An application that was sent and whose case is about to be opened."""

    title: str
    number: str
    when: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MyPage:
    """What the page shows, in this order."""

    acts_for: str
    waiting: tuple[cards.WaitingCard, ...]
    received: tuple[ReceivedCard, ...]
    open_cases: tuple[cards.CaseCard, ...]
    letters: tuple[Fact, ...]
    decided: tuple[cards.CaseCard, ...]
    has_more_cases: bool
    drafts: tuple[Fact, ...]
    seen: tuple[Fact, ...]
    contact: tuple[Fact, ...]


@require_safe
@require_login()
def show(request: TownRequest) -> HttpResponse:
    """Show My Page to whoever is logged in. Raises: LoginNeeded."""
    return render(request, "portal/my_page/home.html", {"page": _page(request.actor)})


def _page(actor: Actor) -> MyPage:
    if actor.person_id is None:
        raise LoginNeeded
    own = cases.list_own_cases(actor, limit=_CASES + 1)
    shown = tuple(cards.case_card(case) for case in own[:_CASES])
    looks = identity.list_seen(actor)[:_LOOKS]
    letters = post.list_mailbox(actor, limit=_LETTERS)
    may_be_replaced = any(case.replaced_by is not None for case in own)
    replaced = cases.replaced_letters(actor, (each.id for each in letters)) if may_be_replaced else {}
    received = cards.not_yet_a_case(forms.list_submissions(actor)[:1], own)
    return MyPage(
        acts_for=_acts_for(actor),
        waiting=tuple(cards.waiting_card(task) for task in cases.list_own_tasks(actor)),
        received=tuple(
            ReceivedCard(
                title=cards.service_title(actor, sent.service_key),
                number=sent.number,
                when=instant_in_words(sent.sent_at),
            )
            for sent in received
        ),
        open_cases=tuple(card for card in shown if card.is_open),
        letters=tuple(cards.letter_fact(each, is_replaced=each.id in replaced) for each in letters),
        decided=tuple(card for card in shown if not card.is_open),
        has_more_cases=len(own) > _CASES,
        drafts=tuple(cards.draft_fact(actor, draft) for draft in forms.drafts(actor)),
        seen=cards.seen_facts(actor, looks, frozenset(case.id for case in own)),
        contact=_contact(notifications.get_contact_details(actor, actor.person_id)),
    )


def _contact(details: ContactInfo) -> tuple[Fact, ...]:
    return (
        Fact(label=_("Mobile phone"), value=phone_in_words(details.phone) or _("Not given")),
        Fact(label=_("E-mail"), value=details.email or _("Not given")),
    )


def _acts_for(actor: Actor) -> str:
    if actor.on_behalf_of is None:
        return ""
    return identity.display_names(actor, [actor.on_behalf_of]).get(actor.on_behalf_of, "")
