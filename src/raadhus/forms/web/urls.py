"""Addresses of forms: ``/apply/<service>/…``."""

from django.urls import path

from raadhus.forms.web import blank, sent, start, step, summary

app_name = "forms"

urlpatterns = [
    path("apply/<slug:service_key>/", start.start, name="start"),
    path("apply/<slug:service_key>/blank/", blank.show, name="blank"),
    path("apply/<slug:service_key>/left/", start.left, name="left"),
    path("apply/<slug:service_key>/summary/", summary.summary, name="summary"),
    path("apply/<slug:service_key>/discard/", start.discard, name="discard"),
    path("apply/<slug:service_key>/restore/<uuid:draft_id>/", start.restore, name="restore"),
    path("apply/<slug:service_key>/choose/<uuid:held_id>/", start.choose, name="choose"),
    path("apply/<slug:service_key>/files/<uuid:attachment_id>/", sent.file, name="file"),
    path("apply/<slug:service_key>/sent/<uuid:submission_id>/", sent.sent, name="sent"),
    path("apply/<slug:service_key>/sent/<uuid:submission_id>/copy/", sent.copy, name="copy"),
    path("apply/<slug:service_key>/<slug:step_key>/", step.step, name="step"),
]
