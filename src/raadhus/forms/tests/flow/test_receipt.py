"""The receipt: a number, what happens next, and one question; what other rooms are told."""

import pytest

from raadhus.bus.testing import emitted
from raadhus.catalogue.public import PackageFiles, lint_package, read_package
from raadhus.forms.events import FormRated, SubmissionCompleted
from raadhus.forms.models import Draft, Submission
from raadhus.forms.package_part import FormPart
from raadhus.forms.tests.townkit import (
    CHILDREN_ANSWERS,
    SERVICE,
    SERVICES,
    address,
    at_children,
    at_summary,
    browser_of,
    kept,
    sent,
)
from raadhus.organisation.demo import EGEBY
from raadhus.platform.models import AuditEntry
from raadhus.platform.tenancy.scope import transaction
from raadhus.ui.testing import page_problems

pytestmark = pytest.mark.usefixtures("town")


def test_sending_closes_the_draft_and_tells_the_rooms_above():
    _browser, receipt = sent()

    with transaction(EGEBY):
        submission = Submission.objects.get()
        (event,) = emitted(SubmissionCompleted)
        draft = Draft.objects.get()
        assert (
            AuditEntry.objects.filter(act="forms.submit", subject=f"application:{submission.id}").count() == 1
        )
    assert event.subject == f"application:{submission.id}"
    assert (event.submission_id, event.service_key) == (submission.id, SERVICE)
    assert event.package_hash == submission.package_hash
    assert (draft.state, draft.sheet, draft.submission_id) == ("sent", None, submission.id)
    assert receipt.endswith(f"/sent/{submission.id}/")


def test_the_event_carries_no_personal_data():
    sent()
    with transaction(EGEBY):
        (event,) = emitted(SubmissionCompleted)

    assert set(event.to_data()) == {"submission_id", "service_key", "package_hash", "channel", "sent_at"}


def test_the_receipt_says_number_and_what_happens_next():
    browser, _receipt = sent()
    with transaction(EGEBY):
        number = Submission.objects.get().number

    assert number in browser.page
    assert len(number) == 11
    assert "within 14 days" in browser.page
    assert "log in and confirm their income" not in browser.page  # Amina has no partner


def test_a_copy_to_keep_says_everything_that_was_sent():
    browser, receipt = sent()
    copy = browser.open(f"{receipt}copy/").content.decode()
    with transaction(EGEBY):
        number = Submission.objects.get().number

    assert f'href="{receipt}copy/"' in browser.open(receipt).content.decode()
    for said in (number, "Amina Holm", "Yusuf Holm", "DKK\u00a02,150.50", "December 2024", "24,300.50"):
        assert said in copy, said
    assert "Change" not in copy
    assert page_problems(copy) == ()


def test_a_copy_says_what_is_contested_and_why():
    browser = at_children()
    browser.open(browser.send(address("children"), contest="children.r1").url.partition("#")[0])
    wrong = {**CHILDREN_ANSWERS, "children.r1-wrong": "She lives with me"}
    browser.open(browser.send(address("children"), **wrong).url)
    browser.open(browser.send(address("income"), contest="income.monthly").url.partition("#")[0])
    said = {
        "applicant.self_employed": "no",
        "income.monthly": "18.000",
        "income.monthly-wrong": "I work less since October",
    }
    browser.open(browser.send(address("income"), **said).url)
    receipt = browser.send(address("summary"), declared="yes").url
    copy = browser.open(f"{receipt}copy/").content.decode()

    assert "You say that this is not right: She lives with me" in copy
    assert "The register says DKK\u00a024,300.50. You say: I work less since October" in copy
    assert page_problems(copy) == ()


def test_nobody_else_reads_the_copy():
    _browser, receipt = sent()

    assert browser_of("peter").get(f"{receipt}copy/").status_code == 404


def test_how_it_went_counts_once():
    browser, receipt = sent()
    assert browser.post(receipt, {"rating": "5"}).url == receipt
    before = kept()
    browser.post(receipt, {"rating": "1"})

    assert kept() == before
    with transaction(EGEBY):
        assert [event.rating for event in emitted(FormRated)] == [5]
    assert "Thank you for telling us" in browser.open(receipt).content.decode()


def test_a_new_application_can_be_begun_after_one_was_sent():
    browser, _receipt = sent()
    begun = browser.post(address())

    assert begun.url == address("household")
    with transaction(EGEBY):
        assert Draft.objects.filter(state="open").count() == 1


def test_every_page_is_in_order():
    browser = at_summary()
    for path in ("", "left", "household", "children", "income", "summary"):
        browser.open(address(path) if path else address())
        assert page_problems(browser.page) == (), path
    browser.send(address("summary"))
    assert page_problems(browser.page) == ()
    browser.open(browser.send(address("summary"), declared="yes").url)
    assert page_problems(browser.page) == ()


@pytest.mark.parametrize("language", ["da", "nb", "en"])
def test_every_page_is_in_one_language(language: str):
    browser = at_summary()
    browser.cookies["language"] = language
    told = {"da": "Se det igennem, og send", "nb": "Se gjennom og send", "en": "Look it through and send"}

    page = browser.open(address("summary")).content.decode()
    assert f'<html lang="{language}"' in page
    assert told[language] in page
    assert all(words not in page for other, words in told.items() if other != language)


def test_the_package_is_linted_with_its_form():
    assert [each for each in lint_package(SERVICES / "dk" / SERVICE) if each.file == "form.json"] == []


def test_a_broken_form_is_told_with_file_line_and_element():
    files = read_package(SERVICES / "dk" / SERVICE)
    broken = PackageFiles(
        {**files.contents, "form.json": files["form.json"].replace(b'"first": 1', b'"first": "x"')}
    )

    (problem,) = FormPart().lint(broken)
    assert problem.file == "form.json"
    assert problem.element == "steps[1].fields[1].first"
    assert problem.line > 100


def test_an_update_says_which_questions_changed():
    files = read_package(SERVICES / "dk" / SERVICE)
    changed = PackageFiles(
        {
            **files.contents,
            "form.json": files["form.json"].replace(b'"key": "subsidy_from"', b'"key": "from_month"'),
        }
    )

    assert FormPart().diff(files, changed) == (
        "The form no longer asks subsidy_from.",
        "The form now asks from_month.",
    )
    assert FormPart().diff(files, files) == ()
