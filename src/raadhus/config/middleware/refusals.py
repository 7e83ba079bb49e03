"""Refusals become pages: what happened, what is kept, what to do next."""

import dataclasses
import sys
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError
from django.db import transaction as django_transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raadhus.bus import correlation
from raadhus.config.middleware.menus import way_back_to_work, way_to_staff_login
from raadhus.identity.public import CannotEnterAtThisLevel, StaffLoginNeeded
from raadhus.identity.web.session_store import SessionStore
from raadhus.platform.refusals import LoginNeeded, NotAllowed, NotFoundHere, Refusal, TemporarilyUnavailable
from raadhus.ui.frame import NavLink
from raadhus.ui.refusal import BrokenHere, refusal_page, standalone_page

LOGIN = "/login/"
_LOOKING = {"GET", "HEAD"}
_LONGEST_DETAIL = 2_000  # it may quote what somebody sent, and a line of the log is no place for a megabyte
log = structlog.get_logger("raadhus.refusal")


@dataclasses.dataclass(frozen=True, slots=True)
class Refused:
    """
    That a request was refused.

    typed_by: whose expired session it came with, when what was typed shall be kept; undone: whether its transaction is
    rolled back.
    """

    code: str
    typed_by: UUID | None = None
    undone: bool = True


class RefusalMiddleware:
    """Turn a ``Refusal`` that a view raised into its page, or into the way to the login and back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        page = answer_refusal(request, NoPageHere())
        page.headers["Allow"] = response.headers["Allow"]
        return page

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; everything else is Django's."""
        return answer_refusal(request, exception) if isinstance(exception, Refusal) else None


def answer_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page of ``refusal`` and mark the request, so that its transaction is rolled back."""
    log.info("refused", code=refusal.code, detail=refusal.detail[:_LONGEST_DETAIL])
    undone = not _has_only_looked(request, refusal)
    request.refused = Refused(refusal.code, _typed_by(request, refusal), undone)  # type: ignore[attr-defined]  # for TenantMiddleware
    if undone and getattr(request, "has_transaction", False):
        django_transaction.set_rollback(True)  # the page is made without a query
    if isinstance(refusal, LoginNeeded):
        return _to_login(request, refusal)
    return _page(request, refusal)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from one of our pages. Called by Django."""
    return answer_refusal(request, FormNotFromHere(detail=reason))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that leads nowhere. Called by Django."""
    return answer_refusal(request, NotFoundHere(detail="no such address"))


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what cannot be read: too many fields, a form without its end. Called by Django."""
    return answer_refusal(request, CannotReadRequest(detail=type(exception).__name__))


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when we made a mistake, or the database fails us; needs nothing that may be broken itself. Called by Django."""
    is_the_database = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return standalone_page(RecordsUnavailable() if is_the_database else BrokenHere(), correlation.current())


class RecordsUnavailable(TemporarilyUnavailable):
    """The database is gone, or took too long; whether the last thing reached it may be unknown."""

    code = "records-unavailable"
    happened = gettext_lazy("Our records do not answer just now.")
    kept = gettext_lazy("What you saved before is kept. What you sent just now may not have been saved.")
    next_step = gettext_lazy("Wait a minute, then open the page again: it shows what we have.")


class CannotReadRequest(Refusal):
    """What was sent is no form, or larger than any of ours."""

    status = HTTPStatus.BAD_REQUEST
    code = "cannot-read"
    happened = gettext_lazy("We could not read what was sent.")
    next_step = gettext_lazy("Open the page again and send the form once more.")


class NoPageHere(Refusal):
    """An address that takes what a form sends, and was opened as a page."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    code = "no-page-here"
    happened = gettext_lazy("There is no page at this address.")
    next_step = gettext_lazy(
        "It only takes what a form sends. Go back to the form, or start from the front page."
    )


class FormNotFromHere(NotAllowed):
    """A form was sent without the token of our pages."""

    code = "form-not-from-here"

    def __init__(self, *, detail: str) -> None:
        super().__init__(
            _("We could not see that this form came from our own page."),
            next_step=_("Open the page again and send the form once more. Cookies must be allowed."),
            detail=detail,
        )


def _has_only_looked(request: HttpRequest, refusal: Refusal) -> bool:
    """
    Tell whether a stranger was sent to the login instead of being shown a page, so that there is nothing to undo.

    Worth telling apart: nearly every application begins so, and a rollback costs the connection its prepared statements.
    """
    actor = getattr(request, "actor", None)
    is_stranger = actor is not None and not actor.is_known
    return is_stranger and isinstance(refusal, LoginNeeded) and request.method in _LOOKING


def _typed_by(request: HttpRequest, refusal: Refusal) -> UUID | None:
    session = getattr(request, "session", None)
    if not (
        isinstance(refusal, LoginNeeded) and request.method == "POST" and isinstance(session, SessionStore)
    ):
        return None
    found = session.found
    has_run_out = found is not None and found.is_over and not found.was_ended
    return found.person_id if found is not None and has_run_out else None


def _to_login(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    is_get = request.method in _LOOKING
    question = {"next": request.get_full_path() if is_get else request.path}
    if isinstance(refusal, StaffLoginNeeded):
        question["as"] = "staff"
    if request.refused.typed_by is not None:  # type: ignore[attr-defined]  # set by answer_refusal
        question["kept"] = "1"
    target = f"{LOGIN}?{urlencode(question)}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)


def _page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    reference = correlation.current()
    if not isinstance(refusal, CannotEnterAtThisLevel):
        action = way_back_to_work(request, refusal)
        if action is None and refusal.code == NotAllowed.code:
            action = way_to_staff_login(request)
        return refusal_page(request, refusal, reference, action=action)
    back = request.get_full_path() if request.method == "GET" else "/"
    again = f"{LOGIN}?{urlencode({'next': back, 'again': '1'})}"
    return refusal_page(request, refusal, reference, action=NavLink(label=_("Log in again"), url=again))
