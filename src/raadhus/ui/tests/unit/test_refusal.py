"""The page that needs no town."""

from raadhus.platform.refusals import NotFoundHere
from raadhus.ui.refusal import standalone_page
from raadhus.ui.testing import page_problems


def test_the_standalone_page_says_the_three_things_and_is_in_order():
    response = standalone_page(NotFoundHere(kept="Your draft is kept."), "7F3K")
    html = response.content.decode()
    assert response.status_code == 404
    assert page_problems(html) == ()
    for said in ("could not find", "Your draft is kept.", "start from the front page", "7F3K"):
        assert said in html
