"""The door of the web server."""

import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from raadhus.platform.environment import current_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadhus.config.settings")
_answer = get_wsgi_application()
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
