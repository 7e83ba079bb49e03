"""Addresses of the provider: one issuer for each claim set."""

from django.urls import URLPattern, path, register_converter

from raadhus.adapters.local_eid import views
from raadhus.adapters.local_eid.claim_sets import CLAIM_SETS


class ClaimSetConverter:
    """A claim set's key in an address."""

    regex = "|".join(CLAIM_SETS)

    def to_python(self, value: str) -> str:
        """Take the key as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Write the key as it stands."""
        return value


register_converter(ClaimSetConverter, "claim_set")
urlpatterns: list[URLPattern] = [
    path("health", views.health),
    path("style.css", views.style),
    path("<claim_set:claim_set>/.well-known/openid-configuration", views.discover),
    path("<claim_set:claim_set>/authorize", views.Choose.as_view()),
    path("<claim_set:claim_set>/token", views.token),
    path("<claim_set:claim_set>/jwks", views.keys),
    path("<claim_set:claim_set>/logout", views.log_out),
]
