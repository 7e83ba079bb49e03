"""Addresses of the console."""

from django.urls import URLPattern, path

from raadhus.console.web import activity, channels, plan

app_name = "console"

urlpatterns: list[URLPattern] = [
    path("console/", channels.show, name="channels"),
    path("console/channels.csv", channels.export, name="channels-csv"),
    path("console/activity/", activity.overview, name="activities"),
    path("console/activity/<slug:service_key>/", activity.show, name="activity"),
    path("console/activity/<slug:service_key>/figures/", activity.figures, name="activity-figures"),
    path("console/activity/<slug:service_key>/plan/", plan.show, name="plan"),
    path("console/activity/<slug:service_key>/plan.csv", plan.export, name="plan-csv"),
    path("console/activity/<slug:service_key>/process.bpmn", activity.diagram, name="activity-diagram"),
    path("console/activity/<slug:service_key>/log.xes", activity.event_log, name="activity-log"),
]
