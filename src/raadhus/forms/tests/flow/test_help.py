"""A clerk fills in a form for somebody without a login, truthfully, and only for whom they help."""

import dataclasses
import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.adapters import demo_people
from raadhus.adapters.in_memory.registers import registers_of
from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.forms.domain.helping import HELP_LASTS, KEPT_AFTER
from raadhus.forms.models import Draft, Help, Submission
from raadhus.forms.tests.townkit import (
    CHILDREN_ANSWERS,
    Browser,
    address,
    at_income,
    browser_of,
    kept,
    stranger,
)
from raadhus.organisation.demo import EGEBY
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.registers import public as registers
from raadhus.ui.testing import page_problems

pytestmark = pytest.mark.usefixtures("town")
FRONTDESK = ("Borgerservice-Medarbejdere",)
HELP = "/work/help/"
PDF = b"%PDF-1.7\nhello"


def clerk(key: str = "ole", *groups: str) -> Browser:
    return browser_of(key, groups=groups or FRONTDESK)


def number_of(key: str) -> str:
    return demo_people.find(key).number


def helping(key: str = "amina", how: str = "desk.photo-id") -> Browser:
    """Return a clerk's browser that helps the demo person ``key``."""
    browser = clerk()
    answer = browser.send(HELP, number=number_of(key), how=how)
    assert answer.status_code == 302, browser.page
    return browser


def at_summary(browser: Browser) -> Browser:
    """Fill in everything up to the summary."""
    browser.open(address())
    browser.open(browser.send(address()).url)
    browser.open(browser.send(address("household")).url)
    browser.open(browser.send(address("children"), **CHILDREN_ANSWERS).url)
    browser.open(browser.send(address("income"), **{"applicant.self_employed": "no"}).url)
    return browser


def rows(model):
    with transaction(EGEBY):
        return list(model.objects.order_by("id"))


def test_what_a_clerk_enters_is_the_person_s_own_application_and_says_who_entered_it():
    browser = at_summary(helping())
    assert "You act for" in browser.page
    assert "Amina" in browser.page
    receipt = browser.send(address("summary"), declared="yes").url
    browser.open(receipt)
    assert page_problems(browser.page) == ()

    (sent,) = rows(Submission)
    (helped,) = rows(Help)
    assert (sent.person_id, sent.channel, sent.identity_check) == (helped.person_id, "desk", "photo-id")
    assert sent.entered_by == helped.staff_id
    assert helped.sent == 1
    assert sent.figures["income.monthly"]["confirmed_by"] == str(helped.person_id)
    assert browser_of("amina").get(receipt).status_code == 200


def test_a_paper_is_sent_only_with_its_scan():
    browser = at_summary(helping(how="paper.signed"))
    browser.send(address("summary"), declared="yes")
    assert "Attach the signed paper before you send." in browser.page
    assert rows(Submission) == []

    scan = SimpleUploadedFile("paper.pdf", PDF, content_type="application/pdf")
    answer = browser.send(address("summary"), attach="1", paper=scan)
    browser.open(answer.url)
    assert "paper.pdf" in browser.page
    assert page_problems(browser.page) == ()
    answer = browser.send(address("summary"), declared="yes")

    (sent,) = rows(Submission)
    assert (sent.channel, sent.identity_check) == ("paper", "signed")


def test_what_is_no_file_we_take_is_not_taken_as_a_scan():
    browser = at_summary(helping(how="paper.signed"))
    before = kept()
    scan = SimpleUploadedFile("paper.exe", b"MZ", content_type="application/pdf")
    answer = browser.send(address("summary"), declared="yes", paper=scan)

    assert answer.status_code == 422
    assert "Choose a PDF, JPEG or PNG." in browser.page
    assert kept() == before


def test_nobody_attaches_a_scan_to_what_came_otherwise():
    browser = at_summary(helping())
    before = kept()
    scan = SimpleUploadedFile("paper.pdf", PDF, content_type="application/pdf")

    assert browser.send(address("summary"), declared="yes", paper=scan).status_code == 404
    assert kept() == before


def test_a_clerk_does_not_see_what_the_person_began_alone_nor_the_person_what_the_clerk_began():
    own = at_income()
    browser = helping()
    browser.open(address())
    assert "You have begun already" not in browser.page
    browser.open(browser.send(address()).url)
    assert browser.get(address("income")).status_code == 302  # the first step comes first here

    assert own.get(address("income")).status_code == 200
    own.open(address("income"))
    assert sorted(draft.entered_by is None for draft in rows(Draft)) == [False, True]


def test_staff_who_help_nobody_open_no_form():
    before = kept()

    assert clerk().get(address()).status_code == 403
    assert clerk("mette", "Pladsanvisning-Sagsbehandlere").get(address()).status_code == 403
    assert kept() == before


def test_a_page_of_whom_the_clerk_helped_before_saves_nothing_for_whom_they_help_now():
    browser = at_summary(helping())
    old = browser.marks()
    browser.send(HELP, number=number_of("peter"), how="phone.call-back")
    browser.open(address())
    browser.send(address())
    before = kept()

    assert browser.post(address("summary"), {**old, "declared": "yes"}).status_code == 404
    assert browser.post(address("household"), {**old, "next": "1"}).status_code == 404
    assert kept() == before


def test_nobody_helps_themself():
    mette = clerk("mette", "Pladsanvisning-Sagsbehandlere")

    assert mette.send(HELP, number=number_of("mette"), how="desk.photo-id").status_code == 403
    assert rows(Help) == []


def test_nobody_helps_their_household_once_the_register_has_said_who_lives_with_whom():
    mette = clerk("mette", "Pladsanvisning-Sagsbehandlere")
    partner = demo_people.find("mette").record.partner_number
    mette.send(HELP, number=partner, how="desk.photo-id")
    mette.open(address())

    assert mette.send(address()).status_code == 403
    assert rows(Draft) == []


@pytest.mark.parametrize(
    ("typed", "how", "said"),
    [
        ("12", "desk.photo-id", "Write the identity number"),
        ("6101010000", "desk.photo-id", "The population register knows nobody with this number."),
        ("", "desk.signed", "Choose how the person came to you"),
    ],
)
def test_what_tells_nobody_is_asked_again_beside_what_was_typed(typed, how, said):
    browser = clerk()
    answer = browser.send(HELP, number=typed, how=how)

    assert answer.status_code == 422
    assert said in browser.page
    assert page_problems(browser.page) == ()
    assert rows(Help) == []


def test_the_person_can_read_that_they_were_helped():
    helping()
    amina = browser_of("amina")

    amina.open("/my/seen/")
    assert "helped you to apply" in amina.page


@pytest.mark.parametrize("who", ["stranger", "citizen", "leader"])
def test_nobody_else_helps(who):
    browser = {
        "stranger": stranger,
        "citizen": lambda: browser_of("peter"),
        "leader": lambda: clerk("birgit", "Ledere"),
    }[who]()
    answers = [
        browser.get(HELP),
        browser.post(HELP, {"number": number_of("amina"), "how": "desk.photo-id"}),
        browser.post("/work/help/end/"),
    ]

    assert [one.status_code for one in answers] == ([302] * 3 if who == "stranger" else [403] * 3)
    assert rows(Help) == []


def test_a_check_holds_for_four_hours_and_the_help_that_was_left_open_is_counted():
    old = at_summary(helping()).marks()
    (helped,) = rows(Help)
    before = kept()

    with clock.frozen(helped.begun_at + HELP_LASTS):
        assert clerk().post(address("summary"), {**old, "declared": "yes"}).status_code == 403
        assert kept() == before
        due.wake_due()
        run_all()
        assert [one.ended_at for one in rows(Help)] == [clock.now()]
    assert [kind for kind, _ in kept()[3]].count("forms.HelpEnded.v1") == 1


def test_who_checks_again_after_that_time_goes_on_with_what_was_begun():
    at_summary(helping())
    (helped,) = rows(Help)

    with clock.frozen(helped.begun_at + HELP_LASTS):
        browser = clerk()
        browser.send(HELP, number=number_of("amina"), how="phone.call-back")
        browser.open(address("summary"))
        browser.send(address("summary"), declared="yes")

    (sent,) = rows(Submission)
    assert (sent.channel, sent.identity_check) == ("phone", "call-back")
    assert [(one.ended_at is None, one.sent) for one in rows(Help)] == [(False, 0), (True, 1)]


def test_help_ends_once_and_tells_whether_it_led_to_an_application():
    browser = helping()
    browser.post("/work/help/end/")
    browser.post("/work/help/end/")
    again = at_summary(helping())
    again.send(address("summary"), declared="yes")
    again.post("/work/help/end/")

    assert [(one.ended_at, one.sent) for one in rows(Help)] == [(clock.now(), 0), (clock.now(), 1)]
    assert [kind for kind, _ in kept()[3]].count("forms.HelpEnded.v1") == 2


def test_a_help_that_led_to_nothing_is_erased_after_thirty_days_and_one_that_did_is_kept():
    helping().post("/work/help/end/")
    led = helping()
    with transaction(EGEBY):
        Help.objects.filter(ended_at=None).update(sent=1)
    led.post("/work/help/end/")
    ended = clock.now()

    with clock.frozen(ended + KEPT_AFTER - dt.timedelta(seconds=1)):
        due.wake_due()
        run_all()
        assert [one.sent for one in rows(Help)] == [0, 1]
    with clock.frozen(ended + KEPT_AFTER):
        due.wake_due()
        run_all()
        assert [one.sent for one in rows(Help)] == [1]


def test_the_form_on_paper_has_every_question_and_needs_no_login():
    browser = stranger()
    browser.cookies["language"] = "en"
    browser.open(address("blank"))

    assert page_problems(browser.page) == ()
    for words in ("Signature", "Identity number", "Child 1", "Child 3"):
        assert words in browser.page


def test_a_protected_child_is_shown_to_a_cleared_clerk_only():
    book = demo_people.register_book()
    children = {
        number: tuple(dataclasses.replace(child, name_protected=True) for child in own)
        for number, own in book.children.items()
    }
    before = registers.use(registers_of(dataclasses.replace(book, children=children)))
    try:
        browser = helping()
        browser.open(address())
        answer = browser.send(address())
        assert answer.status_code == 403
        assert "A child of this person has a protected name or address." in browser.page
        assert rows(Draft) == []
    finally:
        registers.use(before)
