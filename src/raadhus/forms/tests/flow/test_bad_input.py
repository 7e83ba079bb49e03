"""What should not be sent is refused kindly, and nothing changes."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps

from raadhus.forms.models import Draft
from raadhus.forms.tests.townkit import (
    CHILDREN_ANSWERS,
    Browser,
    address,
    at_children,
    at_income,
    at_summary,
    begun,
    browser_of,
    kept,
    sent,
)
from raadhus.organisation.demo import EGEBY
from raadhus.platform import clock, rate_limits
from raadhus.platform.actor import Assurance
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.usefixtures("town")
DOES_NOT_FIT = "does not fit this page"
NOT_HERE = "<title>We could not find"


def refused(browser: Browser, *parts: str, status: Any = 422, **values: Any) -> str:
    """Send something, see it refused and everything as it was; return the page."""
    before = kept()
    response = browser.send(address(*parts), **values)
    assert response.status_code == status
    assert kept() == before
    return browser.page


def wrong(browser: Browser, step: str, **values: Any) -> str:
    """Send a step, see it come back with an error and no answer taken; return the page."""
    answers = answers_of()
    response = browser.send(address(step), **values)
    assert response.status_code == 422
    assert answers_of() == answers
    assert "<title>Error:" in browser.page
    assert 'data-behaviour="error-summary"' in browser.page
    return browser.page


def answers_of() -> dict[str, Any]:
    with transaction(EGEBY):
        sheet = Draft.objects.get().sheet
    return {key: value for key, value in sheet["answers"].items() if key not in {"children", "subsidy_from"}}


def test_an_unknown_input_is_refused():
    page = refused(begun(), "household", **{"applicant.is_rich": "no"})

    assert DOES_NOT_FIT in page


def test_an_input_of_another_step_is_refused():
    page = refused(begun(), "household", **{"income.monthly": "1"})

    assert DOES_NOT_FIT in page


def test_a_page_without_its_marks_is_refused():
    browser = begun()
    before = kept()
    marks = (
        {"draft": ""},
        {"version": ""},
        {"version": "-1"},
        {"version": "1 OR 1=1"},
        {"draft": "../../etc/passwd"},
    )
    pages = [refused(browser, "household", **mark) for mark in marks]

    assert all(DOES_NOT_FIT in page for page in pages)
    assert kept() == before


def test_another_draft_than_ones_own_is_not_found():
    browser = begun()
    before = kept()
    page = refused(browser, "household", status=404, draft=str(uuid4()))

    assert NOT_HERE in page
    assert kept() == before


def test_a_step_that_is_not_there_is_not_found():
    browser = begun()
    refused(browser, "nowhere", status=404)
    assert browser.get(address("nowhere")).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-100", "without a minus sign"),
        ("99999999", "at most DKK\u00a025,000"),
        ("many", "with digits"),
        ("1e9", "with digits"),
    ],
)
def test_a_negative_or_absurd_amount_comes_back_with_what_to_do(typed: str, words: str):
    browser = at_children()
    page = wrong(browser, "children", **(CHILDREN_ANSWERS | {"children.r1.fee_monthly": typed}))

    assert words in page
    assert "Child 1: Yusuf Holm:" in page
    assert f'value="{typed}"' in page


def test_a_question_that_only_now_came_up_is_asked_and_then_must_be_answered():
    browser = at_children()
    answers = CHILDREN_ANSWERS | {"children.r1.fee_monthly": ""}
    first = browser.send(address("children"), **answers)
    assert first.status_code == 200
    assert "a little more to fill in" in browser.page
    assert "<title>Error:" not in browser.page

    assert "Write an amount" in wrong(browser, "children", **answers)


def test_a_look_shows_what_the_answers_ask_for_and_keeps_nothing():
    browser = at_children()
    before = kept()
    looked = browser.post(
        address("children"),
        {**browser.marks(), **CHILDREN_ANSWERS, "children.r1.fee_monthly": "12", "look": "1"},
    ).content.decode()

    assert 'name="children.r1.fee_monthly"' in looked
    assert 'value="12"' in looked
    assert "<title>" not in looked
    assert kept() == before


def test_a_look_takes_no_input_that_the_step_has_not():
    browser = at_children()

    assert DOES_NOT_FIT in refused(
        browser, "children", **(CHILDREN_ANSWERS | {"look": "1", "income.monthly": "1"})
    )


def test_a_date_that_does_not_exist_comes_back_with_what_to_do():
    browser = at_children()
    browser.open(browser.send(address("children"), add="children", **CHILDREN_ANSWERS).url.partition("#")[0])
    child = {
        "children.n1.name": "Noor",
        "children.n1.birth_date-day": "31",
        "children.n1.birth_date-month": "2",
        "children.n1.birth_date-year": "2021",
        "children.n1.lives_at_home": "yes",
        "children.n1.custody": "sole",
        "children.n1.daycare": "none",
    }
    page = wrong(browser, "children", **(CHILDREN_ANSWERS | child))

    assert "This day does not exist" in page
    assert 'value="31"' in page
    assert 'value="Noor"' in page


@pytest.mark.parametrize("name", ["Noor 🌸 Holm", "نور هولم", "Zoë Ångström-Ørsted", "<b>Ib</b>"])
def test_a_name_in_any_script_is_kept_and_shown_as_text(name: str):
    browser = at_children()
    browser.open(browser.send(address("children"), add="children", **CHILDREN_ANSWERS).url.partition("#")[0])
    child = {
        "children.n1.name": f"{name}\u202e",
        "children.n1.birth_date-day": "1",
        "children.n1.birth_date-month": "2",
        "children.n1.birth_date-year": "2021",
        "children.n1.lives_at_home": "yes",
        "children.n1.custody": "sole",
        "children.n1.daycare": "none",
    }
    assert browser.send(address("children"), **(CHILDREN_ANSWERS | child)).url == address("income")

    with transaction(EGEBY):
        assert Draft.objects.get().sheet["answers"]["children"][2]["name"] == name
    assert "<b>Ib</b>" not in browser.open(address("children")).content.decode()


def test_a_choice_or_month_that_was_not_offered_comes_back():
    browser = at_children()
    assert "Choose one of the answers" in wrong(
        browser, "children", **(CHILDREN_ANSWERS | {"children.r1.daycare": "palace"})
    )
    assert "Choose one of the months" in wrong(
        browser, "children", **(CHILDREN_ANSWERS | {"subsidy_from": "2020-01-01"})
    )


def test_a_text_beyond_all_measure_is_refused():
    browser = at_income()
    before = kept()
    page = refused(browser, "income", **{"income.monthly-wrong": "x" * 60_000})

    assert "xxx" not in page
    assert kept() == before


def test_what_is_no_group_and_no_fact_cannot_be_added_or_contested():
    browser = begun()
    before = kept()
    wishes = (
        {"add": "children"},
        {"contest": "income.monthly"},
        {"contest": "nothing"},
        {"remove": "applicant.name"},
    )
    pages = [refused(browser, "household", **wish) for wish in wishes]

    assert all(DOES_NOT_FIT in page for page in pages)
    assert kept() == before


def test_a_step_out_of_order_leads_to_the_first_that_is_not_finished():
    browser = begun()

    assert browser.get(address("income")).url == address("household")
    assert browser.get(address("summary")).url == address("household")
    marks = browser.marks()
    answered = browser.post(address("income"), {**marks, "applicant.self_employed": "no"})
    assert answered.url == address("household")


def test_a_summary_sent_too_early_sends_nothing():
    browser = begun()
    answer = browser.send(address("summary"), declared="yes")

    assert answer.url == address("household")
    assert kept()[1] == []


def test_sending_without_the_declaration_sends_nothing_and_says_so():
    browser = at_summary()
    page = refused(browser, "summary")

    assert "Tick “Yes, I confirm this” before you send." in page
    assert "<title>Error:" in page


def test_a_form_posted_twice_is_one_application():
    browser = at_summary()
    marks = browser.marks()
    first = browser.post(address("summary"), {**marks, "declared": "yes"})
    before = kept()
    second = browser.post(address("summary"), {**marks, "declared": "yes"})

    assert first.url == second.url
    assert kept() == before
    assert len(before[1]) == 1


def test_a_sent_application_cannot_be_changed_by_an_old_page():
    browser = at_income()
    marks = browser.marks()
    browser.open(browser.send(address("income"), **{"applicant.self_employed": "no"}).url)
    browser.send(address("summary"), declared="yes")
    before = kept()

    assert browser.post(address("income"), {**marks, "applicant.self_employed": "yes"}).status_code == 404
    assert kept() == before


def test_a_summary_that_is_older_than_the_answers_is_shown_anew():
    browser = at_summary()
    marks = browser.marks()
    other = browser_of("amina")
    other.open(address("children"))
    other.send(address("children"), **(CHILDREN_ANSWERS | {"children.r1.fee_monthly": "1.000"}))
    before = kept()
    browser._seen(browser.post(address("summary"), {**marks, "declared": "yes"}))

    assert "changed from another window" in browser.page
    assert kept() == before


def test_a_month_that_has_passed_since_is_asked_again_before_sending():
    browser = at_summary()
    marks = browser.marks()
    with clock.frozen(dt.datetime(2024, 12, 5, 11, 0, tzinfo=dt.UTC)):
        late = browser_of("amina")
        answer = late.post(address("summary"), {**marks, "declared": "yes"})

    assert answer.url == address("children")
    assert kept()[1] == []


def test_sending_too_often_is_slowed_down():
    browser = at_summary()
    with transaction(EGEBY):
        person = Draft.objects.get().person_id
        for _each in range(20):
            rate_limits.spend("forms.submit", str(person), limit=100, per_seconds=3600)

    before = kept()
    page = refused(browser, "summary", status=429, declared="yes")

    assert "Wait" in page
    assert kept() == before
    assert before[1] == [], "nothing was sent"


def test_beginning_anew_again_and_again_is_slowed_down_and_asks_no_register():
    browser = at_income()
    who = f"{EGEBY}:{browser.cookies['session'].value}"
    with transaction(EGEBY):
        for _each in range(30):
            rate_limits.spend("forms.start", who, limit=100, per_seconds=3600)
        looked_up = apps.get_model("registers", "RegisterLookup").objects.count()
    before = kept()

    answer = browser.post(address(), {**browser.marks(), "anew": "1"})

    assert answer.status_code == 429
    assert kept() == before
    with transaction(EGEBY):
        assert apps.get_model("registers", "RegisterLookup").objects.count() == looked_up


def test_a_login_that_is_not_sure_enough_is_told_so():
    browser = browser_of("amina", assurance=Assurance.LOW)
    before = kept()

    assert browser.get(address()).status_code == 403
    assert browser.post(address()).status_code == 403
    assert kept() == before


def test_a_rating_beyond_the_scale_does_not_count():
    browser, receipt = sent()
    before = kept()

    assert browser.post(receipt, {"rating": "99"}).status_code == 302
    assert kept() == before


def test_a_service_without_a_form_has_nothing_to_apply_for():
    assert browser_of("amina").get("/apply/no-such-service/").status_code == 404
