"""The page that says what happened, what is kept and what to do next."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from raadhus.platform.refusals import Refusal, TemporarilyUnavailable
from raadhus.ui.appearance import Appearance
from raadhus.ui.frame import NEUTRAL, NavLink

TEMPLATE = "ui/refusal.html"
_SPOKEN = 8  # the random end of a correlation id: short enough to read aloud, long enough to find in the log


class BrokenHere(TemporarilyUnavailable):
    """Something went wrong that nobody foresaw."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "broken"
    happened = _("Something went wrong on our side.")
    next_step = _("Try again in a few minutes. If it goes on, call us: we are glad to help.")


def refusal_page(
    request: HttpRequest, refusal: Refusal, reference: str = "", *, action: NavLink | None = None
) -> HttpResponse:
    """
    Return the page for a refusal with its status, in the town's frame.

    reference: what a person can tell us on the phone (the correlation id), or nothing; action: the way on, instead of the
    front page.
    """
    values = _values(refusal, reference, action)
    return HttpResponse(render_to_string(TEMPLATE, values, request), status=refusal.status)


def standalone_page(refusal: Refusal, reference: str = "") -> HttpResponse:
    """Return the same page when there is no town, no session and perhaps no database to make a frame from."""
    return neutral_page(TEMPLATE, _values(refusal, reference, None), status=refusal.status)


def neutral_page(template: str, values: Mapping[str, Any], *, status: int = HTTPStatus.OK) -> HttpResponse:
    """Return a page in the frame of no town, for nobody in particular."""
    around = {"frame": NEUTRAL, "appearance": Appearance(), "here": "/", "csrf_token": ""}
    return HttpResponse(render_to_string(template, {**values, **around}), status=status)


def _values(refusal: Refusal, reference: str, action: NavLink | None) -> dict[str, Any]:
    asked = "" if refusal.status == HTTPStatus.NOT_FOUND else reference[-_SPOKEN:]
    return {"refusal": refusal, "action": action, "reference": asked}
