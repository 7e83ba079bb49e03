"""Addresses of the portal."""

from django.urls import URLPattern, path

from raadhus.portal.web import about, finding, home, service

app_name = "portal"

urlpatterns: list[URLPattern] = [
    path("", home.show, name="home"),
    path("search/", finding.show, name="search"),
    path("search/suggestions.json", finding.suggest, name="suggestions"),
    path("life/<slug:key>/", home.show_life_event, name="life-event"),
    path("services/", finding.show_all, name="services"),
    path("about/<slug:page>/", about.show, name="about"),
    path("services/<slug:key>/", service.show, name="service"),
]
