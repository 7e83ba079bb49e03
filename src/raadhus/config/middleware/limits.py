"""Rate limits, counted before the transaction: a refused request is rolled back, its count is not."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from raadhus.config.middleware.refusals import answer_refusal
from raadhus.platform import rate_limits
from raadhus.platform.environment import current_environment
from raadhus.platform.refusals import TooManyRequests
from raadhus.platform.requests import RateLimit


class RateLimitMiddleware:
    """Carry out the ``rate_limited`` marks of the view that the address leads to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        leads_to = request.leads_to  # type: ignore[attr-defined]  # set by HostMiddleware
        limits: tuple[RateLimit, ...] = getattr(leads_to.func, "rate_limits", ()) if leads_to else ()
        try:
            for limit in limits:
                _spend(request, limit)
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


def _spend(request: HttpRequest, limit: RateLimit) -> None:
    if request.method not in limit.methods:
        return
    rate_limits.spend(
        f"{limit.name}:{request.get_host()}:{client_address(request)}",
        limit=round(limit.limit * current_environment().rate_factor),
        per_seconds=limit.per_seconds,
    )
