"""All addresses of the town hall."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("raadhus.ui.urls")),
]
