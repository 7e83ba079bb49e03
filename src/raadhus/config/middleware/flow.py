"""A correlation id for each request; it follows the application into jobs and letters."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from raadhus.bus import correlation
from raadhus.platform.environment import current_environment
from raadhus.platform.ids import new_id

_SAFE = re.compile(r"[0-9a-f-]{16,64}\Z")


class FlowMiddleware:
    """Take the request id of a proxy of ours when it is one, else make one; answer with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "") if current_environment().proxies else ""
        flow = given if _SAFE.match(given) else str(new_id())
        with correlation.flow(flow):
            response = self.get_response(request)
        response["X-Request-Id"] = flow
        return response
