"""Addresses of My Page."""

from django.urls import URLPattern, path

from raadhus.portal.web.my_page import cases, home, letters, seen

app_name = "my-page"

urlpatterns: list[URLPattern] = [
    path("my/", home.show, name="home"),
    path("my/cases/", cases.show, name="cases"),
    path("my/letters/", letters.show_all, name="letters"),
    path("my/letters/<uuid:letter_id>/", letters.show, name="letter"),
    path("my/letters/<uuid:letter_id>/letter.pdf", letters.pdf, name="letter-pdf"),
    path("my/seen/", seen.show, name="seen"),
]
