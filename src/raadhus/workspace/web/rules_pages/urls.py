"""Addresses under ``/work/rules/``."""

from django.urls import URLPattern, path

from raadhus.workspace.web.rules_pages import listing, tables
from raadhus.workspace.web.rules_pages.drafts import acts, draft, modeller, table
from raadhus.workspace.web.rules_pages.drafts import listing as drafts
from raadhus.workspace.web.rules_pages.history import versions
from raadhus.workspace.web.rules_pages.trials import trying

_DRAFT = "rules/<slug:service>/drafts/<uuid:draft_id>"

urlpatterns: list[URLPattern] = [
    path("rules/", listing.show, name="rules"),
    path("rules/<slug:service>/", listing.begin, name="rules-service"),
    path("rules/<slug:service>/tables/", tables.show, name="rules-tables"),
    path("rules/<slug:service>/drafts/", drafts.show, name="rules-drafts"),
    path("rules/<slug:service>/drafts/begin/", drafts.begin, name="rules-begin"),
    path(f"{_DRAFT}/", draft.show, name="rules-draft"),
    path(f"{_DRAFT}/table/", table.edit, name="rules-table"),
    path(f"{_DRAFT}/modeller/", modeller.show, name="rules-modeller"),
    path(f"{_DRAFT}/modeller/file/", modeller.give, name="rules-modeller-file"),
    path(f"{_DRAFT}/modeller/save/", modeller.save, name="rules-modeller-save"),
    path(f"{_DRAFT}/undo/", acts.undo, name="rules-undo"),
    path(f"{_DRAFT}/upload/", acts.upload, name="rules-upload"),
    path(f"{_DRAFT}/file/", acts.download, name="rules-file"),
    path(f"{_DRAFT}/submit/", acts.submit, name="rules-submit"),
    path(f"{_DRAFT}/return/", acts.give_back, name="rules-return"),
    path(f"{_DRAFT}/withdraw/", acts.withdraw, name="rules-withdraw"),
    path(f"{_DRAFT}/publish/", acts.publish, name="rules-publish"),
    path("rules/<slug:service>/try/", trying.choose, name="rules-try"),
    path("rules/<slug:service>/try/<uuid:trial_id>/", trying.show, name="rules-trial"),
    path("rules/<slug:service>/try/<uuid:trial_id>/stop/", trying.stop, name="rules-trial-stop"),
    path("rules/<slug:service>/try/<uuid:trial_id>/delete/", trying.delete, name="rules-trial-delete"),
    path("rules/<slug:service>/try/<uuid:trial_id>/figures.csv", trying.export, name="rules-trial-csv"),
    path("rules/<slug:service>/try/<uuid:trial_id>/cases.csv", trying.export_cases, name="rules-trial-cases"),
    path("rules/<slug:service>/history/", versions.show, name="rules-history"),
    path("rules/<slug:service>/history/compare/", versions.compare, name="rules-compare"),
    path("rules/<slug:service>/history/file/", versions.download, name="rules-version-file"),
    path("rules/<slug:service>/history/stop/", acts.stop, name="rules-stop"),
]
