"""Addresses under ``/work/rules/``."""

from django.urls import URLPattern, path

from raadhus.workspace.web.rules_pages import drafts, history, listing, tables, trying

urlpatterns: list[URLPattern] = [
    path("rules/", listing.show, name="rules"),
    path("rules/<slug:service>/", listing.begin, name="rules-service"),
    path("rules/<slug:service>/tables/", tables.show, name="rules-tables"),
    path("rules/<slug:service>/drafts/", drafts.show, name="rules-drafts"),
    path("rules/<slug:service>/try/", trying.choose, name="rules-try"),
    path("rules/<slug:service>/try/<uuid:trial_id>/", trying.show, name="rules-trial"),
    path("rules/<slug:service>/try/<uuid:trial_id>/stop/", trying.stop, name="rules-trial-stop"),
    path("rules/<slug:service>/try/<uuid:trial_id>/delete/", trying.delete, name="rules-trial-delete"),
    path("rules/<slug:service>/try/<uuid:trial_id>/figures.csv", trying.export, name="rules-trial-csv"),
    path("rules/<slug:service>/try/<uuid:trial_id>/cases.csv", trying.export_cases, name="rules-trial-cases"),
    path("rules/<slug:service>/history/", history.show, name="rules-history"),
]
