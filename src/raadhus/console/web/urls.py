"""Addresses of the console."""

from django.urls import URLPattern, path

from raadhus.console.web import channels

app_name = "console"

urlpatterns: list[URLPattern] = [
    path("console/", channels.show, name="channels"),
    path("console/channels.csv", channels.export, name="channels-csv"),
]
