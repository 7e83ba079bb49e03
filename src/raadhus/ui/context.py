"""Context processor: gives every template its frame, the chosen appearance and the token of its forms."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html

from raadhus.ui.appearance import appearance_of
from raadhus.ui.frame import NEUTRAL, Framed


def frame(request: HttpRequest) -> dict[str, Any]:
    """
    Return ``frame``, ``appearance``, ``here`` (where to come back to after a choice), ``csrf_token`` and ``csrf_input``.

    The token is masked once a page, and only when the page has a place for it.
    """
    token = SimpleLazyObject(lambda: get_token(request))
    return {
        "frame": request.frame if isinstance(request, Framed) else NEUTRAL,
        "appearance": appearance_of(request),
        "here": request.get_full_path() if request.method == "GET" else request.path,
        "csrf_token": token,
        "csrf_input": SimpleLazyObject(lambda: _hidden(token)),
    }


def _hidden(token: object) -> str:
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
