"""How it looks and in which language: choices kept in cookies, made by a plain form."""

import pytest
from django.test import RequestFactory

from raadhus.ui import views
from raadhus.ui.appearance import Appearance, Scheme, appearance_of


def chosen(view, **answers):
    return view(RequestFactory().post("/", answers))


def cookie(value):
    request = RequestFactory().get("/")
    request.COOKIES["appearance"] = value
    return appearance_of(request)


def test_the_choice_of_dark_is_remembered_and_leads_back():
    response = chosen(views.choose_appearance, choice="dark", next="/my/?a=1")
    assert response.url == "/my/?a=1"
    assert response.cookies["appearance"].value == "dark"


def test_stronger_contrast_is_switched_on_and_off_and_keeps_the_scheme():
    dark = Appearance(Scheme.DARK)
    assert dark.choosing("contrast") == Appearance(Scheme.DARK, strong=True)
    assert dark.choosing("contrast").choosing("contrast") == dark


@pytest.mark.parametrize("value", ["", "purple", "dark.<b>", "auto.strong.strong"])
def test_a_cookie_that_is_not_ours_shows_what_it_can(value):
    assert cookie(value).scheme in set(Scheme)
    assert not cookie(value).strong


def test_what_was_remembered_is_read_again():
    assert cookie(Appearance(Scheme.LIGHT, strong=True).to_cookie()) == Appearance(Scheme.LIGHT, strong=True)


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_a_choice_never_leads_to_another_site(target):
    assert chosen(views.choose_appearance, choice="dark", next=target).url == "/"


def test_a_language_we_have_is_remembered():
    response = chosen(views.choose_language, language="nb", next="/")
    assert response.cookies["language"].value == "nb"


def test_a_language_we_do_not_have_changes_nothing():
    assert not chosen(views.choose_language, language="tlh", next="/").cookies


def test_a_choice_is_never_made_by_a_link():
    assert views.choose_appearance(RequestFactory().get("/")).status_code == 405
