"""What citizens read and do on their pages."""

import pytest
from django.urls import reverse

from raadhus.bus.testing import run_all
from raadhus.cases.models import Appeal, Case, Decision, Hearing, Task
from raadhus.cases.queries.own_case_file import get_own_case
from raadhus.cases.tests.casekit import ANNE, BO, CARL
from raadhus.cases.tests.pagekit import letter_of_decision, only, read
from raadhus.cases.use_cases.staff.look_at_case import look_at_case
from raadhus.platform.tenancy.scope import transaction
from raadhus.ui.testing import page_problems


def test_my_page_shows_the_case_and_what_was_decided(town, decided):
    html = read(town.log_in(ANNE), reverse("my-page:home"))

    assert decided.number in html
    assert "You get the subsidy" in html
    assert "Nothing waits for you." in html


def test_the_receipt_has_the_case_number_and_the_start_page_tells_what_one_has(town, decided):
    browser = town.log_in(ANNE)
    decision = only(town, Decision)
    case = only(town, Case)
    receipt = read(browser, reverse("forms:sent", args=["free-place-subsidy", case.submission_id]))
    assert case.number in receipt
    assert "Your case number" in receipt
    assert receipt.count("Receipt number") == 1
    letter = letter_of_decision(town)
    assert f'href="{reverse("my-page:letter", args=[letter.id])}"' in receipt
    assert "Look again" not in receipt
    assert 'data-behaviour="follow"' not in receipt
    copy = read(browser, reverse("forms:copy", args=["free-place-subsidy", case.submission_id]))
    assert case.number in copy
    assert "Receipt number" in copy
    assert "We handle the application." not in receipt

    start = read(browser, reverse("forms:start", args=["free-place-subsidy"]))
    assert f"You get the subsidy: {int(decision.percent)}% from 1" in start
    assert case.number in start


def test_the_receipt_looks_again_while_the_town_hall_works_by_itself_and_waits_for_no_person(town):
    town.move_in(ANNE)
    submission_id = town.apply(ANNE)
    url = reverse("forms:sent", args=["free-place-subsidy", submission_id])
    received = read(town.log_in(ANNE), url)
    assert 'id="standing" aria-live="polite" data-behaviour="follow"' in received
    assert f'<a href="{url}">Look again' in received


def test_the_receipt_does_not_wait_for_a_partners_answer(town, asked):
    case, _ = asked
    url = reverse("forms:sent", args=["free-place-subsidy", case.submission_id])
    shown = read(town.log_in(ANNE), url)
    assert case.number in shown
    assert 'data-behaviour="follow"' not in shown
    assert "Look again" not in shown


def test_the_start_page_tells_of_a_case_at_work_and_nobody_of_anothers(town, asked):
    case, _ = asked
    url = reverse("forms:start", args=["free-place-subsidy"])
    assert case.number in read(town.log_in(ANNE), url)
    assert case.number not in read(town.log_in(BO), url)


def test_my_page_asks_a_stranger_to_log_in(town):
    response = town.browser().get(reverse("my-page:home"))

    assert response.status_code == 302
    assert response["Location"].startswith("/login/")


def test_the_case_page_explains_the_decision_and_who_decided(town, decided):
    html = read(town.log_in(ANNE), reverse("cases:own-case", args=[decided.id]))

    for said in (
        "You get the subsidy",
        "35,000",
        "Rules made this decision",
        "Ankestyrelsen",
        "Appeal the decision",
    ):
        assert said in html


def test_the_partner_finds_the_task_on_my_page_and_confirms(town, asked):
    case, (_, bo) = asked
    task = only(town, Task)
    browser = town.log_in(bo)
    url = reverse("cases:income", args=[task.id])

    assert url in read(browser, reverse("my-page:home"))
    assert "9,876.54" in read(browser, url)
    assert browser.post(url, {"answer": "confirmed"}).status_code == 302
    run_all()

    assert "Thank you, we have your answer" in read(browser, url)
    assert town.again(case).status == "closed"


def test_the_applicants_pages_never_show_the_partners_income(town, asked):
    case, (anne, bo) = asked
    task = only(town, Task)
    browser = town.log_in(bo)
    read(browser, reverse("cases:income", args=[task.id]))
    browser.post(reverse("cases:income", args=[task.id]), {"answer": "confirmed"})
    run_all()

    html = read(town.log_in(anne), reverse("cases:own-case", args=[case.id]))

    for secret in ("9,876", "9876", "44,876", "538,518", "538.518"):
        assert secret not in html
    assert "[an amount that is not shown here]" in html


def test_what_is_wrong_with_an_income_is_asked_for_in_plain_words(town, asked):
    _, (_, bo) = asked
    task = only(town, Task)
    browser = town.log_in(bo)
    url = reverse("cases:income", args=[task.id])
    read(browser, url)

    response = browser.post(url, {"answer": "contested", "own": "-5", "reason": ""})

    assert response.status_code == 422
    html = response.content.decode()
    assert page_problems(html) == ()
    assert "What you earn" in html
    assert 'href="#f-own"' in html
    assert 'href="#f-reason"' in html
    assert only(town, Task).status == "open"


@pytest.mark.parametrize("sent", [{}, {"answer": "everything"}, {"answer": ""}])
def test_no_answer_is_no_answer(town, asked, sent):
    _, (_, bo) = asked
    task = only(town, Task)
    browser = town.log_in(bo)
    url = reverse("cases:income", args=[task.id])
    read(browser, url)

    assert browser.post(url, sent).status_code == 422
    assert only(town, Task).status == "open"


def test_the_applicant_is_heard_on_a_page(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE, confirmed=False)
    task = only(town, Task)
    browser = town.log_in(ANNE)
    url = reverse("cases:hearing", args=[task.id])

    shown = read(browser, url)
    assert "Before we decide" in shown
    assert "If we decide so, this is what you pay." in shown
    with transaction(town.tenant):
        hearing = get_own_case(town.citizen(ANNE), case.id).hearing
    assert hearing.payments, "Anne told what the place costs"
    for payment in hearing.payments:
        assert f"{payment.pays:,.2f}".removesuffix(".00") in shown
    assert browser.post(url, {"text": "  "}).status_code == 422
    answered = browser.post(url, {"text": "The figure is old."})
    run_all()
    shown = read(browser, answered["Location"])
    assert "We have your answer" in shown
    assert "The figure is old." in shown

    assert only(town, Hearing).answer == "The figure is old."
    assert "or you have answered" in read(browser, url)
    assert town.again(case).status == "with_unit"


def test_an_appeal_is_filed_from_the_decision(town, decided):
    decision = only(town, Decision)
    browser = town.log_in(ANNE)
    url = reverse("cases:appeal", args=[decision.id])

    assert "Why do you disagree?" in read(browser, url)
    response = browser.post(url, {"text": "I earn less."})
    run_all()

    appeal = only(town, Case, case_kind="appeal")
    shown = reverse("cases:own-case", args=[appeal.id])
    assert response["Location"] == f"{shown}?done=appealed"
    assert browser.get(url)["Location"] == shown, "who has appealed is led there"
    assert "We have your appeal" in read(browser, response["Location"])
    assert only(town, Appeal).text == "I earn less."
    assert "A caseworker looks at it" in read(browser, response["Location"])
    assert "Open the appeal" in read(browser, reverse("cases:own-case", args=[decided.id]))


def test_a_form_sent_twice_appeals_once(town, decided):
    decision = only(town, Decision)
    browser = town.log_in(ANNE)
    url = reverse("cases:appeal", args=[decision.id])

    assert [browser.post(url, {"text": ""}).status_code for _ in range(2)] == [302, 409]
    with transaction(town.tenant):
        assert Appeal.objects.count() == 1


def test_the_citizen_sees_who_has_looked(town, decided):
    with transaction(town.tenant):
        look_at_case(town.caseworker(CARL), decided.id)

    html = read(town.log_in(ANNE), reverse("my-page:seen"))

    assert "opened your case" in html
    assert reverse("cases:own-case", args=[decided.id]) in html


def test_contact_details_are_changed_and_nonsense_refused(town):
    town.move_in(ANNE)
    browser = town.log_in(ANNE)
    url = reverse("notifications:contact")

    assert "Mobile phone" in read(browser, url)
    assert browser.post(url, {"phone": "12", "email": "", "language": "da"}).status_code == 422
    sent = {"phone": "20 30 40 50", "email": "anne@example.org", "language": "da"}
    assert browser.post(url, sent).status_code == 302
    assert "anne@example.org" in read(browser, reverse("my-page:home"))


@pytest.mark.parametrize("language", ["da", "nb", "en"])
def test_every_page_is_in_order_in_every_language(town, decided, language):
    browser = town.log_in(ANNE)
    browser.cookies["language"] = language
    addresses = [reverse(f"my-page:{name}") for name in ("home", "cases", "letters", "seen")]
    pages = [read(browser, url) for url in (*addresses, reverse("cases:own-case", args=[decided.id]))]

    assert all(f'<html lang="{language}"' in page for page in pages)


def test_my_page_asks_the_same_number_of_questions_whatever_the_number_of_cases(
    town, django_assert_max_num_queries
):
    town.move_in(ANNE)
    town.decide_application(ANNE)
    browser = town.log_in(ANNE)
    browser.get(reverse("my-page:home"))
    for _ in range(4):
        town.decide_application(ANNE)

    with django_assert_max_num_queries(24):
        browser.get(reverse("my-page:home"))


@pytest.mark.parametrize("language", ["en", "da", "nb"])
def test_a_login_at_work_opens_nothing_that_is_ones_own_as_a_citizen(town, decided, language):
    at_work = town.log_in(ANNE, groups=("Pladsanvisning-Sagsbehandlere",))
    at_work.cookies["language"] = language
    decision, letter = only(town, Decision), letter_of_decision(town)
    own = [
        *(reverse(f"my-page:{name}") for name in ("home", "cases", "letters", "seen")),
        reverse("my-page:letter", args=[letter.id]),
        reverse("cases:own-case", args=[decided.id]),
        reverse("cases:appeal", args=[decision.id]),
        reverse("notifications:contact"),
        "/apply/free-place-subsidy/",
    ]
    said = {"en": "your own login", "da": "dit eget login", "nb": "din egen innlogging"}[language]

    for url in own:
        shown = read(at_work, url, status=403)
        assert said in shown
        assert decided.number not in shown
    assert at_work.post(reverse("cases:appeal", args=[decision.id]), {"text": "No."}).status_code == 403
    with transaction(town.tenant):
        assert not Appeal.objects.exists()
        assert letter_of_decision(town).opened_at is None
    assert town.log_in(ANNE).get(own[0]).status_code == 200
