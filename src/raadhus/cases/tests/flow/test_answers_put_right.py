"""Who was asked is told by letter what a caseworker entered as their answer, and puts it right until it is decided."""

import datetime as dt

import pytest
from django.apps import apps
from django.urls import reverse

from raadhus.bus.testing import run_all
from raadhus.cases.models import Completion, Decision, PutQuestion, Task, TimelineEntry
from raadhus.cases.queries.own_tasks import get_own_completion
from raadhus.cases.tests.casekit import ANNE, BO, CARL, NOON
from raadhus.cases.tests.flow.test_building_permit import FAR, NEAR, PERMIT, answers, decide, of_unit, visit
from raadhus.cases.tests.packagetown import PackageTown, typed
from raadhus.cases.tests.pagekit import read
from raadhus.cases.use_cases.answer_completion import answer_completion
from raadhus.cases.use_cases.answer_question import QuestionAnswered, answer_question
from raadhus.cases.use_cases.letters.write_letters import send_message
from raadhus.cases.use_cases.show_question import get_own_question
from raadhus.cases.use_cases.staff.ask_to_complete import ask_to_complete
from raadhus.cases.use_cases.staff.decide_by_hand import decide_by_hand
from raadhus.cases.use_cases.staff.enter_answer import (
    AnsweredBefore,
    CannotEnterAnswer,
    EnteredAnswer,
    enter_answer,
    get_asked,
)
from raadhus.cases.use_cases.staff.expect_read import CaseChangedSince
from raadhus.cases.use_cases.staff.read_case import read_case
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction


@pytest.fixture
def town(towns, db):
    """Return Egeby with the building permit, Anne and two neighbours."""
    with clock.frozen(NOON):
        town = PackageTown("building-permit", "byg-og-miljoe").build()
        town.move_in(ANNE, BO, CARL, NEAR, FAR)
        yield town


@pytest.fixture
def entered(town):
    """Return a case whose near neighbour is said to have said on the phone that they have no objection."""
    case = town.send(ANNE, answers("Åvej 3", "Åvej 5", distance=200))
    enter(town, case, put_to(town, NEAR).task_id, choice="no-objection")
    return case


def enter(town, case, task_id, **given):
    with transaction(town.tenant):
        answer = EnteredAnswer(**({"channel": "phone"} | given))
        filled = enter_answer(town.caseworker(CARL), case.id, task_id, answer)
    run_all()
    return filled


def put_to(town, resident):
    with transaction(town.tenant):
        return PutQuestion.objects.get(person_id=town.people[resident.number])


def newest_letter_to(town, resident):
    run_all()
    with transaction(town.tenant):
        rows = apps.get_model("post", "Letter").objects.filter(recipient_id=town.people[resident.number])
        return rows.order_by("id").last()


def put_right(town, choice="objection", said="Nej, det skygger."):
    with transaction(town.tenant):
        filled = answer_question(town.citizen(NEAR), put_to(town, NEAR).task_id, typed(choice, said))
    run_all()
    return filled


def last_answer(town, case, what):
    with transaction(town.tenant):
        return TimelineEntry.objects.filter(case=case, what=what).order_by("at", "id").last()


def complete(town, case):
    """Ask Anne for something, enter what she says on the phone, and return what was asked."""
    with transaction(town.tenant):
        task = Task.objects.get(case=case, person_id=None, status="open")
        asked = ask_to_complete(town.caseworker(CARL), task.id, "Hvor højt bliver det?")
    enter(town, case, asked.task_id, said="Tre meter.")
    return asked


def test_who_answered_on_the_phone_gets_a_letter_that_says_what_was_entered_and_how_to_put_it_right(
    town, entered
):
    letter = newest_letter_to(town, NEAR)

    assert letter.title == "Vi har indtastet dit svar"
    said = " ".join(letter.data["paragraphs"])
    assert "i telefonen" in said
    assert "Dit svar: Jeg har ingen indvendinger" in said
    assert "indtil sagen er afgjort" in letter.data["box_text"]


def test_who_answers_by_themselves_is_written_to_no_more(town, entered):
    before = newest_letter_to(town, FAR).id
    town.answer(FAR, entered, "no-objection")

    assert newest_letter_to(town, FAR).id == before


def test_the_letter_leads_to_what_was_entered_where_it_is_put_right(town, entered):
    browser, url = town.log_in(NEAR), reverse("cases:question", args=[put_to(town, NEAR).task_id])
    letter = reverse("my-page:letter", args=[newest_letter_to(town, NEAR).id])

    assert url in read(browser, letter)
    assert "You gave us the answer on the phone." in read(browser, url)
    assert browser.post(url, {"answer": "objection", "said": "Nej, det skygger."}).status_code == 302
    assert "We entered this for you." not in read(browser, url)
    assert url not in read(browser, letter)

    put = put_to(town, NEAR)
    assert (put.choice, put.said, put.came_by, put.is_late) == (
        "objection",
        "Nej, det skygger.",
        "self-service",
        False,
    )


def test_only_the_letters_that_asked_and_told_lead_to_what_was_entered(town, entered):
    put = put_to(town, NEAR)
    url, asked_in = reverse("cases:question", args=[put.task_id]), put.letter_id
    told_in, browser = newest_letter_to(town, NEAR).id, town.log_in(NEAR)
    with transaction(town.tenant):
        person, case = town.people[NEAR.number], town.again(entered)
        words = {"title": "Om byggeriet", "heading": "Om byggeriet", "paragraphs": ("Vi ses.",)}
        send_message(town.caseworker(CARL), case, recipient_id=person, **words)

    assert url not in read(browser, reverse("my-page:letter", args=[newest_letter_to(town, NEAR).id]))
    assert all(url in read(browser, reverse("my-page:letter", args=[one])) for one in (asked_in, told_in))


def test_what_was_put_right_is_seen_in_the_case_as_that_and_the_process_stays_where_it_is(town, entered):
    town.answer(FAR, entered, "no-objection")
    status = town.again(entered).status
    put_right(town)

    entry = last_answer(town, entered, "question_answered")
    assert (entry.who, entry.detail) == (
        "neighbour",
        {"puts_right": "phone", "before": "no-objection"},
    )
    assert town.again(entered).status == status


def test_what_came_in_time_is_not_late_when_a_clerks_slip_is_put_right_after_the_time(town, entered):
    with clock.frozen(NOON + dt.timedelta(days=60)):
        put_right(town)

    put = put_to(town, NEAR)
    assert (put.choice, put.came_by, put.is_late) == ("objection", "self-service", False)
    assert "late" not in last_answer(town, entered, "question_answered").detail


def test_nobody_decides_from_a_page_that_shows_what_a_neighbour_has_put_right_since(town, entered):
    town.answer(FAR, entered, "no-objection")
    visit(town, entered)
    with transaction(town.tenant):
        opened = read_case(town.caseworker(CARL), entered.id).mark
    with clock.frozen(NOON + dt.timedelta(minutes=5)):
        put_right(town)

    with transaction(town.tenant), pytest.raises(CaseChangedSince):
        decide_by_hand(town.caseworker(CARL), of_unit(town, entered).id, PERMIT, read=opened)
    with transaction(town.tenant):
        assert not Decision.objects.exists()
        seen = read_case(town.caseworker(CARL), entered.id).mark
        decide_by_hand(town.caseworker(CARL), of_unit(town, entered).id, PERMIT, read=seen)


def test_an_answer_is_put_right_once_and_not_what_somebody_answered_by_themselves(town, entered):
    put_right(town)
    with pytest.raises(QuestionAnswered):
        put_right(town, "no-objection", "")

    assert put_to(town, NEAR).choice == "objection"


def test_what_was_entered_stands_once_the_case_is_decided(town, entered):
    town.answer(FAR, entered, "no-objection")
    visit(town, entered)
    decide(town, entered)
    with transaction(town.tenant):
        own = get_own_question(town.citizen(NEAR), put_to(town, NEAR).task_id)
    with pytest.raises(QuestionAnswered):
        put_right(town)

    assert (own.came_by, own.may_put_right) == ("phone", False)
    assert put_to(town, NEAR).choice == "no-objection"


def test_what_an_applicant_added_on_the_phone_is_told_and_put_right_too(town):
    case = town.send(ANNE, answers("Åvej 3"))
    asked = complete(town, case)
    letter = newest_letter_to(town, ANNE)
    with transaction(town.tenant):
        answer_completion(town.citizen(ANNE), asked.task_id, "Fire meter.")
    with transaction(town.tenant):
        kept = Completion.objects.get()
        own = get_own_completion(town.citizen(ANNE), asked.task_id)

    assert letter.data["paragraphs"][1:] == [
        "Vi spurgte dig:",
        "Hvor højt bliver det?",
        "Dit svar:",
        "Tre meter.",
    ]
    assert (kept.answer, kept.came_by, own.may_put_right) == ("Fire meter.", "self-service", False)
    assert town.again(case).status == "with_unit"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"channel": ""}, "channel"),
        ({"channel": "paper", "choice": "no-objection"}, "uploads"),
        ({"channel": "phone", "choice": "objection", "said": "x" * 10_001}, "said"),
    ],
)
def test_what_lacks_in_an_answer_is_named_by_its_field(town, given, field):
    case = town.send(ANNE, answers("Åvej 3", distance=200))
    with pytest.raises(CannotEnterAnswer) as refused:
        enter(town, case, put_to(town, NEAR).task_id, **given)

    assert refused.value.field == field
    assert put_to(town, NEAR).answered_at is None


def test_an_objection_says_why_whoever_writes_it_down(town):
    case = town.send(ANNE, answers("Åvej 3", distance=200))
    for choice in ("objection", ""):
        assert not enter(town, case, put_to(town, NEAR).task_id, choice=choice).is_in_order
    assert not put_right(town, said="").is_in_order

    assert put_to(town, NEAR).answered_at is None


def test_a_clerk_who_is_called_puts_right_what_was_entered_and_a_new_letter_tells(town, entered):
    told, task_id = newest_letter_to(town, NEAR).id, put_to(town, NEAR).task_id
    with transaction(town.tenant):
        case = read_case(town.caseworker(CARL), entered.id)
        assert {one.may_enter for one in case.questions if one.task_id == task_id} == {True}
        stands = get_asked(town.caseworker(CARL), entered.id, task_id).stands
    enter(
        town,
        entered,
        task_id,
        instead_of=stands,
        channel="desk",
        choice="objection",
        said="Nej, det skygger.",
    )

    put, letter = put_to(town, NEAR), newest_letter_to(town, NEAR)
    assert (put.choice, put.came_by, put.is_late) == ("objection", "desk", False)
    detail = last_answer(town, entered, "question_answered").detail
    assert detail == {
        "channel": "desk",
        "puts_right": "phone",
        "before": "no-objection",
        "letter": str(letter.id),
    }
    assert letter.id != told


def test_what_an_applicant_added_is_put_right_by_a_clerk_too(town):
    case = town.send(ANNE, answers("Åvej 3"))
    asked = complete(town, case)
    with transaction(town.tenant):
        stands = get_asked(town.caseworker(CARL), case.id, asked.task_id).stands
    enter(town, case, asked.task_id, instead_of=stands, said="Fire meter.")

    with transaction(town.tenant):
        assert Completion.objects.get().answer == "Fire meter."


def test_the_form_is_not_even_shown_for_what_somebody_answered_themselves(town, entered):
    put_right(town)
    with transaction(town.tenant), pytest.raises(AnsweredBefore):
        get_asked(town.caseworker(CARL), entered.id, put_to(town, NEAR).task_id)


def test_what_is_decided_is_not_entered_anew(town, entered):
    town.answer(FAR, entered, "no-objection")
    visit(town, entered)
    decide(town, entered)
    task_id = put_to(town, NEAR).task_id
    with pytest.raises(AnsweredBefore):
        enter(town, entered, task_id, choice="objection", said="Nej.")

    assert put_to(town, NEAR).choice == "no-objection"
