"""Who may reach what: a stranger, somebody else, another municipality, the owner."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.forms.models import Attachment, Draft, HeldEntry
from raadhus.forms.public import attachment_content, submission
from raadhus.forms.queries import drafts, list_submissions
from raadhus.forms.tests import townkit
from raadhus.forms.tests.townkit import Browser, address, at_income, browser_of, kept, sent, stranger
from raadhus.organisation.demo import EGEBY, NORDBY
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import LoginNeeded, NotFoundHere
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.usefixtures("town")
NORTH = "nordby.localhost"
PDF = b"%PDF-1.7\nhello"
WHO: dict[str, Callable[[], Browser]] = {
    "stranger": stranger,
    "somebody else": lambda: browser_of("peter"),
    "other municipality": lambda: browser_of("ingrid", host=NORTH),
    "staff without a part in it": lambda: browser_of("mette"),
}


def upload(browser: Browser) -> None:
    file = SimpleUploadedFile("pay.pdf", PDF, content_type="application/pdf")
    browser.open(browser.send(address("income"), attach="1", **{"attachments.income": file}).url)


@pytest.fixture
def of_amina() -> dict[str, str]:
    """Return addresses of Amina's own: a file of a draft, and the receipt of what she sent before."""
    _browser, receipt = sent()
    browser = at_income()
    upload(browser)
    with transaction(EGEBY):
        file = Attachment.objects.get()
        draft = Draft.objects.get(state="open")
        held = HeldEntry.objects.create(
            draft=draft, step="income", typed={}, at=draft.saved_at, expires_at=draft.expires_at
        )
    return {
        "receipt": receipt,
        "file": address("files", str(file.id)),
        "restore": address("restore", str(draft.id)),
        "choose": address("choose", str(held.id)),
        "step": address("income"),
        "summary": address("summary"),
        "discard": address("discard"),
        "left": address("left"),
    }


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("page", ["receipt", "file"])
def test_nobody_else_can_open_what_is_amina_s(of_amina: dict[str, str], who: str, page: str):
    before = kept()
    browser = WHO[who]()
    response = browser.get(of_amina[page])

    if who == "stranger":
        assert response.status_code == 302
        assert response.url.startswith("/login/")
    else:
        assert response.status_code == 404
        assert browser.get(of_amina[page].replace("0", "1")).status_code == 404
    assert kept() == before


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("page", ["receipt", "restore", "choose", "step", "summary", "discard"])
def test_nobody_else_can_change_what_is_amina_s(of_amina: dict[str, str], who: str, page: str):
    with transaction(EGEBY):
        draft = Draft.objects.get(state="open")
    before = kept()
    marks = {"draft": str(draft.id), "version": str(draft.version), "declared": "yes", "rating": "5"}
    response = WHO[who]().post(of_amina[page], marks)

    assert response.status_code == (302 if who == "stranger" else 404)
    assert kept() == before


def test_the_owner_reaches_it_all(of_amina: dict[str, str]):
    browser = browser_of("amina")

    assert browser.get(of_amina["receipt"]).status_code == 200
    assert browser.get(of_amina["step"]).status_code == 200
    assert browser.get(of_amina["left"]).status_code == 200
    file = browser.get(of_amina["file"])
    assert file.content == PDF
    assert file.headers["Content-Disposition"] == 'attachment; filename="pay.pdf"'
    assert "sandbox" in file.headers["Content-Security-Policy"]


def test_the_same_answer_for_what_is_not_there_and_what_is_not_yours(of_amina: dict[str, str]):
    browser = browser_of("peter")
    theirs = browser.open(of_amina["receipt"])
    nobodys = browser.open(address("sent", "01a2020f-5e82-7170-8a49-810d4d43c6ad"))

    def words(response: Any) -> list[str]:
        """Return the page without ids and tokens."""
        return re.sub(r"[0-9A-Za-z-]{36,}", "…", response.content.decode()).splitlines()

    assert words(theirs) == words(nobodys)


def amina() -> Actor:
    with transaction(EGEBY):
        person = Draft.objects.order_by("started_at").first()
    assert person is not None
    return Actor(tenant=EGEBY, person_id=person.person_id, roles=frozenset({Role.CITIZEN}))


def test_questions_of_other_rooms_are_answered_to_the_right_ones(of_amina: dict[str, str]):
    with transaction(EGEBY):
        owner = amina()
        (one,) = list_submissions(owner)
        file = Attachment.objects.get()
        assert submission(owner, one.submission_id).answers["income"]["monthly"] == "24300.50"
        assert len(drafts(owner)) == 1
        job = Actor.system(EGEBY, purpose="test")
        assert submission(job, one.submission_id).number == one.number
        assert attachment_content(owner, file.id) == (PDF, "pay.pdf", "application/pdf")
        other = Actor(tenant=EGEBY, person_id=file.id, roles=frozenset({Role.CITIZEN}))
        for refused in (
            lambda: submission(other, one.submission_id),
            lambda: attachment_content(other, file.id),
        ):
            with pytest.raises(NotFoundHere):
                refused()
        with pytest.raises(NotFoundHere):  # a file of a draft is nobody's but its owner's
            attachment_content(job, file.id)
        nobody = Actor(tenant=EGEBY)
        with pytest.raises(LoginNeeded):
            drafts(nobody)
        with pytest.raises(LoginNeeded):
            list_submissions(nobody)
    with transaction(NORDBY), pytest.raises(NotFoundHere):
        submission(Actor.system(NORDBY, purpose="test"), one.submission_id)


def test_one_town_s_draft_is_not_another_s():
    townkit.begun()
    north = browser_of("amina", host=NORTH)
    before = kept()

    assert north.get(address("household")).status_code == 404
    assert kept() == before
    assert kept(NORTH)[0] == []
