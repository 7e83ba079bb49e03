"""Addresses of logging in and out."""

from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe

from raadhus.bus import correlation
from raadhus.identity import public as identity
from raadhus.identity.domain.origins import origin_of
from raadhus.identity.domain.sessions import new_secret
from raadhus.identity.public import LoginOrder, Registration
from raadhus.identity.web.session_store import SessionStore
from raadhus.platform.actor import Assurance
from raadhus.platform.addresses import address_of
from raadhus.platform.environment import current_environment
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest, own_transactions, rate_limited

_BROWSER_SECONDS = 15 * 60
_ENOUGH_STATE = 200


@require_safe
def choose(request: TownRequest) -> HttpResponse:
    """
    Let one choose where to log in; where there is no choice and nothing to tell, go on at once.

    Asked ``again`` (in a stronger way) or to ``change`` (as somebody else), the provider does not remember who it was.
    """
    asked_as_staff = request.GET.get("as") == "staff"
    known = identity.registrations(request.tenant)
    for_citizens = [one for one in known if not one.is_for_staff]
    as_staff = asked_as_staff or not for_citizens
    offered = [one for one in known if one.is_for_staff == as_staff]
    if not offered:
        raise NotFoundHere(detail="no login provider")
    back = _own_path(request, request.GET.get("next", ""))
    has_something_to_tell = "kept" in request.GET or "again" in request.GET
    if len(offered) == 1 and not has_something_to_tell:
        return HttpResponseRedirect(_start(request, offered[0], back))
    page = {
        "ways": [(gettext(one.title), _start(request, one, back)) for one in offered],
        "is_kept": "kept" in request.GET,
        "is_again": "again" in request.GET,
        "staff_url": ""
        if as_staff
        else f"{address_of('identity:login')}?{urlencode({'as': 'staff', 'next': back})}",
    }
    return render(request, "identity/login.html", page)


@own_transactions
@rate_limited("login", limit=60, per_seconds=60)
@require_safe
def start(request: TownRequest, provider: str) -> HttpResponse:
    """Send the browser to the provider."""
    browser = new_secret()  # never one that came: somebody else could have planted it
    url = identity.begin_login(
        request.tenant,
        LoginOrder(
            provider=provider,
            browser=browser,
            callback=_absolute(request, address_of("identity:callback")),
            back=_own_path(request, request.GET.get("next", "")),
            assurance=Assurance.SUBSTANTIAL,
            language=get_language() or settings.LANGUAGE_CODE,
            anew="again" in request.GET,
        ),
    )
    response = HttpResponseRedirect(url)
    response.set_cookie(
        settings.LOGIN_COOKIE_NAME,
        browser,
        max_age=_BROWSER_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@own_transactions
@rate_limited("login-callback", limit=60, per_seconds=60)
@require_GET
def callback(request: TownRequest) -> HttpResponse:
    """Take the browser back from the provider, with a new session; a citizen who asked for no page begins at their own."""
    logged_in = identity.finish_login(
        request.tenant,
        browser=request.COOKIES.get(settings.LOGIN_COOKIE_NAME, ""),
        callback=_absolute(request, address_of("identity:callback")),
        answer={name: str(value) for name, value in request.GET.items()},
        replacing=request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""),
        correlation=correlation.current(),
    )
    rotate_token(request)
    asked_for_none = logged_in.back == "/" and not logged_in.is_staff
    response = HttpResponseRedirect(settings.CITIZENS_BEGIN_AT if asked_for_none else logged_in.back)
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        logged_in.signed_in.session_key,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_POST
def log_out(request: TownRequest) -> HttpResponse:
    """End the session here, then at the provider."""
    response = HttpResponseRedirect(_after_logout(request))
    response.set_cookie(  # a browser lets go of this cookie only when told with the same marks
        settings.SESSION_COOKIE_NAME,
        max_age=0,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_safe
def logged_out(request: TownRequest) -> HttpResponse:
    """Say that it is done."""
    return render(request, "identity/logged_out.html")


@xframe_options_exempt
@rate_limited("front-channel-logout", limit=120, per_seconds=60)
@require_GET
def front_channel_logout(request: TownRequest) -> HttpResponse:
    """
    End the sessions that the provider names, in a frame on the provider's own page.

    Source: OpenID Connect Front-Channel Logout 1.0. The browser sends us no cookie there: ``sid`` says which session.
    """
    issuer, session = request.GET.get("iss", ""), request.GET.get("sid", "")
    is_known = any(one.issuer == issuer for one in identity.registrations(request.tenant))
    if is_known and session and len(session) <= _ENOUGH_STATE:
        identity.end_sessions_of_provider(request.tenant, issuer=issuer, provider_session=session)
    response = HttpResponse(headers={"Cache-Control": "no-store"})
    origins = {origin_of(one.issuer) for one in identity.registrations(request.tenant)}
    response._csp_replace = {"frame-ancestors": sorted(origins)}  # type: ignore[attr-defined]  # django-csp reads it
    return response


def _after_logout(request: TownRequest) -> str:
    back = _absolute(request, reverse("identity:logged-out"))
    info = cast(SessionStore, request.session).info
    if info is None:
        return back
    return identity.log_out(
        request.actor,
        info.id,
        provider=info.provider,
        back=back,
        language=get_language() or settings.LANGUAGE_CODE,
    )


def _start(request: TownRequest, registration: Registration, back: str) -> str:
    question = {"next": back} if back != "/" else {}
    if not request.GET.keys().isdisjoint({"again", "change"}):
        question["again"] = "1"
    path = address_of("identity:start", registration.key)
    return f"{path}?{urlencode(question)}" if question else path


def _own_path(request: HttpRequest, wished: str) -> str:
    """Return ``wished`` when it is a path of this host, else the front page: nobody is sent elsewhere after a login."""
    is_ours = wished.startswith("/") and url_has_allowed_host_and_scheme(wished, allowed_hosts=None)
    return wished if is_ours and len(wished) < 2000 else "/"


def _absolute(request: HttpRequest, path: str) -> str:
    scheme = "https" if current_environment().https else "http"
    return f"{scheme}://{request.get_host()}{path}"
