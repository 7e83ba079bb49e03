"""Addresses of the portal."""

from django.urls import URLPattern, path

from raadhus.portal.web import about, finding, home, open_data, service

app_name = "portal"

urlpatterns: list[URLPattern] = [
    path("", home.show, name="home"),
    path("search/", finding.show, name="search"),
    path("search/suggestions.json", finding.suggest, name="suggestions"),
    path("life/<slug:key>/", home.show_life_event, name="life-event"),
    path("services/", finding.show_all, name="services"),
    path("about/<slug:page>/", about.show, name="about"),
    path("open-data/", open_data.show, name="open-data"),
    path("open-data/catalog.jsonld", open_data.catalog, name="open-data-catalog"),
    path("open-data/<slug:service_key>.csv", open_data.as_csv, name="open-data-csv"),
    path("open-data/<slug:service_key>.json", open_data.as_json, name="open-data-json"),
    path("services/<slug:key>/", service.show, name="service"),
]
