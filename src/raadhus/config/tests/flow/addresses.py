"""Addresses of a small town hall, for tests of what every request passes through."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from raadhus.config.urls import handler400, handler404, handler500
from raadhus.identity.public import note_seen, require_login, require_staff, take_kept_post
from raadhus.platform import audit
from raadhus.platform.actor import Actor, Assurance, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest, rate_limited


def whoami(request: TownRequest) -> HttpResponse:
    actor = request.actor
    return JsonResponse(
        {
            "person": str(actor.person_id or ""),
            "roles": sorted(actor.roles),
            "assurance": actor.assurance.name,
            "language": actor.language,
            "town": request.municipality.name,
        }
    )


@require_login()
def own(request: TownRequest) -> HttpResponse:
    if request.method == "POST":
        audit.record(request.actor, "test.post", "thing:1", {"note": request.POST["note"]})
    return JsonResponse({"kept": take_kept_post(request.actor, request.path)})


@require_login()
def keeps(request: TownRequest, thing: uuid.UUID) -> HttpResponse:
    return HttpResponse("seen")


@require_login(Assurance.LOW)
def low(request: TownRequest) -> HttpResponse:
    request.session["choice"] = request.session.get("choice", 0) + 1
    return JsonResponse({"choice": request.session["choice"]})


@require_staff(Role.CASEWORKER)
def desk(request: TownRequest) -> HttpResponse:
    return JsonResponse({"units": len(request.actor.units)})


def refuse(request: TownRequest) -> HttpResponse:
    audit.record(Actor.system(request.tenant, purpose="test"), "test.refused", "thing:1")
    raise NotFoundHere


def fail(request: TownRequest) -> HttpResponse:
    audit.record(Actor.system(request.tenant, purpose="test"), "test.failed", "thing:1")
    raise RuntimeError("broken on purpose")


@rate_limited("seldom", limit=2, per_seconds=3600)
def seldom(request: HttpRequest) -> HttpResponse:
    return HttpResponse("once more")


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


def look(request: Any, person: uuid.UUID) -> HttpResponse:
    note_seen(request.actor, person, "case")
    return HttpResponse("seen")


__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("", include("raadhus.config.urls")),
    path("whoami/", whoami, name="whoami"),
    path("own/", own, name="own"),
    path("keeps/<uuid:thing>/", keeps),
    path("low/", low),
    path("desk/", desk),
    path("refuse/", refuse),
    path("fail/", fail),
    path("seldom/", seldom),
    path("take/", take),
    path("look/<uuid:person>/", look),
]
