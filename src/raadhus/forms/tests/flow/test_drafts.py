"""Drafts: saved at each step, resumed elsewhere, never overwritten by an older page, deleted and brought back."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from raadhus.bus.testing import emitted
from raadhus.forms.events import DraftStarted
from raadhus.forms.models import Draft, HeldEntry, Submission
from raadhus.forms.tests.townkit import (
    CHILDREN_ANSWERS,
    NOON,
    address,
    at_children,
    at_income,
    at_summary,
    begun,
    browser_of,
    kept,
)
from raadhus.forms.use_cases.erase_drafts import erase_drafts, erase_if_expired, erase_submissions
from raadhus.organisation.demo import EGEBY
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.usefixtures("town")
MOST_QUERIES = 10


def draft() -> Draft:
    with transaction(EGEBY):
        return Draft.objects.get()


def test_a_draft_is_begun_once_however_often_start_is_pressed():
    browser = begun()
    before = kept()

    assert browser.post(address()).url == address("household")
    assert kept() == before
    with transaction(EGEBY):
        assert [event.draft_id for event in emitted(DraftStarted)] == [draft().id]


def test_a_draft_goes_on_from_another_device():
    at_income()
    elsewhere = browser_of("amina")

    assert "You have begun already" in elsewhere.open(address()).content.decode()
    page = elsewhere.open(address("children")).content.decode()
    assert 'value="2,150.50"' in page


def test_save_and_leave_keeps_what_is_not_finished():
    browser = at_children()
    answer = browser.send(
        address("children"), leave="1", **{"children.r1.daycare": "nursery", "children.r1.fee_monthly": "abc"}
    )

    assert answer.url == address("left")
    assert "Everything is saved" in browser.open(answer.url).content.decode()
    page = browser_of("amina").open(address("children")).content.decode()
    assert 'value="abc"' in page
    assert "<title>Error:" not in page
    assert draft().sheet["visited"] == ["household"]


def test_answers_lie_sealed_in_the_database():
    at_income()
    with transaction(EGEBY), connection.cursor() as cursor:
        cursor.execute("SELECT sheet FROM forms_draft")
        (raw,) = cursor.fetchone()

    assert b"Amina" not in bytes(raw)
    assert b"24300" not in bytes(raw)


def test_an_older_page_never_overwrites_a_newer_one_and_both_are_kept():
    browser = at_children()
    marks = browser.marks()
    other = browser_of("amina")
    other.open(address("children"))
    other.send(address("children"), **CHILDREN_ANSWERS)
    saved = draft().sheet

    late = CHILDREN_ANSWERS | {"children.r1.fee_monthly": "1.111"}
    answer = browser._seen(browser.post(address("children"), {**marks, **late}))
    assert answer.status_code == 409
    assert "saved from another window or device" in browser.page
    assert draft().sheet == saved

    with transaction(EGEBY):
        held = HeldEntry.objects.get()
    chosen = browser.post(address("choose", str(held.id)))
    assert chosen.url == address("children")
    assert 'value="1.111"' in browser.open(chosen.url).content.decode()
    with transaction(EGEBY):
        assert HeldEntry.objects.get().typed["children.r1.fee_monthly"] == ["2150.50"]


def test_an_old_page_sent_again_and_again_keeps_a_few_copies_and_nothing_it_never_asked_for():
    browser = at_children()
    late = {**browser.marks(), **CHILDREN_ANSWERS, "version": "0"}

    for _ in range(8):
        assert browser.post(address("children"), late).status_code == 409
    assert browser.post(address("children"), {**late, "junk": "x" * 1000}).status_code == 422

    with transaction(EGEBY):
        held = list(HeldEntry.objects.all())
    assert len(held) == 5
    assert all("junk" not in entry.typed for entry in held)


def test_what_was_typed_when_the_session_ran_out_is_there_after_the_login():
    browser = at_children()
    marks = browser.marks()
    with clock.frozen(NOON + dt.timedelta(hours=2)):
        answer = browser.post(address("children"), {**marks, **CHILDREN_ANSWERS})
        assert answer.url.startswith("/login/")
        assert draft().sheet["visited"] == ["household"]

        again = browser_of("amina")
        page = again.open(address("children")).content.decode()
        assert "You were logged out for your safety" in page
        assert 'value="2,150.50"' in page or 'value="2.150,50"' in page
        assert again.send(address("children"), **CHILDREN_ANSWERS).url == address("income")


def test_what_was_typed_in_an_expired_session_is_nobody_else_s():
    browser = at_children()
    marks = browser.marks()
    with clock.frozen(NOON + dt.timedelta(hours=2)):
        browser.post(address("children"), {**marks, **CHILDREN_ANSWERS})
        peter = at_children("peter")
        page = peter.open(address("children")).content.decode()

    assert "You were logged out" not in page
    assert "2150" not in page.replace(".", "").replace(",", "")


def test_a_deleted_draft_can_be_brought_back_for_a_week():
    browser = at_children()
    browser._seen(browser.post(address("discard")))
    assert "The draft is deleted" in browser.page
    assert browser.get(address("children")).status_code == 404

    back = browser.post(address("restore", str(draft().id)))
    assert back.url == address("household")
    assert browser.get(address("children")).status_code == 200


def test_a_deleted_draft_is_gone_after_the_week():
    browser = at_children()
    browser.post(address("discard"))
    with clock.frozen(NOON + dt.timedelta(days=8)):
        later = browser_of("amina")
        before = kept()
        assert later.post(address("restore", str(draft().id))).status_code == 404
        assert kept() == before
        with transaction(EGEBY):
            erase_if_expired(draft().id)
            assert not Draft.objects.exists()


def test_starting_anew_puts_the_old_draft_aside():
    browser = at_children()
    old = draft().id
    assert browser.post(address(), {"anew": "1"}).url == address("household")

    with transaction(EGEBY):
        assert Draft.objects.get(id=old).state == "discarded"
        assert Draft.objects.get(state="open").sheet["visited"] == []
    before = kept()
    answer = browser.post(address("restore", str(old)))
    assert answer.status_code == 409
    assert kept() == before


def test_a_draft_whose_time_is_over_is_erased_and_one_saved_since_is_not():
    at_children()
    with transaction(EGEBY), clock.frozen(NOON + dt.timedelta(days=29)):
        erase_if_expired(draft().id)
        assert Draft.objects.exists()
    with transaction(EGEBY), clock.frozen(NOON + dt.timedelta(days=31)):
        erase_if_expired(draft().id)
        assert not Draft.objects.exists()


def test_a_person_s_drafts_can_be_erased():
    at_children()
    with transaction(EGEBY):
        assert erase_drafts(Draft.objects.get().person_id) == 1
        assert not Draft.objects.exists()


def test_what_a_person_sent_can_be_erased_with_its_files():
    browser = at_income()
    browser.open(
        browser.send(
            address("income"),
            attach="1",
            **{"attachments.income": SimpleUploadedFile("pay.pdf", b"%PDF-1.7")},
        ).url
    )
    browser.open(browser.send(address("income"), **{"applicant.self_employed": "no"}).url)
    browser.send(address("summary"), declared="yes")
    with transaction(EGEBY):
        assert erase_submissions(Submission.objects.get().person_id) == 1

    assert kept()[:3] == ([], [], [])


@pytest.mark.parametrize("step", ["household", "children", "income", "summary"])
def test_a_step_costs_few_queries(step: str):
    browser = at_summary()
    with CaptureQueriesContext(connection) as shown:
        browser.open(address(step))
    values = {"children": CHILDREN_ANSWERS, "income": {"applicant.self_employed": "no"}}.get(step, {})
    with CaptureQueriesContext(connection) as taken:
        browser.send(address(step), **values)

    assert len(shown) <= MOST_QUERIES - 2
    assert len(taken) <= MOST_QUERIES
