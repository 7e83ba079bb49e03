"""The door of the web server."""

import os
from collections.abc import Iterable
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.urls import ResolverMatch

from raadhus.platform.environment import current_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadhus.config.settings")
django.setup(set_prefix=False)


class _Handler(WSGIHandler):
    """Django's, which does not look up again where an address leads: ``HostMiddleware`` has done so."""

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        leads_to: ResolverMatch | None = getattr(request, "leads_to", None)
        if leads_to is None:
            return super().resolve_request(request)
        request.resolver_match = leads_to
        return leads_to


_answer = _Handler()
_COMES_BY_HTTPS = current_environment().https


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """
    Answer one request.

    Where ``RAADHUS_HTTPS`` says that people come by HTTPS, the proxy in front has unpacked it: no header is believed for
    that, and all that hangs on it (HSTS, where a form may come from, cookies) is as the browser sees it.
    """
    if _COMES_BY_HTTPS:
        environ["wsgi.url_scheme"] = "https"
    return _answer(environ, start_response)
