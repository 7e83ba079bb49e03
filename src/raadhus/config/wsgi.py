"""The door of the web server."""

import os
import re
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
# Source: RFC 2046, section 5.1.1
_BOUNDARY = re.compile(r"(?:^|;)\s*boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?\s*(?:;|$)", re.IGNORECASE)


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """
    Answer one request.

    Where ``RAADHUS_HTTPS`` says that people come by HTTPS, the proxy in front has unpacked it: no header is believed for
    that, and all that hangs on it (HSTS, where a form may come from, cookies) is as the browser sees it.
    """
    environ["CONTENT_TYPE"] = without_charset(environ.get("CONTENT_TYPE", ""))
    if _COMES_BY_HTTPS:
        environ["wsgi.url_scheme"] = "https"
    return _answer(environ, start_response)


def without_charset(said: str) -> str:
    """
    Return a ``Content-Type`` with its boundary and nothing else: our forms are UTF-8, whatever a request says of itself.

    Django believes the charset, and any codec of Python can be named: some read no text and break the request before there
    is a page to answer with, some give signs that no database takes, and one costs the square of the length (punycode: 30 s
    for 900 kB, without a login).
    """
    kind, _, rest = said.partition(";")
    if not rest:
        return said
    found = _BOUNDARY.search(rest)
    return f'{kind.strip()}; boundary="{found[1]}"' if found else kind.strip()
