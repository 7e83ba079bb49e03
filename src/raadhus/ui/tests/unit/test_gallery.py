"""Every component in every state, checked as a whole page in each language."""

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation

from raadhus.platform import environment
from raadhus.ui import gallery
from raadhus.ui.testing import page_problems


@pytest.mark.parametrize("language", ["da", "nb", "en"])
@pytest.mark.parametrize("page", gallery.PAGES)
def test_a_page_of_the_gallery_is_in_order(page, language):
    with translation.override(language):
        html = gallery.show(RequestFactory().get("/gallery/"), page).content.decode()
    assert page_problems(html) == ()


def test_an_unknown_page_is_not_found():
    with pytest.raises(Http404):
        gallery.show(RequestFactory().get("/gallery/"), "attic")


def test_there_is_no_gallery_in_production(monkeypatch):
    production = environment.current_environment().model_copy(update={"mode": environment.Mode.PRODUCTION})
    monkeypatch.setattr(gallery, "current_environment", lambda: production)
    with pytest.raises(Http404):
        gallery.show(RequestFactory().get("/gallery/"), "components")
