"""Addresses of the catalogue's own pages."""

from django.urls import URLPattern, path

from raadhus.catalogue.web import calculation

app_name = "catalogue"

urlpatterns: list[URLPattern] = [
    path("services/<slug:service_key>/calculation/", calculation.show, name="calculation"),
]
