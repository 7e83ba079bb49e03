"""What each request cost: one log line and the metrics, without personal data."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.db import connection
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

log = structlog.get_logger("raadhus.request")
_QUERY_BUCKETS = (0, 1, 2, 4, 6, 8, 12, 16, 24, 48)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_TIME_BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)

_requests = Counter("raadhus_requests_total", "Requests answered", ("route", "method", "status"))
_seconds = Histogram("raadhus_request_seconds", "Time to answer", ("route",), buckets=_TIME_BUCKETS)
_queries = Histogram(
    "raadhus_request_queries", "SQL queries of a request", ("route",), buckets=_QUERY_BUCKETS
)


class _Counting:
    """Count the queries that run through it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


class ObserveMiddleware:
    """Measure each request by the name of its route; addresses hold ids and stay out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        counting = _Counting()
        began = time.perf_counter()
        with connection.execute_wrapper(counting):
            response = self.get_response(request)
        took = time.perf_counter() - began
        route = _route_of(request)
        method = request.method if request.method in _METHODS else "other"  # anybody can invent words
        _requests.labels(route, method, response.status_code).inc()
        _seconds.labels(route).observe(took)
        _queries.labels(route).observe(counting.count)
        log.info(
            "request",
            method=method,
            route=route,
            status=response.status_code,
            ms=round(took * 1000, 1),
            queries=counting.count,
        )
        return response


def _route_of(request: HttpRequest) -> str:
    leads_to = getattr(request, "leads_to", None)
    return (leads_to.view_name or leads_to.route) if leads_to else "nowhere"
