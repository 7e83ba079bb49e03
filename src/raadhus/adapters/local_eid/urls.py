"""Addresses of the provider: one issuer for each claim set."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, register_converter
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.views import JwksInfoView, TokenView

from raadhus.adapters.local_eid import faults, views
from raadhus.adapters.local_eid.claim_sets import CLAIM_SETS

_tokens = TokenView.as_view()
_keys = JwksInfoView.as_view()


class ClaimSetConverter:
    """A claim set's key in an address."""

    regex = "|".join(CLAIM_SETS)

    def to_python(self, value: str) -> str:
        """Take the key as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Write the key as it stands."""
        return value


@csrf_exempt
def token(request: HttpRequest, claim_set: str) -> HttpResponse:
    """Give a token for a code; an issuer that is down gives none."""
    if faults.switched_on() == faults.DOWN:
        return HttpResponse(status=503)
    answer: HttpResponse = _tokens(request)
    return answer


def keys(request: HttpRequest, claim_set: str) -> HttpResponse:
    """Give the public keys."""
    answer: HttpResponse = _keys(request)
    return answer


register_converter(ClaimSetConverter, "claim_set")
urlpatterns: list[URLPattern] = [
    path("health", views.health),
    path("style.css", views.style),
    path("<claim_set:claim_set>/.well-known/openid-configuration", views.discover),
    path("<claim_set:claim_set>/authorize", views.Choose.as_view()),
    path("<claim_set:claim_set>/token", token),
    path("<claim_set:claim_set>/jwks", keys),
    path("<claim_set:claim_set>/logout", views.log_out),
]
