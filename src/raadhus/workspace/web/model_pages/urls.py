"""Addresses under ``/work/models/``."""

from django.urls import URLPattern, path

from raadhus.workspace.web.model_pages import history, listing, steps
from raadhus.workspace.web.model_pages.drafts import acts, draft, modeller, step
from raadhus.workspace.web.model_pages.drafts import listing as drafts

_DRAFT = "models/<slug:service>/drafts/<uuid:draft_id>"

urlpatterns: list[URLPattern] = [
    path("models/", listing.show, name="models"),
    path("models/<slug:service>/", steps.show, name="models-steps"),
    path("models/<slug:service>/file/", steps.give, name="models-version-file"),
    path("models/<slug:service>/drafts/", drafts.show, name="models-drafts"),
    path("models/<slug:service>/drafts/begin/", drafts.begin, name="models-begin"),
    path(f"{_DRAFT}/", draft.show, name="models-draft"),
    path(f"{_DRAFT}/step/", step.edit, name="models-step"),
    path(f"{_DRAFT}/modeller/", modeller.show, name="models-modeller"),
    path(f"{_DRAFT}/modeller/file/", modeller.give, name="models-modeller-file"),
    path(f"{_DRAFT}/modeller/save/", modeller.save, name="models-modeller-save"),
    path(f"{_DRAFT}/file/", acts.give, name="models-file"),
    path(f"{_DRAFT}/undo/", acts.undo, name="models-undo"),
    path(f"{_DRAFT}/update/", acts.catch_up, name="models-update"),
    path(f"{_DRAFT}/upload/", acts.upload, name="models-upload"),
    path(f"{_DRAFT}/submit/", acts.submit, name="models-submit"),
    path(f"{_DRAFT}/return/", acts.give_back, name="models-return"),
    path(f"{_DRAFT}/withdraw/", acts.withdraw, name="models-withdraw"),
    path(f"{_DRAFT}/publish/", acts.publish, name="models-publish"),
    path("models/<slug:service>/history/", history.show, name="models-history"),
    path("models/<slug:service>/history/compare/", history.compare, name="models-compare"),
    path("models/<slug:service>/history/stop/", history.stop, name="models-stop"),
]
