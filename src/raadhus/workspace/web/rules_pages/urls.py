"""Addresses under ``/work/rules/``."""

from django.urls import URLPattern, path

from raadhus.workspace.web.rules_pages import drafts, history, listing

urlpatterns: list[URLPattern] = [
    path("rules/", listing.show, name="rules"),
    path("rules/<slug:service>/", listing.begin, name="rules-service"),
    path("rules/<slug:service>/drafts/", drafts.show, name="rules-drafts"),
    path("rules/<slug:service>/history/", history.show, name="rules-history"),
]
