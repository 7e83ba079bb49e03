"""Addresses of the look: choices of appearance and language, and the component gallery of a demo town."""

from django.urls import URLPattern, path

from raadhus.ui import gallery, views

app_name = "ui"

urlpatterns: list[URLPattern] = [
    path("appearance/", views.choose_appearance, name="appearance"),
    path("language/", views.choose_language, name="language"),
    path("gallery/", gallery.show, name="gallery"),
    path("gallery/<slug:page>/", gallery.show, name="gallery-page"),
]
