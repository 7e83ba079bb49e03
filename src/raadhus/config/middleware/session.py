"""Who is logged in: the session of the browser, and the actor made from it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from raadhus.bus import correlation
from raadhus.identity.public import SessionInfo
from raadhus.identity.web.session_store import SessionStore
from raadhus.organisation import public as organisation
from raadhus.platform.actor import Actor, Role


class SessionMiddleware:
    """Give the request its session, and keep what the view changed in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        request.session = session
        response = self.get_response(request)
        if session.modified and not getattr(request, "refused", None):
            session.save()
        if session.accessed or settings.CSRF_COOKIE_NAME in response.cookies:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class ActorMiddleware:
    """Set ``request.actor``: a stranger, a citizen, or staff with the roles of today. At most two queries."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        tenant = request.tenant  # type: ignore[attr-defined]  # set by HostMiddleware
        if tenant is None:
            return self.get_response(request)
        stranger = Actor(
            tenant=tenant,
            correlation=correlation.current(),
            language=get_language() or settings.LANGUAGE_CODE,
        )
        has_transaction = getattr(request, "has_transaction", False)
        has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
        info = request.session.info if has_transaction and has_cookie else None  # type: ignore[attr-defined]  # ours
        request.actor = actor_of(stranger, info) if info else stranger  # type: ignore[attr-defined]  # see TownRequest
        response = self.get_response(request)
        if info and info.logout_origin:
            _let_logout_lead_there(response, info.logout_origin)
        return response


def actor_of(stranger: Actor, info: SessionInfo) -> Actor:
    """Return the actor of a live session; somebody whose roles were all taken away acts as nobody at work."""
    known = {
        "tenant": stranger.tenant,
        "correlation": stranger.correlation,
        "language": stranger.language,
        "person_id": info.person_id,
        "assurance": info.assurance,
    }
    if not info.is_staff:
        return Actor(**known, roles=frozenset({Role.CITIZEN}))  # type: ignore[arg-type]  # one dict, several types
    staff = organisation.staff_for_person(stranger, info.person_id)
    if staff is None:
        return Actor(**known)  # type: ignore[arg-type]  # one dict, several types
    return Actor(**known, staff_id=staff.id, roles=staff.roles, units=staff.units)  # type: ignore[arg-type]  # the same


def _let_logout_lead_there(response: HttpResponse, origin: str) -> None:
    """Chromium holds form-action against redirects too: the logout form ends at the provider."""
    update = dict(getattr(response, "_csp_update", {}) or {})
    update["form-action"] = [*update.get("form-action", []), origin]
    response._csp_update = update  # type: ignore[attr-defined]  # django-csp reads it
