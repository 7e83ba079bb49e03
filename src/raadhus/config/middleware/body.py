"""How much a stranger may send: a form without a login is small."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from raadhus.config.middleware.refusals import answer_refusal
from raadhus.identity.web.session_store import SessionStore
from raadhus.platform.refusals import Refusal

LARGEST_BEFORE_LOGIN = 64 * 1024


class TooMuchBeforeLogin(Refusal):
    """Somebody who is not logged in sends more than any form without a login asks for."""

    status = 413
    code = "too-much-before-login"
    happened = _("This is more than can be sent without a login.")
    next_step = _("Log in first, then send it again.")


class BodyMiddleware:
    """Refuse a large body of somebody without a session, under whatever cookie, before a byte of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        is_large = announced.isdecimal() and int(announced.lstrip("0")[:12] or "0") > LARGEST_BEFORE_LOGIN
        if is_large and not _has_session(request):
            return answer_refusal(request, TooMuchBeforeLogin())
        return self.get_response(request)


def _has_session(request: HttpRequest) -> bool:
    """Tell whether the browser's cookie is that of a session here, also of one that has run out: what was typed is kept."""
    if not (getattr(request, "has_transaction", False) and request.COOKIES.get(settings.SESSION_COOKIE_NAME)):
        return False
    session = cast(SessionStore, request.session)  # set by SessionMiddleware
    return session.found is not None
