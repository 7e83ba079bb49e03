"""Addresses under ``/work/rules/``."""

from django.urls import URLPattern, path

from raadhus.workspace.web.rules_pages import drafts, history, listing, tables

urlpatterns: list[URLPattern] = [
    path("rules/", listing.show, name="rules"),
    path("rules/<slug:service>/", listing.begin, name="rules-service"),
    path("rules/<slug:service>/tables/", tables.show, name="rules-tables"),
    path("rules/<slug:service>/drafts/", drafts.show, name="rules-drafts"),
    path("rules/<slug:service>/history/", history.show, name="rules-history"),
]
