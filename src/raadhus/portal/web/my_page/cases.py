"""All cases of a citizen, newest first."""

import dataclasses
import datetime as dt
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.cases import public as cases
from raadhus.identity.public import require_login
from raadhus.platform.requests import TownRequest
from raadhus.portal.web.my_page import cards
from raadhus.portal.web.my_page.paging import read_moment
from raadhus.ui.parts import Crumb, Pager

_PAGE = 20


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CasesPage:
    """One page of cases."""

    title: str
    crumbs: tuple[Crumb, ...]
    cases: tuple[cards.CaseCard, ...]
    pager: Pager


@require_safe
@require_login()
def show(request: TownRequest) -> HttpResponse:
    """Show the citizen's cases from those opened before ``?before=``. Raises: LoginNeeded."""
    before = read_moment(request.GET.get("before", ""))
    found = cases.list_own_cases(request.actor, before=before, limit=_PAGE + 1)
    page = CasesPage(
        title=_("My cases"),
        crumbs=cards.home_crumbs(_("My cases")),
        cases=tuple(cards.case_card(case) for case in found[:_PAGE]),
        pager=_pager(before, found),
    )
    return render(request, "portal/my_page/cases.html", {"page": page})


def _pager(before: dt.datetime | None, found: tuple[cases.OwnCase, ...]) -> Pager:
    here = reverse("my-page:cases")
    last = found[_PAGE - 1].opened_at.isoformat() if len(found) > _PAGE else ""
    return Pager(
        previous_url=here if before else "",
        next_url=f"{here}?{urlencode({'before': last})}" if last else "",
    )
