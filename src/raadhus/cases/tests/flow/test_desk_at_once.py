"""Two people do the same, or the opposite, with one case at the same moment: one of them does it, the other is told."""

import dataclasses
from importlib import import_module
from uuid import UUID

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.domain.many import Many
from raadhus.cases.domain.states import PartyRole
from raadhus.cases.models import (
    Appeal,
    Approval,
    CaseLink,
    Decision,
    ManyAct,
    Party,
    Sending,
    Task,
    TimelineEntry,
)
from raadhus.cases.tests.casekit import ANNE, CARL, EVA, NOON
from raadhus.cases.tests.flow.test_at_once import beside
from raadhus.cases.tests.flow.test_by_hand import FULL
from raadhus.cases.tests.packagekit import desk_says
from raadhus.cases.use_cases.answer_completion import CompletionAnswered, answer_completion
from raadhus.cases.use_cases.file_appeal import file_appeal
from raadhus.cases.use_cases.move_case import CannotMoveCase
from raadhus.cases.use_cases.staff.approve_decision import NeedsSecondPerson
from raadhus.cases.use_cases.staff.ask_to_complete import ask_to_complete
from raadhus.cases.use_cases.staff.decide_by_hand import decide_by_hand, send_by_hand
from raadhus.cases.use_cases.staff.link_case import CannotLink, link_case, unlink_case
from raadhus.cases.use_cases.staff.many.undo_many import CannotUndoMany, undo_many
from raadhus.cases.use_cases.staff.many.work_on_many import ManyOrder, work_on_many
from raadhus.cases.use_cases.staff.name_representative import (
    CannotNameRepresentative,
    RepresentativeOrder,
    let_representative_go,
    name_representative,
)
from raadhus.cases.use_cases.staff.reopen import CannotReopen, reopen
from raadhus.cases.use_cases.staff.take_question_back import NothingToTakeBack, take_question_back
from raadhus.platform import clock
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def forgotten_models():
    """Let the process forget what it knows of stored models: here rows are committed, and gone after each test."""
    models = import_module("raadhus.processes.use_cases.known_models")
    models.forget_models()
    yield
    models.forget_models()


@pytest.fixture
def waiting(town):
    """Return Anne's case, which waits for its unit, and the unit's task."""
    town.move_in(ANNE, CARL, EVA)
    case = town.decide_application(ANNE, contested=True)
    with transaction(town.tenant):
        return case, Task.objects.get(case=case)


def happened(town, case, *what):
    with transaction(town.tenant):
        return [TimelineEntry.objects.filter(case=case, what=one).count() for one in what]


def one_of(refused, told):
    """Tell whether one of two did it and the other was told that it cannot be done."""
    return sorted(map(str, refused)) == sorted(map(str, (None, told)))


def test_two_who_decide_at_once_make_one_decision(town, waiting):
    _case, task = waiting
    refused = beside(town, *[lambda: decide_by_hand(town.caseworker(), task.id, FULL)] * 2)

    assert refused.count(None) == 1
    assert all(one is None or issubclass(one, Refusal) for one in refused)
    with transaction(town.tenant):
        assert Decision.objects.count() == 1


def test_two_who_send_at_once_send_one_letter(town, waiting):
    _case, task = waiting
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), task.id, FULL)
    refused = beside(town, *[lambda: send_by_hand(town.caseworker(), task.id)] * 2)
    run_all()

    assert one_of(refused, NotFoundHere)
    with transaction(town.tenant):
        assert Sending.objects.count() == 1


def test_who_decides_while_a_colleague_asks_the_applicant_leaves_no_question_open(town, waiting):
    case, task = waiting
    refused = beside(
        town,
        lambda: decide_by_hand(town.caseworker(), task.id, FULL),
        lambda: ask_to_complete(town.caseworker(), task.id, "Your pay slip."),
    )

    assert refused in ([None, None], [None, CannotMoveCase])
    with transaction(town.tenant):
        assert Decision.objects.count() == 1
        assert not Task.objects.filter(case=case, task_kind="complete", status="open").exists()


def test_an_answer_and_a_question_taken_back_at_once_are_one_of_them(town, waiting):
    case, task = waiting
    with transaction(town.tenant):
        asked = ask_to_complete(town.caseworker(), task.id, "Your pay slip.")
    refused = beside(
        town,
        lambda: answer_completion(town.citizen(ANNE), asked.task_id, "Here it is."),
        lambda: take_question_back(town.caseworker(), case.id),
    )
    run_all()

    assert refused in ([None, NothingToTakeBack], [CompletionAnswered, None])
    assert sorted(happened(town, case, "completion_answered", "completion_undone")) == [0, 1]
    assert town.again(case).status == "with_unit"


def test_two_who_reopen_at_once_open_the_case_once(town):
    town.move_in(ANNE, CARL)
    case = town.decide_application(ANNE)
    refused = beside(town, *[lambda: reopen(town.caseworker(), case.id, "It is new.")] * 2)

    assert one_of(refused, CannotMoveCase)
    with transaction(town.tenant):
        assert Task.objects.filter(case=case, status="open").count() == 1


def test_two_cases_linked_from_both_sides_at_once_are_linked_once(town, waiting):
    case, _task = waiting
    other = town.decide_application(EVA, contested=True)
    refused = beside(
        town,
        lambda: link_case(town.caseworker(), case.id, other.number),
        lambda: link_case(town.caseworker(), other.id, case.number),
        lambda: link_case(town.caseworker(), case.id, other.number),
    )

    assert sorted(map(str, refused)) == sorted(map(str, (None, CannotLink, CannotLink)))
    with transaction(town.tenant):
        (link,) = CaseLink.objects.all()
    refused = beside(town, *[lambda: unlink_case(town.caseworker(), case.id, link.id)] * 2)
    assert one_of(refused, NotFoundHere)
    assert happened(town, case, "linked", "unlinked") == [1, 1]


def test_a_representative_named_or_let_go_by_two_at_once_is_so_once(town, waiting):
    case, _task = waiting
    order = RepresentativeOrder(number=EVA.number, ground="Power of attorney.")
    refused = beside(town, *[lambda: name_representative(town.caseworker(), case.id, order)] * 2)

    assert one_of(refused, CannotNameRepresentative)
    with transaction(town.tenant):
        party = Party.objects.get(case=case, role=PartyRole.REPRESENTATIVE)
    refused = beside(town, *[lambda: let_representative_go(town.caseworker(), case.id, party.id)] * 2)
    assert one_of(refused, NotFoundHere)


def test_what_was_done_with_many_is_undone_once(town, waiting):
    _case, task = waiting
    with transaction(town.tenant):
        work_on_many(town.caseworker(), ManyOrder(task_ids=(task.id,), act=Many.GIVE))
        act = ManyAct.objects.get()

    def undo():
        with clock.frozen(NOON):  # a thread has a clock of its own
            undo_many(town.caseworker(), act.id)

    refused = beside(town, undo, undo)

    assert one_of(refused, CannotUndoMany)


def test_two_colleagues_who_approve_at_once_approve_once(town, waiting, monkeypatch):
    _case, task = waiting
    desk_says(monkeypatch, town, "desk: {four_eyes: [granted]}")
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), task.id, FULL)
    colleagues = [dataclasses.replace(town.caseworker(), staff_id=UUID(int=each)) for each in (8, 9)]
    refused = beside(
        town,
        lambda: send_by_hand(town.caseworker(), task.id),
        *[lambda each=each: send_by_hand(each, task.id) for each in colleagues],
    )

    assert refused[0] in (NeedsSecondPerson, NotFoundHere)  # who decided never approves
    assert one_of(refused[1:], NotFoundHere)
    with transaction(town.tenant):
        assert Approval.objects.count() == 1


def test_an_appeal_and_a_reopening_at_once_leave_the_applicant_one_way(town):
    town.move_in(ANNE, CARL)
    case = town.decide_application(ANNE)
    with transaction(town.tenant):
        decision = Decision.objects.get()
    refused = beside(
        town,
        lambda: file_appeal(town.citizen(ANNE), decision.id, "Wrong."),
        lambda: reopen(town.caseworker(), case.id, "It is new."),
    )
    run_all()

    assert refused in ([None, CannotReopen], [None, None])  # an appeal is always taken in
    with transaction(town.tenant):
        assert Appeal.objects.count() == 1
        assert Task.objects.filter(status="open").count() == refused.count(None)
