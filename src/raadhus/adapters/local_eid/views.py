"""The provider's pages: choose whom to be, and log out."""

import json
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from jwcrypto import jwt
from jwcrypto.common import JWException
from oauthlib.oauth2 import AccessDeniedError, OAuth2Error

from raadhus.adapters.demo_people import is_of_crowd
from raadhus.adapters.local_eid import faults
from raadhus.adapters.local_eid.claim_sets import CLAIM_SETS, LEVELS, ClaimSet
from raadhus.adapters.local_eid.registrations import FRONT_CHANNEL, LOGGED_OUT, REGISTRATIONS, Registration
from raadhus.adapters.local_eid.validator import AUTHORIZATION, SIGNING_KEY, TOKENS, Choice
from raadhus.platform.environment import current_environment

_STYLE = (Path(__file__).resolve().parent / "style.css").read_text()
_OTHER_NAMES = {"no": "nb", "nn": "nb"}  # what Norwegian browsers ask for
_OLD_HINT_SECONDS = 24 * 3600  # a hint names a session; that it has expired does not matter


class Choose(View):
    """The authorization endpoint: a list of people and levels where others ask for a password."""

    def get(self, request: HttpRequest, claim_set: str) -> HttpResponse:
        """Show the list for an authorization request that is in order."""
        try:
            _scopes, credentials = AUTHORIZATION.validate_authorization_request(_address_of(request))
        except OAuth2Error as error:
            return _wrong(error)
        registration = REGISTRATIONS[credentials["client_id"]]
        if registration.claim_set.key != claim_set:
            return HttpResponseBadRequest("This client is registered elsewhere.")
        with translation.override(_language_of(request)):
            page = render(request, "local_eid/choose.html", _page(request, registration))
        return _guarded(page, _origin(credentials["redirect_uri"]))

    def post(self, request: HttpRequest, claim_set: str) -> HttpResponse:
        """Send the browser back with a code for the chosen person, or with the refusal of somebody who cancelled."""
        address = _address_of(request)
        try:
            scopes, credentials = AUTHORIZATION.validate_authorization_request(address)
            choice = _choice_of(request, REGISTRATIONS[credentials["client_id"]])
            if choice is None:
                raise _cancelled(credentials)
            _remember(request, choice.session, credentials)
            told, _body, _status = AUTHORIZATION.create_authorization_response(
                address, scopes=scopes, credentials={**credentials, "choice": choice}
            )
        except OAuth2Error as error:
            return _wrong(error)
        return HttpResponseRedirect(told["Location"])


@csrf_exempt
def token(request: HttpRequest, claim_set: str) -> HttpResponse:
    """Give a token for a code; an issuer that is down gives none."""
    if faults.switched_on() == faults.DOWN:
        return HttpResponse(status=503)
    told = {"Authorization": request.headers.get("Authorization", "")}
    try:
        headers, body, status = TOKENS.create_token_response(
            _address_of(request), str(request.method), list(request.POST.items()), told
        )
    except OAuth2Error as error:
        headers, body, status = error.headers, error.json, error.status_code
    return HttpResponse(body, status=status, headers=headers)


def keys(_request: HttpRequest, claim_set: str) -> HttpResponse:
    """Give the public key. Source: RFC 7517."""
    key = SIGNING_KEY
    public = {"alg": "RS256", "use": "sig", "kid": key.thumbprint(), **key.export_public(as_dict=True)}
    return JsonResponse({"keys": [public]})


def log_out(request: HttpRequest, claim_set: str) -> HttpResponse:
    """End the provider's session and tell every town it opened. Source: OpenID Connect RP-Initiated Logout 1.0."""
    opened: dict[str, str] = request.session.get("opened", {})
    session = str(request.session.get("sid", ""))
    request.session.flush()
    asking = _client_of_hint(request.GET.get("id_token_hint", "")) or request.GET.get("client_id", "")
    registration = REGISTRATIONS.get(asking)
    back = _way_back(request, registration)
    others = [
        f"{origin}{FRONT_CHANNEL}?{urlencode({'iss': _issuer(client), 'sid': session})}"
        for client, origin in opened.items()
        if client != asking
    ]
    if back and not others:
        return HttpResponseRedirect(back)
    with translation.override(_language_of(request)):
        page = render(request, "local_eid/logged_out.html", {"others": others, "back": back})
    return _guarded(page, *opened.values())


def discover(request: HttpRequest, claim_set: str) -> HttpResponse:
    """Describe the provider. Source: OpenID Connect Discovery 1.0."""
    kind = CLAIM_SETS[claim_set]
    issuer = f"{current_environment().eid_url.rstrip('/')}/{claim_set}"
    return JsonResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/jwks",
            "end_session_endpoint": f"{issuer}/logout",
            "scopes_supported": kind.scopes.split(),
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": [
                "RS256",
                "HS256",
                "none",
            ],  # the client must know better
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": list(kind.level_names.values()),
            "frontchannel_logout_supported": True,
            "frontchannel_logout_session_supported": True,
        }
    )


def health(_request: HttpRequest) -> HttpResponse:
    """Say that the provider answers."""
    return JsonResponse({"alive": True})


def style(_request: HttpRequest) -> HttpResponse:
    """Return the look of the pages."""
    return HttpResponse(_STYLE, content_type="text/css; charset=utf-8")


def _page(request: HttpRequest, registration: Registration) -> dict[str, Any]:
    kind = registration.claim_set
    return {
        "title": translation.gettext(kind.title),
        "host": registration.host,
        "people": [
            {"key": one.key, "name": one.name, "what": translation.gettext(one.what)}
            for one in kind.people(registration.town)
        ],
        "levels": LEVELS,
        "wished": _wished_level(kind, request.GET.get("acr_values", "")),
        "faults": faults.FAULTS if faults.switched_on() == faults.CHOOSE else (),
        "language": translation.get_language(),
    }


def _choice_of(request: HttpRequest, registration: Registration) -> Choice | None:
    person = request.POST.get("person", "")
    level = request.POST.get("level", "")
    known = {one.key for one in registration.claim_set.people(registration.town)}
    is_known = person in known or is_of_crowd(person, current_environment().crowd)
    if not is_known or level not in LEVELS:
        return None
    fault = faults.switched_on()
    return Choice(
        person=person,
        level=level,
        session=secrets.token_urlsafe(16),
        fault=request.POST.get("fault", "") if fault == faults.CHOOSE else fault,
    )


def _remember(request: HttpRequest, session: str, credentials: dict[str, Any]) -> None:
    """Keep which towns this browser's session opened, to tell them of the logout; another login is another session."""
    opened = {
        **request.session.get("opened", {}),
        credentials["client_id"]: _origin(credentials["redirect_uri"]),
    }
    request.session["opened"] = opened
    request.session["sid"] = session


def _wished_level(kind: ClaimSet, asked: str) -> str:
    wished = [level for level, name in kind.level_names.items() if name in asked.split()]
    return wished[0] if wished else "substantial"


def _way_back(request: HttpRequest, registration: Registration | None) -> str:
    url = request.GET.get("post_logout_redirect_uri", "")
    if registration is None or not registration.is_own_address(url, LOGGED_OUT):
        return ""
    state = request.GET.get("state", "")
    return f"{url}?{urlencode({'state': state})}" if state else url


def _client_of_hint(hint: str) -> str:
    if not hint:
        return ""
    said = jwt.JWT(algs=["RS256"])
    said.leeway = _OLD_HINT_SECONDS
    try:
        said.deserialize(hint, SIGNING_KEY)
    except (JWException, ValueError):
        return ""
    return str(json.loads(said.claims).get("aud", ""))


def _issuer(client_id: str) -> str:
    return REGISTRATIONS[client_id].issuer(current_environment().eid_url)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _language_of(request: HttpRequest) -> str:
    """Return the language that the town asked for, else the browser's, else English."""
    asked = request.GET.get("ui_locales", "").split()
    accepted = request.headers.get("Accept-Language", "").split(",")
    wished = (*asked, *(each.partition(";")[0].strip() for each in accepted))
    codes = (_OTHER_NAMES.get(code, code) for code in (each.lower().partition("-")[0] for each in wished))
    known = dict(settings.LANGUAGES)
    return next((code for code in codes if code in known), "en")


def _guarded(page: HttpResponse, *origins: str) -> HttpResponse:
    allowed = " ".join(("'self'", *origins))
    page["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'self'; form-action {allowed}; frame-src {allowed};"
        " base-uri 'none'; frame-ancestors 'none'"
    )
    page["Cache-Control"] = "no-store"
    return page


def _address_of(request: HttpRequest) -> str:
    """Return what was asked for, its query written anew: the protocol's reader takes no character that stands bare."""
    return f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path


def _cancelled(credentials: dict[str, Any]) -> AccessDeniedError:
    error = AccessDeniedError(state=credentials["state"])
    error.redirect_uri = credentials["redirect_uri"]
    return error


def _wrong(error: OAuth2Error) -> HttpResponse:
    """Send the refusal to the client when the request was the client's own; else say it here."""
    if isinstance(error, AccessDeniedError):
        return HttpResponseRedirect(error.in_uri(error.redirect_uri))
    return HttpResponseBadRequest(f"The login request is not in order: {error.error}: {error.description}")
