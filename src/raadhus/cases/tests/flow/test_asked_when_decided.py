"""A case that closes asks nobody any more, and a process that lived on decides nothing in a case that was reopened."""

import datetime as dt

import pytest
from django.apps import apps
from django.urls import reverse

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.domain.happenings import Happening
from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.models import Decision, PutQuestion, Sending, Task, TimelineEntry
from raadhus.cases.tests.casekit import ANNE, BO, CARL, NOON
from raadhus.cases.tests.flow.test_building_permit import NEAR, PERMIT, answers
from raadhus.cases.tests.flow.test_by_hand import FULL, state
from raadhus.cases.tests.flow.test_decided_elsewhere import ask_beside, decide_in, look
from raadhus.cases.tests.flow.test_partner import answer
from raadhus.cases.tests.packagetown import PackageTown, typed
from raadhus.cases.use_cases.answer_about_income import Answer, IncomeAnswer
from raadhus.cases.use_cases.answer_question import answer_question
from raadhus.cases.use_cases.staff.decide_by_hand import decide_by_hand, send_by_hand
from raadhus.cases.use_cases.staff.reopen import reopen
from raadhus.cases.use_cases.tasks import NotAskedAnyMore
from raadhus.catalogue.public import PackageFiles
from raadhus.platform import clock
from raadhus.platform.actor import Role
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes

_NEW = "Der er kommet noget nyt."


def pause(town, case):
    operator = town.caseworker(CARL, Role.OPERATOR)
    with transaction(town.tenant):
        (instance,) = processes.find_instances(operator, case.id)
    processes.pause(operator, instance, reason="Somebody looks at it.")
    return lambda: processes.resume(operator, instance, reason="It is in order.")


def reopened(town, case):
    with transaction(town.tenant):
        reopen(town.caseworker(), case.id, _NEW)
    run_all()


def to_decide(town):
    with transaction(town.tenant):
        return [
            (task.task_kind, task.why, task.process_task)
            for task in Task.objects.filter(person_id=None, status=TaskStatus.OPEN)
        ]


def test_rules_decide_nothing_beside_the_clerk_who_has_the_reopened_case(town, asked):
    case, pair = asked
    beside = ask_beside(town, case)
    with transaction(town.tenant):
        partner = Task.objects.get(task_kind=TaskKind.CONFIRM_INCOME)
    resume = pause(town, case)
    answer(town, pair[1], partner, IncomeAnswer(answer=Answer.CONFIRMED))
    decide_in(town, beside)
    reopened(town, case)

    resume()
    run_all()

    assert state(town, case) == ("with_unit", 1, 1)
    assert to_decide(town) == [("assess", ["reopened"], None)]
    assert look(town, case) == ("completed", (), 0)
    with transaction(town.tenant):
        assert [(one.is_automatic, int(one.percent or 0)) for one in Decision.objects.all()] == [(False, 100)]


def test_a_process_told_late_opens_no_second_task_beside_the_reopened_one(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE, contested=True)
    beside = ask_beside(town, case)
    resume = pause(town, case)
    decide_in(town, beside)
    reopened(town, case)

    resume()
    run_all()

    assert state(town, case) == ("with_unit", 1, 1)
    assert to_decide(town) == [("assess", ["reopened"], None)]
    assert look(town, case) == ("completed", (), 0)


def test_a_clerk_decides_the_reopened_case_once_and_the_process_stays_ended(town, asked):
    case, _pair = asked
    decide_in(town, ask_beside(town, case))
    reopened(town, case)
    with transaction(town.tenant):
        task = Task.objects.get(person_id=None, status=TaskStatus.OPEN)
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), task.id, FULL)
        send_by_hand(town.caseworker(), task.id)
    run_all()

    assert state(town, case) == ("closed", 2, 2)
    assert to_decide(town) == []
    assert look(town, case) == ("completed", (), 0)


def test_the_partner_of_a_case_decided_without_them_is_asked_no_more_and_the_process_ends(town, asked):
    case, pair = asked
    with transaction(town.tenant):
        partner = Task.objects.get(task_kind=TaskKind.CONFIRM_INCOME)
    decide_in(town, ask_beside(town, case))

    assert look(town, case) == ("completed", (), 0)
    with transaction(town.tenant):
        assert not Task.objects.filter(status=TaskStatus.OPEN).exists()
    with pytest.raises(NotAskedAnyMore):
        answer(town, pair[1], partner, IncomeAnswer(answer=Answer.CONFIRMED))
    assert state(town, case) == ("closed", 1, 1)


@pytest.fixture
def permit(towns, db):
    """Return the town with the building permit, and Anne's case: decided and sent while her neighbour is asked."""
    with clock.frozen(NOON):
        town = PackageTown("building-permit", "byg-og-miljoe").build()
        town.move_in(ANNE, BO, CARL, NEAR)
        case = town.send(ANNE, answers("Åvej 3", distance=200))
        beside = ask_beside(town, case)
        with transaction(town.tenant):
            decide_by_hand(town.caseworker(CARL), beside.id, PERMIT)
            send_by_hand(town.caseworker(CARL), beside.id)
        run_all()
        with transaction(town.tenant):
            put = PutQuestion.objects.get()
        yield town, case, put


def letters(town, resident):
    with transaction(town.tenant):
        rows = apps.get_model("post", "Letter").objects.filter(recipient_id=town.people[resident.number])
        return rows.count()


def test_a_neighbour_is_neither_asked_nor_reminded_nor_visited_once_it_is_decided(permit):
    town, case, put = permit
    before = letters(town, NEAR)
    with clock.frozen(NOON + dt.timedelta(days=30)):
        due.wake_due()
        run_all()

    assert town.again(case).status == "closed"
    assert letters(town, NEAR) == before
    assert look(town, case) == ("completed", (), 0)
    with transaction(town.tenant):
        assert not Task.objects.filter(status=TaskStatus.OPEN).exists()
        assert not Task.objects.filter(task_kind=TaskKind.WORK).exists()
        assert Task.objects.get(id=put.task_id).status == TaskStatus.CANCELLED
        told = TimelineEntry.objects.get(case=case, what=Happening.UNASKED)
        assert (told.thing_id, told.is_for_citizen) == (put.task_id, False)
        assert Sending.objects.count() == 1


def test_an_answer_that_comes_once_it_is_decided_is_refused_and_nothing_changes(permit):
    town, case, put = permit
    with pytest.raises(NotAskedAnyMore), transaction(town.tenant):
        answer_question(town.citizen(NEAR), put.task_id, typed("objection", "Nej", about=["light"]))

    with transaction(town.tenant):
        assert PutQuestion.objects.get().answered_at is None
    assert town.again(case).status == "closed"


def test_the_neighbours_page_says_that_it_is_decided_and_takes_no_answer(permit):
    town, _case, put = permit
    browser, page = town.log_in(NEAR), reverse("cases:question", args=[put.task_id])

    shown = browser.get(page)
    sent = browser.post(page, {"answer": "objection", "said": "Det skygger.", "shown": "answer about said"})

    assert shown.status_code == 200
    assert "The case is decided" in shown.content.decode()
    assert '<form method="post" class="rh-flow"' not in shown.content.decode()
    assert sent.status_code == 409
    assert "The case has been decided meanwhile" in sent.content.decode()


class WithStepAfter(PackageTown):
    """The town with the building permit, whose process ends with a step to do once the case is decided."""

    def __init__(self) -> None:
        super().__init__("building-permit", "byg-og-miljoe")

    def package(self) -> PackageFiles:
        """Return the package with a step to do instead of the fee."""
        contents = dict(super().package().contents)
        before, rest = contents["process.bpmn"].decode().split('<serviceTask id="charge"')
        charge, after = rest.split("</serviceTask>", 1)
        begins = charge.index("<raadhus:task ")
        ends = charge.index("</raadhus:task>") + len("</raadhus:task>")
        step = f'{charge[:begins]}<raadhus:task handler="cases.work" />{charge[ends:]}'
        drawn = f'{before}<userTask id="charge"{step}</userTask>{after}'
        return PackageFiles(contents | {"process.bpmn": drawn.encode()})


@pytest.mark.parametrize("is_beside", [False, True])
def test_a_step_that_the_model_puts_after_the_decision_is_asked_for_in_the_closed_case(towns, db, is_beside):
    with clock.frozen(NOON):
        town = WithStepAfter().build()
        town.move_in(ANNE, BO, CARL, NEAR)
        case = town.send(ANNE, answers("Åvej 3"))
        with transaction(town.tenant):
            own = Task.objects.get()
        task = ask_beside(town, case) if is_beside else own
        with transaction(town.tenant):
            decide_by_hand(town.caseworker(CARL), task.id, PERMIT)
            send_by_hand(town.caseworker(CARL), task.id)
        run_all()

        assert town.again(case).status == "closed"
        assert [kind for kind, _why, _process in to_decide(town)] == ["work"]
