"""The page that needs no town."""

from raadhus.platform.refusals import NotFoundHere, TooManyRequests
from raadhus.ui.refusal import standalone_page
from raadhus.ui.testing import page_problems


def test_the_standalone_page_says_the_three_things_and_is_in_order():
    response = standalone_page(NotFoundHere(kept="Your draft is kept."), "7F3K")
    html = response.content.decode()
    assert response.status_code == 404
    assert page_problems(html) == ()
    for said in ("could not find", "Your draft is kept.", "start from the front page"):
        assert said in html


def test_what_to_tell_us_on_the_phone_is_short_and_not_asked_for_a_wrong_address():
    long = "01a20283-e1e2-7fd5-ae74-bbc4eae7019d"

    assert ">eae7019d<" in standalone_page(TooManyRequests(), long).content.decode()
    assert "eae7019d" not in standalone_page(NotFoundHere(), long).content.decode()
