"""Health, readiness and metrics: for the machines that keep the town hall running; no municipality, no login."""

import hmac
import ipaddress
from typing import Any

import psycopg
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from raadhus.platform.environment import current_environment
from raadhus.platform.requests import townless

ANSWERS_WITHIN_S = 2
STYLESHEET = "built/raadhus.css"


@townless
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Say that this process answers."""
    return JsonResponse({"alive": True})


@townless
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """
    Say whether this process can work: its database answers, and it knows the files that each page asks for.

    The database is asked on a connection of its own, which gives up soon: the pool would wait for one that comes back.
    """
    looks = {"database": _answers_database, "web files": _has_web_files}
    lacks = [what for what, is_there in looks.items() if not is_there()]
    return JsonResponse({"ready": not lacks, "lacks": lacks}, status=503 if lacks else 200)


def _answers_database() -> bool:
    try:
        with psycopg.connect(**_own_connection()) as asking:
            asking.execute("SELECT 1")
    except psycopg.Error:
        return False
    return True


def _has_web_files() -> bool:
    try:
        staticfiles_storage.url(STYLESHEET)
    except ValueError:  # the list of hashed names lacks it: nothing was built, or nothing collected
        return False
    return True


def _own_connection() -> dict[str, Any]:
    return {
        **connection.get_connection_params(),
        "connect_timeout": ANSWERS_WITHIN_S,
        "options": f"-c statement_timeout={ANSWERS_WITHIN_S * 1000}",
        "autocommit": True,
    }


@townless
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """
    Return Prometheus figures, of all web workers together when they share ``RAADHUS_METRICS_FOLDER``.

    For whoever knows ``RAADHUS_METRICS_TOKEN``; when it is not set, for this machine only.
    """
    if not _may_read_metrics(request):
        return HttpResponse(status=404)
    registry = REGISTRY
    if current_environment().metrics_folder:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # prometheus_client leaves it untyped
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_read_metrics(request: HttpRequest) -> bool:
    token = current_environment().metrics_token
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", ""), f"Bearer {token}")
    address = request.META.get("REMOTE_ADDR", "")
    is_direct = "X-Forwarded-For" not in request.headers
    return bool(address) and is_direct and ipaddress.ip_address(address).is_loopback


urlpatterns: list[URLPattern] = [
    path("health/", health, name="health"),
    path("ready/", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
    path("metrics/", metrics),
]
