"""What stands around a page."""

import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from raadhus.ui import context
from raadhus.ui.frame import NEUTRAL, Acting, Contact, Frame, Language, User


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def page(frame, path="/a/?b=1"):
    request = RequestFactory().get(path)
    request.frame = frame
    return render_to_string("ui/hall.html", {}, request)


def test_a_request_without_a_frame_gets_the_neutral_one():
    assert context.frame(RequestFactory().get("/"))["frame"] is NEUTRAL


def test_after_a_post_a_choice_leads_to_the_page_not_to_the_act():
    assert context.frame(RequestFactory().post("/act/?x=1"))["here"] == "/act/"


def test_the_town_tells_its_day_only_when_its_clock_was_moved():
    assert "Today is Tuesday 5\u00a0November 2024" in page(Frame(town_day=dt.date(2024, 11, 5)))
    assert "Today is" not in page(Frame())


def test_it_is_said_on_whose_behalf_a_person_acts():
    html = page(Frame(acting=Acting(name="Oskar <b>", stop_url="/stop/")))
    assert "You act for <strong>Oskar &lt;b&gt;</strong>" in html
    assert 'action="/stop/"' in html


def test_a_stranger_is_offered_the_login_and_a_known_person_the_way_out():
    assert 'href="/login/"' in page(Frame(login_url="/login/"))
    known = page(Frame(login_url="/login/", user=User(name="Anna Lind", logout_url="/out/")))
    assert "Anna Lind" in known
    assert 'action="/out/"' in known
    assert 'href="/login/"' not in known


def test_ways_to_reach_a_person_that_do_not_exist_are_not_shown():
    html = page(Frame(contact=Contact(phone="72 30 40 50", phone_hours="Open until 15.00")))
    assert 'href="tel:72304050"' in html
    assert "Write with us" not in html


def test_what_is_drawn_once_carries_each_request_s_own_way_back():
    languages = (Language(code="da", name="Dansk"),)
    first = page(Frame(languages=languages), "/one/?a=1&b=2")
    second = page(Frame(languages=languages), "/two/")
    assert first.count('name="next" value="/one/?a=1&amp;b=2"') == 2
    assert second.count('name="next" value="/two/"') == 2
    assert "/one/" not in second


def test_a_town_s_words_are_read_in_the_active_language():
    contact = Contact(phone="72 30 40 50")
    english = page(Frame(contact=contact))
    with translation.override("da"):
        danish = page(Frame(contact=contact))
    assert "Talk to a person" in english
    assert "Tal med et menneske" in danish
