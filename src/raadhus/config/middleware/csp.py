"""What every response lets its page do: Content-Security-Policy, written once a process and variant; no devices."""

import functools
from typing import Any

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

_NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
Sources = tuple[tuple[str, tuple[str, ...]], ...]


class PolicyMiddleware(MiddlewareMixin):
    """
    Set django-csp's header; a view widens it by ``_csp_update``, narrows it by ``_csp_replace``, or sets its own header.

    django-csp's own middleware builds the text anew for each response, and a nonce that our pages do not use.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Set the header unless the view has set one."""
        update, replace = (_sources(response, name) for name in ("_csp_update", "_csp_replace"))
        response.headers.setdefault(HEADER, _policy(update, replace))
        response.headers.setdefault("Permissions-Policy", _NO_DEVICES)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def _sources(response: HttpResponse, name: str) -> Sources:
    said: dict[str, Any] | None = getattr(response, name, None)
    return tuple((directive, tuple(sources)) for directive, sources in said.items()) if said else ()


@functools.lru_cache(maxsize=256)
def _policy(update: Sources, replace: Sources) -> str:
    return build_policy(update=_lists(update), replace=_lists(replace))


def _lists(sources: Sources) -> dict[str, Any]:
    return {directive: list(words) for directive, words in sources}
