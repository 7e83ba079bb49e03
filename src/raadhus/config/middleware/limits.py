"""Rate limits, counted before the transaction: a refused request is rolled back, its count is not."""

import ipaddress
import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from raadhus.config.middleware.refusals import answer_refusal
from raadhus.platform import rate_limits
from raadhus.platform.environment import current_environment
from raadhus.platform.rate_limits import Try
from raadhus.platform.refusals import TooManyRequests
from raadhus.platform.requests import RateLimit, Whose

_IPV6_NETWORK = 64
_WITH_PORT = re.compile(r"([0-9.]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?\Z", re.IGNORECASE)
# Nobody fills in forms faster by hand; a stale page's entry is kept, so each costs room as well as work.
_EVERYWHERE = (RateLimit("posts", 120, 60, frozenset({"POST"}), Whose.SESSION),)


class RateLimitMiddleware:
    """Carry out the ``rate_limited`` marks of the view that the address leads to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        leads_to = request.leads_to  # type: ignore[attr-defined]  # set by HostMiddleware
        limits: tuple[RateLimit, ...] = getattr(leads_to.func, "rate_limits", ()) if leads_to else ()
        counted = (limit for limit in (*_EVERYWHERE, *limits) if limit.counts(request.method or ""))
        tries = [one for limit in counted if (one := _find_try(request, limit)) is not None]
        try:
            rate_limits.spend_all(tries)
        except TooManyRequests as refusal:
            return answer_refusal(request, refusal)
        return self.get_response(request)


def client_address(request: HttpRequest) -> str:
    """
    Return the address the request came from, as the outermost proxy of ours saw it.

    ``RAADHUS_PROXIES`` says how many of ours stand in front; what lies further left in the header anybody can write.
    """
    proxies = current_environment().proxies
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def client_network(request: HttpRequest) -> str:
    """Return the network the request came from: an IPv6 line has 2^64 addresses, so its first half counts."""
    said = client_address(request)
    named = _WITH_PORT.match(said)  # some proxies say the port too, which is another one for every connection
    try:
        address = ipaddress.ip_address(named[1].strip("[]") if named else said)
    except ValueError:
        return said
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, _IPV6_NETWORK), strict=False))


def _find_try(request: HttpRequest, limit: RateLimit) -> Try | None:
    """Return what to count; None for a limit of browsers that are logged in, when this one is not."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if limit.whose is Whose.SESSION and not session:
        return None
    who = session if limit.whose is Whose.SESSION else client_network(request)
    return Try(
        limit.name,
        f"{request.tenant}:{who}",  # type: ignore[attr-defined]  # set by HostMiddleware
        round(limit.limit * current_environment().rate_factor),
        limit.per_seconds,
    )
