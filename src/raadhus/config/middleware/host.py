"""Which municipality a host name belongs to, and which view the address leads to."""

import functools
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.urls import Resolver404, ResolverMatch, resolve

from raadhus.organisation import public as organisation
from raadhus.platform.environment import current_environment
from raadhus.platform.refusals import NotFoundHere
from raadhus.ui.refusal import neutral_page, standalone_page


class HostMiddleware:
    """
    Set ``request.municipality``, ``request.tenant`` and ``request.leads_to``; a stranger's host gets a 404.

    Costs no query: the towns are known to the process. Views marked ``townless`` have neither.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        leads_to = _find_view(request.path_info, settings.ROOT_URLCONF)
        request.leads_to = leads_to  # type: ignore[attr-defined]  # for the middleware below
        request.tenant = None  # type: ignore[attr-defined]  # see TownRequest
        if leads_to is not None and getattr(leads_to.func, "is_townless", False):
            return self.get_response(request)
        name, port = split_domain_port(request.get_host())
        try:
            town = organisation.municipality_by_host(name)
        except NotFoundHere as refusal:
            if _asks_for_the_towns(name, request):
                return _list_towns(port)
            return standalone_page(refusal)
        request.META["HTTP_HOST"] = (
            f"{name}:{port}" if port else name
        )  # one spelling: no capitals, no dot at the end
        request.municipality = town  # type: ignore[attr-defined]  # see TownRequest
        request.tenant = town.id  # type: ignore[attr-defined]  # see TownRequest
        return self.get_response(request)


def _asks_for_the_towns(name: str, request: HttpRequest) -> bool:
    is_this_machine = name in {"localhost", "127.0.0.1"}
    return is_this_machine and request.path_info == "/" and current_environment().is_demo


def _list_towns(port: str) -> HttpResponse:
    """Lead to the towns of a demo and their association: on the machine's own name there is none."""
    towns = [
        {
            "name": town.name,
            "url": f"http://{town.host}{f':{port}' if port else ''}/",
            "is_association": town.is_association,
        }
        for town in organisation.list_tenants()
    ]
    return neutral_page("config/towns.html", {"towns": towns})


@functools.lru_cache(maxsize=500)
def _find_view(path: str, _urlconf: str) -> ResolverMatch | None:
    """Return the view of an address, found once; a test may put other addresses in their place."""
    try:
        return resolve(path)
    except Resolver404:
        return None
