"""Who has seen my data."""

import dataclasses

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.cases import public as cases
from raadhus.identity import public as identity
from raadhus.identity.public import require_login
from raadhus.platform.requests import TownRequest
from raadhus.portal.web.my_page import cards
from raadhus.ui.parts import Crumb, Fact


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SeenPage:
    """The looks, latest first."""

    title: str
    crumbs: tuple[Crumb, ...]
    looks: tuple[Fact, ...]


@require_safe
@require_login()
def show(request: TownRequest) -> HttpResponse:
    """Show who has looked at the citizen's data. Raises: LoginNeeded."""
    own = cases.list_own_cases(request.actor)
    looks = identity.list_seen(request.actor)
    title = _("Who has seen my data")
    page = SeenPage(
        title=title,
        crumbs=cards.home_crumbs(title),
        looks=cards.seen_facts(request.actor, looks, frozenset(case.id for case in own)),
    )
    return render(request, "portal/my_page/seen.html", {"page": page})
