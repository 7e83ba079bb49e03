"""Answers that a caseworker enters for who gave them, answers that come late, and the one reminder before."""

import dataclasses
import datetime as dt
import io

import pytest
from django.apps import apps

from raadhus.bus import due
from raadhus.bus.testing import emitted, run_all
from raadhus.cases.access import OwnHousehold
from raadhus.cases.events import CitizenActed
from raadhus.cases.models import AnswerPaper, PutQuestion, Task, TimelineEntry
from raadhus.cases.tests.casekit import ANNE, BO, CARL, NOON
from raadhus.cases.tests.flow.test_building_permit import FAR, NEAR, answers, decide, visit
from raadhus.cases.tests.packagetown import PackageTown, typed
from raadhus.cases.use_cases.answer_question import QuestionAnswered, answer_question
from raadhus.cases.use_cases.show_question import get_own_question
from raadhus.cases.use_cases.staff.enter_answer import (
    AnsweredBefore,
    AnswerProtected,
    CannotEnterAnswer,
    EnteredAnswer,
    enter_answer,
)
from raadhus.forms.public import FileRefused, Upload
from raadhus.platform import clock
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction

PDF = b"%PDF-1.7\nnabosvar"
PROTECTED = dataclasses.replace(NEAR, name_protected=True)


def scan(content=PDF):
    return Upload(field_key="papers", name="nabo.pdf", content=io.BytesIO(content))


ON_PAPER = {"channel": "paper", "choice": "objection", "said": "Det skygger."}


@pytest.fixture
def town(towns, db):
    """Return Egeby with the building permit, Anne and two neighbours."""
    with clock.frozen(NOON):
        town = PackageTown("building-permit", "byg-og-miljoe").build()
        town.move_in(ANNE, BO, CARL, NEAR, FAR)
        yield town


@pytest.fixture
def heard(town):
    """Return a case beyond the building rights, whose two neighbours are asked."""
    return town.send(ANNE, answers("Åvej 3", "Åvej 5", distance=200))


def task_of(town, case, resident):
    return town.asked(case)[town.people[resident.number]]


def enter(town, case, resident=NEAR, *, actor=None, uploads=(), **given):
    with transaction(town.tenant):
        answer = EnteredAnswer(**(ON_PAPER | given), uploads=uploads)
        enter_answer(actor or town.caseworker(CARL), case.id, task_of(town, case, resident).id, answer)
    run_all()


def put_to(town, resident):
    with transaction(town.tenant):
        return PutQuestion.objects.get(person_id=town.people[resident.number])


def letters_to(town, resident):
    run_all()
    with transaction(town.tenant):
        rows = apps.get_model("post", "Letter").objects.filter(recipient_id=town.people[resident.number])
        return [row.title for row in rows.order_by("id")]


def late_answer(town, case, resident, choice="objection"):
    with transaction(town.tenant):
        task = Task.objects.get(case=case, person_id=town.people[resident.number])
        answer_question(town.citizen(resident), task.id, typed(choice, "Det skygger."))
    run_all()


def test_an_answer_on_paper_is_entered_with_its_scan_as_the_caseworkers_doing_and_the_case_goes_on(
    town, heard
):
    enter(town, heard, uploads=(scan(),))
    enter(town, heard, FAR, channel="phone", choice="no-objection", said="")

    put = put_to(town, NEAR)
    assert (put.choice, put.said, put.came_by, put.is_late) == ("objection", "Det skygger.", "paper", False)
    with transaction(town.tenant):
        entry = TimelineEntry.objects.filter(case=heard, what="question_answered").order_by("id").first()
        paper = AnswerPaper.objects.get(case=heard)
    assert (entry.who, entry.staff_id) == ("staff", town.caseworker(CARL).staff_id)
    assert entry.detail["channel"] == "paper"
    assert paper.task_id == put.task_id
    assert town.again(heard).status == "with_unit"


def test_an_entered_answer_is_counted_on_the_channel_that_it_came_on(town, heard):
    task_id = task_of(town, heard, NEAR).id
    with transaction(town.tenant):
        given = EnteredAnswer(channel="phone", choice="no-objection")
        enter_answer(town.caseworker(CARL), heard.id, task_id, given)
        assert [act.channel for act in emitted(CitizenActed)] == ["phone"]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, CannotEnterAnswer),  # paper without its scan
        ({"channel": "self-service"}, CannotEnterAnswer),
        ({"uploads": (scan(b"<script>"),)}, FileRefused),
    ],
)
def test_an_answer_that_does_not_say_how_it_came_or_lacks_its_scan_is_not_entered(
    town, heard, given, refusal
):
    with pytest.raises(refusal):
        enter(town, heard, **given)

    assert put_to(town, NEAR).answered_at is None
    assert task_of(town, heard, NEAR).status == "open"


def test_nobody_enters_an_answer_in_a_case_of_their_own_or_of_another_unit(town, heard):
    elsewhere = dataclasses.replace(town.caseworker(CARL), units=frozenset())
    with pytest.raises(OwnHousehold):
        enter(town, heard, actor=town.caseworker(FAR), channel="phone")
    with pytest.raises(NotFoundHere):
        enter(town, heard, actor=elsewhere, channel="phone")

    assert put_to(town, NEAR).answered_at is None


def test_the_answer_of_a_protected_neighbour_is_entered_by_the_cleared(town):
    town.move_in(PROTECTED)
    case = town.send(ANNE, answers("Åvej 3", distance=200))
    with pytest.raises(AnswerProtected):
        enter(town, case, channel="phone")

    assert put_to(town, NEAR).answered_at is None


def test_what_was_answered_by_its_neighbour_is_not_entered_over(town, heard):
    town.answer(NEAR, heard, "no-objection")
    task_id = put_to(town, NEAR).task_id
    answer = EnteredAnswer(channel="phone", choice="objection")
    with pytest.raises(AnsweredBefore), transaction(town.tenant):
        enter_answer(town.caseworker(CARL), heard.id, task_id, answer)

    assert put_to(town, NEAR).choice == "no-objection"


def test_who_has_not_answered_is_reminded_once_as_the_package_says(town, heard):
    town.answer(FAR, heard, "no-objection")
    for days in (9, 11, 12):
        with clock.frozen(NOON + dt.timedelta(days=days)):
            due.wake_due()
            run_all()

    assert letters_to(town, NEAR)[1:] == ["Påmindelse: Din nabo vil bygge. Hvad siger du?"]
    assert len(letters_to(town, FAR)) == 1


def test_a_late_answer_is_kept_and_marked_while_nothing_is_decided_and_the_process_stays_where_it_is(
    town, heard
):
    with clock.frozen(NOON + dt.timedelta(days=15)):
        due.wake_due()
        run_all()
        assert town.again(heard).status == "with_unit"
        with transaction(town.tenant):
            own = get_own_question(town.citizen(NEAR), put_to(town, NEAR).task_id)
        assert (own.is_open, own.is_late) == (False, True)
        late_answer(town, heard, NEAR)
        put = put_to(town, NEAR)
        assert (put.choice, put.is_late) == ("objection", True)
        assert town.again(heard).status == "with_unit"
        with pytest.raises(QuestionAnswered):
            late_answer(town, heard, NEAR, "no-objection")
        visit(town, heard)
        decide(town, heard)
        with pytest.raises(QuestionAnswered):
            late_answer(town, heard, FAR)
        assert put_to(town, FAR).answered_at is None
