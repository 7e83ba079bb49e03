"""Addresses of the notifications."""

from django.urls import URLPattern, path

from raadhus.notifications.web import contact

app_name = "notifications"

urlpatterns: list[URLPattern] = [path("my/contact/", contact.change, name="contact")]
